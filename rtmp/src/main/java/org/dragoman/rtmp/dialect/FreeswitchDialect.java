package org.dragoman.rtmp.dialect;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dragoman.rtmp.amf.Amf;
import org.dragoman.rtmp.message.RtmpMessage.Command;
import org.dragoman.rules.FreeswitchCauses;

/// The commands of FreeSWITCH's mod_rtmp and of its Flex client.
///
/// - Source: signalwire/freeswitch, src/mod/endpoints/mod_rtmp (rtmp_sig.c, rtmp.c) and
///   clients/flex/freeswitch.mxml.
final class FreeswitchDialect implements Dialect {
    private static final Duration CLIENTS_DIGIT = Duration.ofMillis(250); // 2000 samples of 8 kHz
    private static final int SAMPLES_PER_MILLI = 8;

    private final FreeswitchCauses causes;

    FreeswitchDialect(FreeswitchCauses causes) {
        this.causes = causes;
    }

    @Override
    public String name() {
        return "freeswitch";
    }

    @Override
    public boolean hasOneLine() {
        return false;
    }

    @Override
    public Optional<Wish> read(Command c) {
        Optional<String> call = c.word(0);
        return Optional.ofNullable(
                switch (c.name()) {
                    case "login" -> new Wish.LogIn(c.text(0), c.text(1));
                    case "logout" -> new Wish.LogOut();
                    case "register" -> new Wish.Register();
                    case "unregister" -> new Wish.Unregister();
                    case "makeCall", "FCSubscribe" -> new Wish.Call(c.text(0), c.transaction());
                    case "answer" -> new Wish.Answer(call);
                    case "hangup" -> new Wish.HangUp(call, cause(c));
                    case "sendDTMF" -> new Wish.SendDigits(Optional.empty(), c.text(0), held(c));
                    case "attach" -> new Wish.Attach(call);
                    case "transfer" -> new Wish.Transfer(call, c.text(1));
                    case "join" -> new Wish.Join(c.text(0), c.text(1));
                    case "three_way" -> new Wish.Meet(c.text(0), c.text(1), c.transaction());
                    case "sendevent", "log" ->
                            new Wish.Refused(c.transaction(), c.name() + " is not for a call");
                    default -> null; // a command of another kind
                });
    }

    /// A number is a Q.850 cause, a word one of FreeSWITCH's names for them.
    private Optional<Integer> cause(Command c) {
        String said = c.text(1);
        return said.matches("\\d{1,3}")
                ? Optional.of(Integer.valueOf(said)).filter(q -> q >= 1 && q <= 127)
                : causes.causeOf(said);
    }

    /// The duration counts samples of 8 kHz.
    private static Duration held(Command c) {
        double samples = c.argument(1).flatMap(Amf::number).orElse(0.0);
        return samples < 1 ? CLIENTS_DIGIT : Duration.ofMillis((long) samples / SAMPLES_PER_MILLI);
    }

    @Override
    public List<Command> tell(News news) {
        return switch (news) {
            case News.Connected(String session) -> say("connected", session);
            case News.LoggedIn(String number, _, String domain) ->
                    say("onLogin", "success", number, domain);
            case News.LoginFailed() ->
                    List.of(
                            Command.news(
                                    "onLogin",
                                    Amf.of("failure"),
                                    Amf.Absent.NULL,
                                    Amf.Absent.NULL));
            case News.LoggedOut(String number, String domain) -> say("onLogout", number, domain);
            case News.Placed(var call, String dialled, double transaction) ->
                    List.of(
                            Command.of(
                                    "onMakeCall",
                                    transaction,
                                    Amf.Absent.NULL,
                                    Amf.of(call.id()),
                                    Amf.of(dialled),
                                    Amf.of("")));
            case News.Ringing(var call, boolean inBand) ->
                    say("callState", call.id(), inBand ? "EARLY" : "RINGING");
            case News.Incoming(var call) ->
                    List.of(
                            Command.news(
                                    "incomingCall",
                                    Amf.of(call.id()),
                                    Amf.of(News.Facts.shown(call.caller())),
                                    Amf.of(call.caller().digits()),
                                    Amf.of(call.callee().digits()),
                                    Amf.Absent.NULL));
            case News.Answered(var call, _) -> say("callState", call.id(), "ACTIVE");
            case News.Held(var call, boolean on, _) ->
                    say("callState", call.id(), on ? "HELD" : "ACTIVE");
            case News.Attached(var call) -> say("onAttach", call.orElse(""));
            case News.Identity(var call) ->
                    say(
                            "displayUpdate",
                            call.id(),
                            News.Facts.shown(call.other()),
                            call.other().digits());
            case News.Ended(var call, var cause, _, _, _) ->
                    List.of(
                            Command.news("callState", call.id(), "HANGUP"),
                            Command.news("onHangup", call.id(), causes.nameOf(cause.q850())));
            case News.NoCall _, News.Alive _ -> List.of(); // FreeSWITCH does not answer either
        };
    }

    private static List<Command> say(String name, String... arguments) {
        return List.of(Command.news(name, arguments));
    }
}
