package org.dragoman.rtmp.dialect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dragoman.core.call.Party;
import org.dragoman.rtmp.amf.Amf;
import org.dragoman.rtmp.message.RtmpMessage.Command;

/// The commands of siprtmp, the gateway of rtmplite, and of its VideoPhone: a line for each
/// connection to {@code rtmp://HOST/sip/USER@DOMAIN}, with name, password and display name as
/// arguments.
///
/// - Source: theintencity/rtmplite, siprtmp.py and videoPhone/src/model/Connector.as.
final class SiprtmpDialect implements Dialect {
    private static final String SCHEME = "sip/";
    private static final int DECLINE = 603; // where the client says no number

    /// What a client calls the codecs it names.
    private static final Map<String, String> CODECS =
            Map.of("SPEEX", "wideband", "PCMU", "pcmu", "PCMA", "pcma", "NELLYMOSER", "nellymoser");

    private final Wish.LogIn login;

    SiprtmpDialect(Connect connect) {
        String address = connect.app().substring(SCHEME.length());
        int at = address.indexOf('@');
        String user = at < 0 ? address : address.substring(0, at);
        String name = connect.argument(0).isEmpty() ? user : connect.argument(0);
        login = new Wish.LogIn(name, connect.argument(1));
    }

    static boolean isSpokenBy(Connect connect) {
        return connect.app().startsWith(SCHEME);
    }

    @Override
    public String name() {
        return "siprtmp";
    }

    @Override
    public Optional<Wish.LogIn> login() {
        return Optional.of(login);
    }

    @Override
    public boolean hasOneLine() {
        return true;
    }

    @Override
    public Optional<Wish> read(Command c) {
        return Optional.ofNullable(
                switch (c.name()) {
                    case "invite" -> new Wish.Call(SipAddress.user(c.text(0)), c.transaction());
                    case "accept" -> new Wish.Answer(Optional.empty());
                    case "reject" -> new Wish.Reject(Optional.empty(), status(c.text(0)));
                    case "bye" -> new Wish.HangUp(Optional.empty(), Optional.empty());
                    case "sendDTMF" ->
                            new Wish.SendDigits(Optional.empty(), c.text(0), Dialect.USUAL_DIGIT);
                    case "hold" -> new Wish.Hold(Optional.empty(), c.isTrue(0));
                    case "transfer" -> new Wish.Transfer(Optional.empty(), c.text(0));
                    default -> null; // a command of another kind
                });
    }

    /// Of {@code 486 Busy Here}.
    private static int status(String reason) {
        return reason.matches("[3-6]\\d\\d( .*)?")
                ? Integer.parseInt(reason.substring(0, 3))
                : DECLINE;
    }

    @Override
    public List<Command> tell(News news) {
        return switch (news) {
            case News.Ringing(var call, boolean inBand) ->
                    call.incoming()
                            ? List.of()
                            : say("ringing", inBand ? "183 Session Progress" : "180 Ringing");
            case News.Incoming(var call) ->
                    say("invited", address(call.caller()), address(call.callee()));
            case News.Answered(_, String codec) ->
                    say("accepted", CODECS.getOrDefault(codec, codec));
            case News.Held(_, boolean on, boolean byClient) ->
                    byClient ? List.of() : List.of(Command.news("holded", Amf.of(on)));
            case News.Ended ended -> end(ended);
            case News.NoCall(_, String why) -> say("rejected", why);
            // siprtmp tells none of these, its connection says it all
            case News.Connected _,
                    News.LoggedIn _,
                    News.LoginFailed _,
                    News.LoggedOut _,
                    News.Placed _,
                    News.Attached _,
                    News.Identity _,
                    News.Alive _ ->
                    List.of();
        };
    }

    private static List<Command> end(News.Ended ended) {
        if (ended.byClient()) {
            return List.of();
        }
        if (ended.answered()) {
            return say("byed");
        }
        var call = ended.call();
        return call.incoming()
                ? say("cancelled", address(call.caller()), address(call.callee()))
                : say("rejected", ended.sipStatus());
    }

    private static String address(Party party) {
        String uri = "<sip:" + (party.digits().isEmpty() ? "anonymous" : party.digits()) + ">";
        return party.displayName().map(n -> "\"" + n.replace('"', '\'') + "\" " + uri).orElse(uri);
    }

    private static List<Command> say(String name, String... arguments) {
        return List.of(Command.news(name, arguments));
    }
}
