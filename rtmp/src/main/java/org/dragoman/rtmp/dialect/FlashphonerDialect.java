package org.dragoman.rtmp.dialect;

import java.util.List;
import java.util.Optional;
import org.dragoman.rtmp.amf.Amf;
import org.dragoman.rtmp.message.RtmpMessage.Command;

/// The commands of Flashphoner's Flash client: login and password in an object when connecting,
/// then calls that are told of as objects with a state.
///
/// - Source: flashphoner/flashphoner_client, client/api/src/com/flashphoner/api
///   (PhoneServerProxy, CallServerProxy, PhoneCallback, Call).
final class FlashphonerDialect implements Dialect {
    private static final int USER_BUSY = 17;

    /// Where the client expects the SIP message that something is told for.
    private static final Amf NO_MESSAGE = Amf.fields();

    private final Wish.LogIn login;

    FlashphonerDialect(Connect connect) {
        var said = connect.arguments().getFirst().named();
        String name = said.getOrDefault("authenticationName", Amf.Absent.NULL).text().orElse("");
        String user = said.getOrDefault("login", Amf.Absent.NULL).text().orElse("");
        String secret = said.getOrDefault("password", Amf.Absent.NULL).text().orElse("");
        login = new Wish.LogIn(name.isEmpty() ? user : name, secret);
    }

    static boolean isSpokenBy(Connect connect) {
        return !connect.arguments().isEmpty()
                && connect.arguments().getFirst().named().containsKey("login");
    }

    @Override
    public String name() {
        return "flashphoner";
    }

    @Override
    public Optional<Wish.LogIn> login() {
        return Optional.of(login);
    }

    @Override
    public boolean hasOneLine() {
        return false;
    }

    @Override
    public Optional<Wish> read(Command c) {
        return Optional.ofNullable(
                switch (c.name()) {
                    case "call" -> new Wish.Call(SipAddress.user(c.text(0)), c.transaction());
                    case "answer" -> new Wish.Answer(c.word(0));
                    case "hangup" -> new Wish.HangUp(c.word(0), Optional.empty());
                    case "hold" -> new Wish.Hold(c.word(0), c.isTrue(1));
                    case "transfer" -> new Wish.Transfer(c.word(0), SipAddress.user(c.text(1)));
                    case "sendDtmf" ->
                            new Wish.SendDigits(c.word(1), c.text(0), Dialect.USUAL_DIGIT);
                    case "keepAlive" -> new Wish.Alive(c.transaction());
                    case "updateCallToVideo" ->
                            new Wish.Refused(
                                    c.transaction(), "a call keeps the media it began with");
                    case "sendInstantMessage", "sendInfo" ->
                            new Wish.Refused(c.transaction(), c.name() + " is not for a call");
                    default -> null; // a command of another kind
                });
    }

    @Override
    public List<Command> tell(News news) {
        return switch (news) {
            case News.LoggedIn(String number, String name, String domain) ->
                    List.of(
                            Command.news("getVersion", Amf.of("Dragoman")),
                            Command.news(
                                    "getUserData",
                                    Amf.fields(
                                            "login", number,
                                            "visibleName", name,
                                            "domain", domain,
                                            "regRequired", true)),
                            Command.news("registered", NO_MESSAGE));
            case News.Placed(var call, _, double transaction) ->
                    List.of(
                            Command.result(transaction, object(call, "NEW")),
                            state("ring", call, "TRYING"));
            case News.Ringing(var call, boolean inBand) ->
                    call.incoming()
                            ? List.of()
                            : List.of(
                                    inBand
                                            ? state("sessionProgress", call, "SESSION_PROGRESS")
                                            : state("ring", call, "RING"));
            case News.Incoming(var call) -> List.of(state("ring", call, "RING"));
            case News.Answered(var call, _) -> List.of(state("talk", call, "TALK"));
            case News.Held(var call, boolean on, boolean byClient) ->
                    byClient
                            ? List.of(
                                    Command.news("callbackHold", object(call, of(on)), Amf.of(on)),
                                    state(on ? "hold" : "talk", call, of(on)))
                            : List.of(state(on ? "hold" : "talk", call, of(on)));
            case News.Ended(var call, var cause, _, boolean answered, _) ->
                    List.of(
                            !answered && !call.incoming() && cause.q850() == USER_BUSY
                                    ? state("busy", call, "BUSY")
                                    : state("finish", call, "FINISH"));
            case News.NoCall(_, String why) ->
                    List.of(Command.news("fail", Amf.of(why), NO_MESSAGE));
            case News.Alive(double transaction) -> List.of(Command.result(transaction, Amf.of(1)));
            // the connection's own status tells these
            case News.Connected _,
                    News.LoginFailed _,
                    News.LoggedOut _,
                    News.Attached _,
                    News.Identity _ ->
                    List.of();
        };
    }

    private static String of(boolean held) {
        return held ? "HOLD" : "TALK";
    }

    private static Command state(String name, News.Facts call, String state) {
        return Command.news(name, object(call, state), NO_MESSAGE);
    }

    /// Flags are words, as the client compares them so.
    private static Amf object(News.Facts call, String state) {
        return Amf.fields(
                "id", call.id(),
                "state", state,
                "incoming", Boolean.toString(call.incoming()),
                "isVideoCall", "false",
                "caller", call.caller().digits(),
                "callee", call.callee().digits(),
                "visibleNameCaller", News.Facts.shown(call.caller()),
                "visibleNameCallee", News.Facts.shown(call.callee()));
    }
}
