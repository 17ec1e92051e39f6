package org.dragoman.webrtc;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.dragoman.core.account.Account;
import org.dragoman.core.call.Party;
import org.dragoman.core.link.WebSocketLink;
import org.dragoman.core.time.Timers;
import org.dragoman.webrtc.signal.ClientMessage;
import org.dragoman.webrtc.signal.Input;
import org.dragoman.webrtc.signal.LoginProof;
import org.dragoman.webrtc.signal.MessageReader;
import org.dragoman.webrtc.signal.MessageWriter;
import org.dragoman.webrtc.signal.Refusal;
import org.dragoman.webrtc.signal.Refusal.Code;
import org.dragoman.webrtc.signal.ServerMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is said on one WebSocket: first who is there, then calls.
final class Conversation implements WebSocketLink.Ear {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final Duration LOGIN = Duration.ofSeconds(60);
    private static final int MISTAKES =
            50; // more is no page of ours gone wrong, but somebody trying

    private final CallApi api;
    private final WebSocketLink link;
    private final Timers.Alarm deadline;
    private String nonce;
    private int mistakes;
    private volatile Optional<Session> session = Optional.empty();
    private volatile Optional<Page> page = Optional.empty();

    Conversation(CallApi api, WebSocketLink link) {
        this.api = api;
        this.link = link;
        this.nonce = api.secret();
        this.deadline = api.with().timers().after(LOGIN, this::tooLate);
        hello();
    }

    private void hello() {
        say(
                new ServerMessage.Hello(
                        CallApi.VERSION,
                        api.config().product(),
                        api.with().accounts().realm(),
                        nonce));
    }

    private void say(ServerMessage message) {
        link.send(MessageWriter.write(message));
    }

    private void tooLate() {
        if (session.isEmpty()) {
            link.close(WebSocketLink.POLICY, "nobody logged in");
        }
    }

    private InetAddress address() {
        return link.remote().getAddress();
    }

    @Override
    public void message(byte[] message) {
        try {
            take(MessageReader.read(message));
        } catch (Refusal refusal) {
            say(refusal.message());
            if (++mistakes > MISTAKES) {
                link.close(WebSocketLink.POLICY, "too many mistakes");
            }
        }
    }

    private void take(ClientMessage message) throws Refusal {
        switch (message) {
            case ClientMessage.Login m -> login(m);
            case ClientMessage.Guest m -> guest(m);
            case ClientMessage.Reconnect m -> reconnect(m);
            case ClientMessage.Ping m -> say(new ServerMessage.Pong(m.ref()));
            case ClientMessage.History m -> history(m);
            case ClientMessage.Forget m -> {
                var account = member(m);
                api.with().history().forget(account);
                say(new ServerMessage.Done(m.ref()));
            }
            case ClientMessage.Call m -> desk().call(m, loggedIn(m));
            case ClientMessage.Join m -> CallDesk.join(m, loggedIn(m));
            case ClientMessage.OfCall m -> CallDesk.leg(m, loggedIn(m)).receive(new Input.Asked(m));
        }
    }

    private CallDesk desk() {
        return new CallDesk(api, address());
    }

    // ---- who is there

    private void login(ClientMessage.Login m) throws Refusal {
        nobodyYet(m);
        var guard = api.with().guard();
        if (!guard.listensTo(address(), m.account())) {
            throw new Refusal(
                    m.ref(),
                    Code.TOO_MANY_ATTEMPTS,
                    "",
                    "Too many wrong passwords. Try again in a while.");
        }
        var account =
                api.with()
                        .accounts()
                        .find(m.account())
                        .filter(a -> a.mayUse(Account.Protocol.WEBRTC))
                        .filter(a -> LoginProof.isRight(m, a.secret().sha256(), nonce));
        nonce = api.secret(); // each is good for one try
        if (account.isEmpty()) {
            wrong(m);
        }
        guard.right(address(), m.account());
        welcome(m.ref(), api.begin(new Session.Who.Member(account.get()), link));
    }

    private void wrong(ClientMessage.Login m) throws Refusal {
        if (api.with().guard().wrong(address(), m.account())) {
            LOG.atWarn()
                    .addKeyValue("event", "account.login_barred")
                    .addKeyValue("address", address().getHostAddress())
                    .log("too many wrong passwords; nothing is listened to for a while");
        }
        hello();
        throw new Refusal(
                m.ref(),
                Code.WRONG_CREDENTIALS,
                "response",
                "There is no such account, or the password is wrong.");
    }

    private void guest(ClientMessage.Guest m) throws Refusal {
        nobodyYet(m);
        var name = api.guests().admit(m);
        var from = api.guests().from();
        var nobody = Party.UNKNOWN.withPresentation(Party.Presentation.ALLOWED);
        var party = from.isEmpty() ? nobody : Party.ofNumber(from);
        var shown = party.withDisplayName(name.orElse("Guest"));
        welcome(m.ref(), api.begin(new Session.Who.Visitor(shown, m.to()), link));
    }

    private void reconnect(ClientMessage.Reconnect m) throws Refusal {
        nobodyYet(m);
        var known = api.session(m.session());
        if (known.isEmpty() || !known.get().attach(link, welcomed(m.ref(), known.get()))) {
            throw new Refusal(m.ref(), Code.NO_SESSION, "session", "The session is over.");
        }
        enter(known.get());
    }

    private void nobodyYet(ClientMessage message) throws Refusal {
        if (session.isPresent()) {
            throw new Refusal(message.ref(), Code.NOT_NOW, "type", "You are logged in already.");
        }
    }

    private Session loggedIn(ClientMessage message) throws Refusal {
        return session.orElseThrow(
                () -> new Refusal(message.ref(), Code.NOT_NOW, "type", "Log in first."));
    }

    private void welcome(String ref, Session begun) {
        say(welcomed(ref, begun));
        enter(begun);
    }

    private ServerMessage welcomed(String ref, Session of) {
        return switch (of.who()) {
            case Session.Who.Member(var account) ->
                    new ServerMessage.Welcome(
                            ref,
                            of.secret(),
                            account.number(),
                            account.name(),
                            api.config().iceServers());
            case Session.Who.Visitor(var party, _) ->
                    new ServerMessage.Welcome(
                            ref, of.secret(), "", party.displayName(), api.config().iceServers());
        };
    }

    private void enter(Session begun) {
        deadline.cancel();
        session = Optional.of(begun);
        if (begun.who() instanceof Session.Who.Member(var account)) {
            var device =
                    new Page(
                            begun,
                            account.number(),
                            "page-" + api.secret(),
                            "page at " + address().getHostAddress(),
                            api.with().timers().instant(),
                            api.random());
            if (api.with().registrations().enter(device)) {
                page = Optional.of(device);
            }
        }
    }

    private void history(ClientMessage.History m) throws Refusal {
        var account = member(m);
        say(new ServerMessage.Done(m.ref()));
        loggedIn(m).follow(api.with().history(), account);
    }

    /// The account that is logged in.
    private String member(ClientMessage message) throws Refusal {
        if (loggedIn(message).who() instanceof Session.Who.Member(var account)) {
            return account.number();
        }
        throw new Refusal(message.ref(), Code.NOT_ALLOWED, "type", "Guests have no history.");
    }

    @Override
    public void closed(int status) {
        deadline.cancel();
        page.ifPresent(api.with().registrations()::leave);
        session.filter(s -> s.detach(link)).ifPresent(s -> left(s, status));
    }

    private void left(Session left, int status) {
        if (status == WebSocketLink.LOST) {
            api.away(left);
        } else {
            api.end(left);
        }
    }
}
