package org.dragoman.gateway.explain;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.dragoman.core.call.LoopRunner;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.log.CallSnapshot;
import org.dragoman.core.route.AddressRange;
import org.dragoman.h323.H323Answers;
import org.dragoman.h323.H323Behaviour;
import org.dragoman.h323.H323Config;
import org.dragoman.h323.H323Peer;
import org.dragoman.h323.H323Replay;
import org.dragoman.rules.Mappings;
import org.dragoman.sip.SipPeer;
import org.dragoman.sip.SipReplay;

/// Plays a captured call through two gateways: the caller calls the first, which calls the second
/// in the other protocol, which calls the called side.
final class Playback {
    private static final String CALLER = "caller";
    private static final String BETWEEN = "between";
    private static final String CALLED = "called";
    private static final InetSocketAddress FIRST = new InetSocketAddress("192.0.2.1", 1720);
    private static final InetSocketAddress SECOND = new InetSocketAddress("192.0.2.2", 1720);

    private final CapturedCall call;
    private final Mappings mappings;
    private final ReplayTime time;
    private final RandomGenerator random = new Random(1); // the same explanation each time
    private final InnerGateway first;
    private final InnerGateway second;
    private final CapturedParty caller;
    private final CapturedParty called;

    /// What playing one message did, on the side of whoever said it.
    record Effect(List<CallSnapshot.Row> rows, String passedOver) {}

    Playback(CapturedCall call, Mappings mappings) {
        this.call = call;
        this.mappings = mappings;
        time = new ReplayTime(call.said().getFirst().heard().at());
        var thread = LoopRunner.oneThread();
        first = new InnerGateway(BETWEEN, time, thread);
        second = new InnerGateway(CALLED, time, thread);
        if (call.protocol().equals("sip")) {
            h323Between();
            var callers = new SipReplay(peer(CALLER), first.calls(), mappings, random, _ -> NOBODY);
            first.add(CALLER, callers);
            caller = new CapturedSip(Optional.of(callers));
            var party = new CapturedSip(Optional.empty());
            second.add(CALLED, sip(CALLED, second, party));
            called = party;
        } else {
            sipBetween();
            var one = party(FIRST, call.caller(), false);
            var callers = h323(one, CALLER, call.caller(), first, behaviour());
            first.add(CALLER, callers);
            one.connect(callers::accept);
            caller = one;
            var other = party(SECOND, call.called(), true);
            second.add(CALLED, h323(other, CALLED, call.called(), second, QUIET));
            called = other;
        }
    }

    private static final org.dragoman.sip.Far NOBODY = (_, _) -> {};
    // nobody answers round-trip questions that were not asked in the capture
    private static final H323Behaviour QUIET =
            H323Behaviour.DEFAULT.with(b -> b.keepAlive = Duration.ZERO);

    private static SipPeer peer(String name) {
        return SipPeer.of(name, "peer.invalid", 5060);
    }

    private SipReplay sip(String name, InnerGateway gateway, CapturedSip party) {
        return new SipReplay(
                peer(name),
                gateway.calls(),
                mappings,
                random,
                leg -> {
                    party.meets(leg);
                    return party;
                });
    }

    private CapturedH323 party(InetSocketAddress ours, InetSocketAddress at, boolean isCalled) {
        return new CapturedH323(ours, at, isCalled, time, new H323Answers(mappings.codecs()));
    }

    private H323Replay h323(
            CapturedH323 party,
            String name,
            InetSocketAddress at,
            InnerGateway gateway,
            H323Behaviour behaviour) {
        var ours = gateway == first ? FIRST : SECOND;
        var peer = H323Peer.of(name, at).with(behaviour);
        return new H323Replay(
                H323Config.of(ours, List.of(peer)), gateway.calls(), mappings, party, random);
    }

    /// To the caller we are what the called side was: with fast start and tunnelling, or without.
    private H323Behaviour behaviour() {
        var answers =
                call.said().stream()
                        .filter(s -> !s.byCaller())
                        .flatMap(s -> s.names().stream())
                        .map(Named::detail)
                        .toList();
        boolean fast = answers.stream().anyMatch(d -> d.contains("fastStart"));
        boolean tunnels = answers.stream().anyMatch(d -> d.contains("tunnelling"));
        return QUIET.with(
                b -> {
                    b.fastStart = fast;
                    b.tunnelling = tunnels;
                });
    }

    private void sipBetween() {
        var seconds = new SipReplay(peer(BETWEEN), second.calls(), mappings, random, _ -> NOBODY);
        var firsts =
                new SipReplay(
                        peer(BETWEEN),
                        first.calls(),
                        mappings,
                        random,
                        leg -> new InnerCall(leg, seconds));
        first.add(BETWEEN, firsts);
        second.add(BETWEEN, seconds);
    }

    private void h323Between() {
        var line = new InnerLine(time);
        var everybody = AddressRange.parse("0.0.0.0/0");
        var peer = H323Peer.of(BETWEEN, SECOND).withSources(List.of(everybody)).with(QUIET);
        var firsts =
                new H323Replay(
                        H323Config.of(FIRST, List.of(peer)), first.calls(), mappings, line, random);
        var seconds =
                new H323Replay(
                        H323Config.of(SECOND, List.of(peer)),
                        second.calls(),
                        mappings,
                        line,
                        random);
        line.listen(SECOND, seconds::accept);
        first.add(BETWEEN, firsts);
        second.add(BETWEEN, seconds);
    }

    /// Plays the next message.
    Effect play(Said said) throws PeerFault {
        time.reach(said.heard().at());
        first.news(); // what the clock did belongs to no message
        second.news();
        var why = said.fault().orElse("");
        if (why.isEmpty()) {
            why = (said.byCaller() ? caller : called).says(said);
        }
        var rows = said.byCaller() ? first.news() : second.news();
        return new Effect(rows, why);
    }

    /// The call as the first gateway knows it; nothing where it was never one.
    Optional<CallSnapshot> call() {
        return first.all().stream().findFirst();
    }
}
