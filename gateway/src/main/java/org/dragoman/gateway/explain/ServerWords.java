package org.dragoman.gateway.explain;

import java.util.Optional;
import org.dragoman.rtmp.amf.Amf;
import org.dragoman.rtmp.message.RtmpMessage.Command;
import org.dragoman.rules.FreeswitchCauses;

/// What a server tells a client that telephones, read as what the other side of the call does: the
/// reverse of {@code rtmp.dialect}, whose classes name the sources.
///
/// - {@code dialect}: by the name that {@link org.dragoman.rtmp.dialect.Dialect} gives it.
record ServerWords(String dialect, FreeswitchCauses causes) {
    private static final int NORMAL = 16; // Q.850
    private static final int BUSY = 17;
    private static final int DECLINED = 603;

    /// What the other side does.
    sealed interface Deed {
        /// The call that the client asked for has this name.
        record Named(String call) implements Deed {}

        /// - {@code inBand}: there is something to hear.
        record Rings(String call, boolean inBand) implements Deed {}

        record Answers(String call) implements Deed {}

        /// - {@code status}: of SIP, where no cause was said.
        record Ends(String call, Optional<Integer> q850, Optional<Integer> status)
                implements Deed {}

        record Calls(String call, String from, String to) implements Deed {}

        record Holds(String call, boolean on) implements Deed {}
    }

    /// What a command tells; nothing where it is about no call.
    Optional<Deed> read(Command c) {
        return switch (dialect) {
            case "siprtmp" -> siprtmp(c);
            case "flashphoner" -> flashphoner(c);
            case "stream" -> stream(c);
            default -> freeswitch(c);
        };
    }

    /// How the commands of a server are compared: a name, and what says which it is.
    static String signature(Command c) {
        return switch (c.name()) {
            case "callState" -> c.name() + " " + c.text(1);
            case "onHangup" -> c.name() + " " + c.text(1);
            case "onLogin", "ringing" -> c.name() + " " + c.text(0);
            case "onStatus" ->
                    c.name()
                            + " "
                            + c.argument(0)
                                    .map(a -> a.named().getOrDefault("code", Amf.Absent.NULL))
                                    .flatMap(Amf::text)
                                    .orElse("");
            default -> c.name();
        };
    }

    private Optional<Deed> freeswitch(Command c) {
        var call = c.text(0);
        return Optional.ofNullable(
                switch (c.name()) {
                    case "onMakeCall" -> new Deed.Named(call);
                    case "incomingCall" -> new Deed.Calls(call, c.text(2), c.text(3));
                    case "onHangup" ->
                            new Deed.Ends(
                                    call,
                                    causes.causeOf(c.text(1)).or(() -> Optional.of(NORMAL)),
                                    Optional.empty());
                    case "callState" ->
                            switch (c.text(1)) {
                                case "RINGING" -> new Deed.Rings(call, false);
                                case "EARLY" -> new Deed.Rings(call, true);
                                case "ACTIVE" -> new Deed.Answers(call);
                                default -> null; // HELD: by the client; HANGUP: onHangup follows
                            };
                    default -> null; // about no call
                });
    }

    private static Optional<Deed> siprtmp(Command c) {
        return Optional.ofNullable(
                switch (c.name()) {
                    case "invited" -> new Deed.Calls("", user(c.text(0)), user(c.text(1)));
                    case "ringing" -> new Deed.Rings("", c.text(0).startsWith("183"));
                    case "accepted" -> new Deed.Answers("");
                    case "rejected" ->
                            new Deed.Ends("", Optional.empty(), Optional.of(status(c.text(0))));
                    case "byed", "cancelled" ->
                            new Deed.Ends("", Optional.of(NORMAL), Optional.empty());
                    case "holded" ->
                            new Deed.Holds("", c.argument(0).equals(Optional.of(Amf.of(true))));
                    default -> null; // about no call
                });
    }

    private static int status(String words) {
        return words.matches("[3-6]\\d\\d( .*)?")
                ? Integer.parseInt(words.substring(0, 3))
                : DECLINED;
    }

    /// The user of {@code "Name" <sip:USER@DOMAIN>}.
    private static String user(String address) {
        return address.replaceAll("(?s)^.*sips?:", "").replaceAll("(?s)[@;>].*$", "");
    }

    private static Optional<Deed> flashphoner(Command c) {
        var object = c.argument(0).orElse(Amf.Absent.NULL);
        var call = member(object, "id");
        var state = member(object, "state");
        boolean incoming = member(object, "incoming").equals("true");
        return Optional.ofNullable(
                switch (c.name()) {
                    case "_result" -> call.isEmpty() ? null : new Deed.Named(call);
                    case "ring" -> {
                        if (incoming) {
                            yield new Deed.Calls(
                                    call, member(object, "caller"), member(object, "callee"));
                        }
                        yield state.equals("RING") ? new Deed.Rings(call, false) : null;
                    }
                    case "sessionProgress" -> new Deed.Rings(call, true);
                    case "talk" -> new Deed.Answers(call);
                    case "busy" -> new Deed.Ends(call, Optional.of(BUSY), Optional.empty());
                    case "finish", "fail" ->
                            new Deed.Ends(call, Optional.of(NORMAL), Optional.empty());
                    default -> null; // about no call
                });
    }

    private static String member(Amf object, String name) {
        return object.named().getOrDefault(name, Amf.Absent.NULL).text().orElse("");
    }

    /// Programs that stream are told of their streams alone: what begins is answered.
    private static Optional<Deed> stream(Command c) {
        if (!c.name().equals("onStatus")) {
            return Optional.empty();
        }
        var status = signature(c);
        if (status.endsWith("Publish.Start") || status.endsWith("Play.Start")) {
            return Optional.of(new Deed.Answers(""));
        }
        boolean over = status.endsWith("UnpublishNotify") || status.endsWith("Publish.Failed");
        return over
                ? Optional.of(new Deed.Ends("", Optional.of(NORMAL), Optional.empty()))
                : Optional.empty();
    }
}
