package org.dragoman.gateway.explain;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.AccountEndpoint;
import org.dragoman.core.account.LoginGuard;
import org.dragoman.core.account.Registrations;
import org.dragoman.core.call.LoopRunner;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.log.CallSnapshot;
import org.dragoman.gateway.explain.ServerWords.Deed;
import org.dragoman.rtmp.RtmpEndpoint;
import org.dragoman.rtmp.RtmpReplay;
import org.dragoman.rtmp.message.RtmpMessage;
import org.dragoman.rtmp.message.RtmpMessage.Command;
import org.dragoman.rules.Mappings;
import org.dragoman.sip.SipPeer;
import org.dragoman.sip.SipReplay;

/// Plays what a captured client said to our gateway in the server's place, whose calls go to and
/// come from a SIP phone; that does what the captured server told the client of the other side.
final class RtmpPlayback {
    private static final String BETWEEN = "between";
    private static final InetSocketAddress MEDIA = new InetSocketAddress("192.0.2.1", 9_998);

    private final ReplayTime time;
    private final InnerGateway gateway;
    private final SipReplay phones;
    private final Mappings mappings;
    private final RtmpLogins logins;
    private final ServerWords words;
    private final RtmpReplay.Client client;
    private final RtmpCalls calls = new RtmpCalls();
    private final List<Command> told = new ArrayList<>();
    private int incoming;
    private boolean transferring; // the client says so now
    private Optional<OtherSide> wanted = Optional.empty(); // whom a transfer is to reach

    /// What one message did.
    ///
    /// - {@code told}: what our gateway said to the client because of it.
    /// - {@code passedOver}: why nothing was done, or empty.
    record Effect(List<InnerGateway.News> news, List<Command> told, String passedOver) {}

    RtmpPlayback(RtmpSession session, Mappings mappings) {
        this.mappings = mappings;
        time = new ReplayTime(session.said().getFirst().at());
        gateway =
                new InnerGateway(
                        from -> from.equals(BETWEEN) ? Account.TRUNK : BETWEEN,
                        time,
                        LoopRunner.oneThread());
        phones =
                new SipReplay(
                        SipPeer.of(BETWEEN, "peer.invalid", 5060),
                        gateway.calls(),
                        mappings,
                        new Random(1), // the same explanation each time
                        leg -> {
                            var other = new OtherSide(leg, mappings);
                            if (transferring) {
                                wanted = Optional.of(other);
                            } else {
                                calls.dialled(other);
                            }
                            return other;
                        });
        var registrations = new Registrations(time);
        gateway.add(BETWEEN, phones);
        gateway.add(Account.TRUNK, new AccountEndpoint(registrations));
        logins = new RtmpLogins(session, mappings);
        words = new ServerWords(logins.dialect(), mappings.freeswitchCauses());
        var guard = new LoginGuard(LoginGuard.Limits.DEFAULT, time);
        client =
                new RtmpReplay(
                                logins.streams(),
                                gateway.calls(),
                                new RtmpEndpoint.Logins(logins, registrations, guard),
                                mappings,
                                time,
                                MEDIA)
                        .connect(session.client(), this::tell);
    }

    /// Our gateway tells the client.
    private void tell(RtmpMessage message) {
        if (message instanceof Command command) {
            told.add(command);
            words.read(command).ifPresent(this::learn);
            if (command.name().equals("_result")) {
                calls.ourStream(command);
            }
        }
    }

    private void learn(Deed deed) {
        switch (deed) {
            case Deed.Named(String call) -> calls.ours(call, false);
            case Deed.Calls(String call, _, _) -> calls.ours(call, true);
            case Deed.Rings _, Deed.Answers _, Deed.Ends _, Deed.Holds _ -> {}
        }
    }

    /// Plays the next message.
    Effect play(RtmpSaid said) throws PeerFault {
        time.reach(said.at());
        gateway.newsOfCalls(); // what the clock did belongs to no message
        told.clear();
        var why = said.fault().orElse("");
        if (why.isEmpty() && said.named().equals(RtmpNames.CLOSED)) {
            client.leaves();
        } else if (why.isEmpty() && said.message().isPresent()) {
            why = said.byClient() ? clientSays(said) : serverSays(said.message().get());
        }
        return new Effect(gateway.newsOfCalls(), List.copyOf(told), why);
    }

    private String clientSays(RtmpSaid said) throws PeerFault {
        var message = calls.translated(said.message().orElseThrow());
        transferring = message instanceof Command c && c.name().equals("transfer");
        client.says(message);
        transferring = false;
        return "";
    }

    private String serverSays(RtmpMessage message) {
        if (!(message instanceof Command command)) {
            return "";
        }
        if (command.name().equals("_result")) {
            calls.theirStream(command);
        }
        return words.read(command).map(this::perform).orElse("");
    }

    /// The other side does what the server tells of it; answers why it could not.
    private String perform(Deed deed) {
        switch (deed) {
            case Deed.Named(String call) -> calls.theirs(call);
            case Deed.Calls(String call, String from, String to) -> {
                if (call.isEmpty() || !calls.knows(call)) {
                    call(call, from, to);
                }
            }
            case Deed.Rings(String call, boolean inBand) -> {
                return with(call, other -> other.ring(inBand));
            }
            case Deed.Answers(String call) -> {
                return with(call, OtherSide::answer);
            }
            case Deed.Holds(String call, boolean on) -> {
                return with(call, other -> other.hold(on));
            }
            case Deed.Ends _ when wanted.isPresent() -> {
                wanted.get().answer(); // the client is told of the end because it went well
                wanted = Optional.empty();
            }
            case Deed.Ends(String call, var q850, var status) -> {
                return with(call, other -> other.end(q850, status));
            }
        }
        return "";
    }

    private String with(String call, Consumer<OtherSide> deed) {
        var other = calls.find(call);
        other.ifPresent(deed);
        return other.isPresent() ? "" : "our gateway has no such call, or not any more";
    }

    private void call(String theirs, String from, String to) {
        var other = new OtherSide(mappings);
        calls.calledBy(other, theirs);
        var account = logins.who().isEmpty() ? to : logins.who();
        other.call(from, account, ++incoming + "@explain.invalid", phones::accept);
    }

    /// The calls that our gateway had, in the order they began.
    List<CallSnapshot> calls() {
        return gateway.all();
    }

    RtmpLogins logins() {
        return logins;
    }
}
