package org.dragoman.gateway.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The command line's side of REST, however it gets there ({@link Link}).
public final class RestClient implements AutoCloseable {
    static final String INTERRUPTED = "Interrupted.";

    /// No gateway runs here, or it does not answer; the message is a sentence for the operator.
    public static final class Unreachable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreachable(String message) {
            super(message);
        }
    }

    // a newer gateway may say more than we know of
    private final ObjectMapper json =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private final Link link;

    private RestClient(Link link) {
        this.link = link;
    }

    /// The gateway that left its socket in the folder or, where it could not make one, its address.
    public static RestClient open(StateFolder folder) throws Unreachable {
        if (Files.exists(folder.socket())) {
            return local(folder.socket());
        }
        try {
            var access = folder.read();
            if (access.isEmpty()) {
                throw new Unreachable(
                        "No gateway runs here (nothing in %s); start one with: dragoman run"
                                .formatted(folder.path()));
            }
            return new RestClient(HttpLink.to(access.get()));
        } catch (IOException e) {
            throw new Unreachable(
                    "%s cannot be read: it belongs to whoever started the gateway (%s)."
                            .formatted(folder.path(), e.getClass().getSimpleName()));
        }
    }

    /// The gateway of this machine that listens on a Unix socket.
    public static RestClient local(Path socket) throws Unreachable {
        return new RestClient(LocalLink.to(socket));
    }

    /// A gateway somewhere else.
    public static RestClient remote(Remote remote) {
        return new RestClient(HttpLink.to(remote));
    }

    public GatewayView gateway() throws Unreachable {
        return read(get("/gateway"), GatewayView.class);
    }

    /// Has new calls refused, or taken again.
    public DrainView drain(boolean on) throws Unreachable {
        return read(good(ask(on ? "POST" : "DELETE", "/gateway/drain")), DrainView.class);
    }

    /// How far the gateway is drained.
    ///
    /// - {@code seconds}: to wait at most until no call is left, 0 to 8.
    public DrainView draining(int seconds) throws Unreachable {
        return read(good(get("/gateway/drain?seconds=" + seconds)), DrainView.class);
    }

    public List<CallView> calls() throws Unreachable {
        return readAll(get("/calls"), CallView.class);
    }

    /// What the last calls that ended asked of the dial plan, newest first.
    public List<AskedView> asked() throws Unreachable {
        return readAll(get("/routes/asked"), AskedView.class);
    }

    public List<AccountView> accounts() throws Unreachable {
        return readAll(get("/accounts"), AccountView.class);
    }

    public Optional<CallView> call(String id) throws Unreachable {
        var answer = get("/calls/" + id);
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(read(answer, CallView.class));
    }

    /// The messages of a call as they were on the wire; nothing where they are not kept.
    public Optional<List<WireView>> wire(String id) throws Unreachable {
        var answer = get("/calls/" + id + "/wire");
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(readAll(answer, WireView.class));
    }

    /// Takes what happens to calls; may ask more of the gateway.
    public interface Follower {
        void take(EventView event) throws Unreachable;
    }

    /// Tells what happens to calls from now on, until the gateway ends.
    public void follow(Follower follower) throws Unreachable {
        link.follow(event -> follower.take(read(new Link.Answer(200, event), EventView.class)));
    }

    /// Some call records, newest first; fewer than asked for only where there are no more.
    public RecordPageView records(RecordQuestion question) throws Unreachable {
        return read(good(get("/records?" + QueryText.of(fields(question)))), RecordPageView.class);
    }

    private static Map<String, String> fields(RecordQuestion question) {
        var fields = new LinkedHashMap<String, String>();
        question.since().ifPresent(at -> fields.put("since", at.toString()));
        question.until().ifPresent(at -> fields.put("until", at.toString()));
        question.peer().ifPresent(p -> fields.put("peer", p));
        question.number().ifPresent(n -> fields.put("number", n));
        question.cause().ifPresent(c -> fields.put("cause", c.toString()));
        if (question.failed()) {
            fields.put("failed", "yes");
        }
        fields.put("limit", Integer.toString(question.limit()));
        question.after().ifPresent(a -> fields.put("after", a));
        return fields;
    }

    /// The record of a call; nothing where there is none.
    public Optional<RecordView> recordOf(String id) throws Unreachable {
        var answer = get("/records/" + id);
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(read(good(answer), RecordView.class));
    }

    private Link.Answer good(Link.Answer answer) throws Unreachable {
        if (answer.status() != 200) {
            throw new Unreachable(error(answer));
        }
        return answer;
    }

    /// False where there is no such call.
    public boolean hangUp(String id) throws Unreachable {
        return ask("DELETE", "/calls/" + id).status() == 204;
    }

    /// Begins a call between two parties.
    ///
    /// - Returns: its id, or why not.
    public Begun begin(String first, String second) throws Unreachable {
        var answer = post("/calls", Map.of("from", first, "to", second));
        if (answer.status() == 202) {
            return new Begun(read(answer, BegunView.class).id(), "");
        }
        return new Begun("", error(answer));
    }

    /// Has the gateway read its configuration again.
    public ReloadView reload() throws Unreachable {
        return read(post("/configuration/reload", Map.of()), ReloadView.class);
    }

    /// Where a call would go; nothing where there is neither such a peer nor such an account.
    public Optional<RouteView> explain(RouteQuestion question) throws Unreachable {
        var fields = new HashMap<>(Map.of("from", question.from(), "to", question.to()));
        question.calling().ifPresent(c -> fields.put("calling", c));
        question.at().ifPresent(at -> fields.put("at", at.toString()));
        var answer = post("/routes/explain", fields);
        return switch (answer.status()) {
            case 200 -> Optional.of(read(answer, RouteView.class));
            case 404 -> Optional.empty();
            default -> throw new Unreachable("The gateway refuses that: " + error(answer));
        };
    }

    /// A call that was begun, or why it was not.
    public record Begun(String id, String problem) {}

    /// Orders a call something: {@code hold}, {@code resume}, {@code transfer}.
    ///
    /// - Returns: nothing when it is done, else why not.
    public Optional<String> order(String id, String what, Map<String, String> fields)
            throws Unreachable {
        var answer = post("/calls/" + id + "/" + what, fields);
        return answer.status() == 204 ? Optional.empty() : Optional.of(error(answer));
    }

    /// Begins to record a call, or stops that. False where there is no such call.
    public boolean record(String id, boolean on) throws Unreachable {
        return ask(on ? "PUT" : "DELETE", "/calls/" + id + "/recording").status() == 204;
    }

    @Override
    public void close() {
        link.close();
    }

    private Link.Answer get(String path) throws Unreachable {
        return ask("GET", path);
    }

    private Link.Answer ask(String method, String path) throws Unreachable {
        return link.ask(method, path, Optional.empty());
    }

    private Link.Answer post(String path, Map<String, String> fields) throws Unreachable {
        try {
            return link.ask("POST", path, Optional.of(json.writeValueAsBytes(fields)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are JSON", e);
        }
    }

    private String error(Link.Answer answer) throws Unreachable {
        var said = read(answer, ErrorView.class);
        return said.field().isEmpty() ? said.error() : said.field() + ": " + said.error();
    }

    private <T> T read(Link.Answer answer, Class<T> type) throws Unreachable {
        return read(answer, json.constructType(type));
    }

    private <T> List<T> readAll(Link.Answer answer, Class<T> type) throws Unreachable {
        var list = TypeFactory.defaultInstance().constructCollectionType(List.class, type);
        return read(answer, list);
    }

    private <T> T read(Link.Answer answer, JavaType type) throws Unreachable {
        try {
            return Optional.<T>ofNullable(json.readValue(answer.body(), type))
                    .orElseThrow(() -> new IOException("null"));
        } catch (IOException e) {
            throw new Unreachable("The gateway's answer is not understood: " + e.getMessage());
        }
    }
}
