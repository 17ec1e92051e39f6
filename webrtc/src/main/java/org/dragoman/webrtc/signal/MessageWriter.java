package org.dragoman.webrtc.signal;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.dragoman.core.call.Cause;

/// Writes what pages are told.
public final class MessageWriter {
    private static final JsonMapper JSON = new JsonMapper();

    private MessageWriter() {}

    public static String write(ServerMessage message) {
        return object(message).toString();
    }

    private static ObjectNode object(ServerMessage message) {
        return switch (message) {
            case ServerMessage.Hello m ->
                    of("hello")
                            .put("version", m.version())
                            .put("product", m.product())
                            .put("realm", m.realm())
                            .put("nonce", m.nonce());
            case ServerMessage.Welcome m -> welcome(m);
            case ServerMessage.Done m -> reply("done", m.ref());
            case ServerMessage.Pong m -> reply("pong", m.ref());
            case ServerMessage.Refused m -> refused(m);
            case ServerMessage.History m -> history(m);
            case ServerMessage.Incoming m ->
                    named(call("incoming", m.call()), m.number(), m.name())
                            .put("to", m.to())
                            .put("video", m.video())
                            .put("sdp", m.sdp());
            case ServerMessage.Progress m ->
                    with(
                            call("progress", m.call())
                                    .put("stage", Refusal.word(m.stage()))
                                    .put("sound", m.sound()),
                            "sdp",
                            m.sdp());
            case ServerMessage.Answered m ->
                    with(named(call("answered", m.call()), m.number(), m.name()), "sdp", m.sdp());
            case ServerMessage.Offer m -> call("offer", m.call()).put("sdp", m.sdp());
            case ServerMessage.Updated m -> call("updated", m.call()).put("sdp", m.sdp());
            case ServerMessage.Held m -> call("held", m.call());
            case ServerMessage.Resumed m -> call("resumed", m.call());
            case ServerMessage.Digit m ->
                    call("digit", m.call()).put("digit", String.valueOf(m.digit()));
            case ServerMessage.Identity m ->
                    named(call("identity", m.call()), m.number(), m.name());
            case ServerMessage.Transferring m -> {
                var object = call("transfer", m.call()).put("status", m.status());
                m.cause().ifPresent(c -> cause(object, c));
                yield object;
            }
            case ServerMessage.Quality m -> quality(m);
            case ServerMessage.Ended m -> cause(call("ended", m.call()), m.cause());
        };
    }

    private static ObjectNode of(String type) {
        return JSON.createObjectNode().put("type", type);
    }

    private static ObjectNode reply(String type, String ref) {
        var object = of(type);
        return ref.isEmpty() ? object : object.put("ref", ref);
    }

    private static ObjectNode call(String type, String call) {
        return of(type).put("call", call);
    }

    private static ObjectNode with(ObjectNode object, String field, Optional<String> value) {
        value.ifPresent(v -> object.put(field, v));
        return object;
    }

    private static ObjectNode named(
            ObjectNode object, Optional<String> number, Optional<String> name) {
        return with(with(object, "number", number), "name", name);
    }

    private static ObjectNode refused(ServerMessage.Refused m) {
        var object = reply("error", m.ref()).put("code", m.code());
        if (!m.field().isEmpty()) {
            object.put("field", m.field());
        }
        return object.put("text", m.text());
    }

    private static ObjectNode welcome(ServerMessage.Welcome m) {
        var object = reply("welcome", m.ref()).put("session", m.session());
        if (!m.account().isEmpty()) {
            object.put("account", m.account());
        }
        with(object, "name", m.name());
        var servers = object.putArray("iceServers");
        for (var server : m.iceServers()) {
            var one = servers.addObject();
            var urls = one.putArray("urls");
            server.urls().forEach(urls::add);
            with(with(one, "username", server.username()), "credential", server.credential());
        }
        return object;
    }

    private static ObjectNode quality(ServerMessage.Quality m) {
        var object =
                call("quality", m.call())
                        .put("roundTrip", tenths(m.roundTripMillis()))
                        .put("jitter", tenths(m.jitterMillis()))
                        .put("loss", tenths(m.lossPercent()))
                        .put("farLoss", tenths(m.farLossPercent()));
        m.score().ifPresent(s -> object.put("score", tenths(s)));
        return object;
    }

    private static ObjectNode history(ServerMessage.History m) {
        var object = of("history");
        var calls = object.putArray("calls");
        for (var past : m.calls()) {
            named(calls.addObject().put("direction", past.direction()), past.number(), past.name())
                    .put("at", past.at().truncatedTo(ChronoUnit.SECONDS).toString())
                    .put("seconds", past.seconds())
                    .put("reason", past.reason());
        }
        return object;
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }

    private static ObjectNode cause(ObjectNode object, Cause cause) {
        var words = Sentences.of(cause.q850());
        object.put("cause", cause.q850()).put("reason", words.code()).put("text", words.sentence());
        return object;
    }
}
