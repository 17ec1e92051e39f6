package org.dragoman.h323;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.Party;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaDescription;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Two of our endpoints call one another over loopback, over every way to settle media: fast
/// start × tunnelling on either side × early H.245 × who hangs up.
class PairTest {
    record Way(
            boolean callerFast,
            boolean calledFast,
            boolean callerTunnels,
            boolean calledTunnels,
            boolean early,
            boolean callerEnds) {}

    static List<Way> ways() {
        var ways = new ArrayList<Way>();
        for (int bits = 0; bits < 64; bits++) {
            ways.add(
                    new Way(
                            (bits & 1) != 0,
                            (bits & 2) != 0,
                            (bits & 4) != 0,
                            (bits & 8) != 0,
                            (bits & 16) != 0,
                            (bits & 32) != 0));
        }
        return ways;
    }

    private static H323Behaviour behaviour(boolean fast, boolean tunnels, boolean early) {
        return H323Behaviour.DEFAULT.with(
                b -> {
                    b.fastStart = fast;
                    b.tunnelling = tunnels;
                    b.earlyH245 = early;
                    b.keepAlive = Duration.ZERO;
                });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void callsTalksAndEnds(Way way) throws Exception {
        try (var pair =
                new PairOfEndpoints(
                        behaviour(way.callerFast(), way.callerTunnels(), way.early()),
                        behaviour(way.calledFast(), way.calledTunnels(), way.early()))) {
            var offer = MediaDescription.of(Codec.PCMA, Codec.PCMU);
            pair.caller.does(
                    new LegCommand.Dial(
                            CallRequest.of(
                                    Party.ofNumber("4930111").withDisplayName("Anna"),
                                    Party.ofNumber("4930222"),
                                    Optional.of(offer))));
            pair.awaitArrival();
            var offered = pair.called.sees(LegEvent.Offered.class).request();
            assertThat(offered.to().digits()).isEqualTo("4930222");
            assertThat(offered.from().digits()).isEqualTo("4930111");
            assertThat(offered.from().displayName()).contains("Anna");
            boolean fast = way.callerFast() && way.calledFast();
            assertThat(offered.media().map(MediaDescription::codecs))
                    .isEqualTo(
                            fast ? Optional.of(List.of(Codec.PCMA, Codec.PCMU)) : Optional.empty());
            pair.called.does(new LegCommand.Proceed());
            pair.caller.sees(LegEvent.Proceeding.class);
            // the other leg takes µ-law, although A-law is the caller's first choice
            var choice =
                    Optional.of(
                            new MediaDescription(
                                    List.of(Codec.PCMU),
                                    Direction.SEND_RECEIVE,
                                    true,
                                    Optional.empty()));
            pair.called.does(new LegCommand.Ring(true, choice));
            var ringing = pair.caller.sees(LegEvent.Ringing.class);
            if (fast) {
                assertThat(ringing.inBand()).isTrue();
                assertThat(ringing.media().orElseThrow().first()).isEqualTo(Codec.PCMU);
            } else if (way.early()) {
                assertThat(pair.caller.sees(LegEvent.Progress.class).media().orElseThrow().first())
                        .isEqualTo(Codec.PCMU);
                assertThat(pair.called.sees(LegEvent.MediaAnswered.class).answer().first())
                        .isEqualTo(Codec.PCMU);
            }
            pair.called.does(new LegCommand.Answer(choice, Optional.of(Party.ofNumber("4930333"))));
            var answered = pair.caller.sees(LegEvent.Answered.class);
            assertThat(answered.media().orElseThrow().first()).isEqualTo(Codec.PCMU);
            assertThat(answered.connected().orElseThrow().digits()).isEqualTo("4930333");
            if (!fast && !way.early()) {
                assertThat(pair.called.sees(LegEvent.MediaAnswered.class).answer().first())
                        .isEqualTo(Codec.PCMU);
            }
            assertFlows(pair.caller, pair.called);
            assertFlows(pair.called, pair.caller);
            var last = way.callerEnds() ? pair.caller : pair.called;
            var other = way.callerEnds() ? pair.called : pair.caller;
            last.does(new LegCommand.Release(Cause.gateway(17)));
            assertThat(last.sees(LegEvent.Released.class).cause().q850()).isEqualTo(17);
            assertThat(other.sees(LegEvent.Released.class).cause().q850()).isEqualTo(17);
            assertThat(pair.caller.harness.takeAll()).isEmpty();
            assertThat(pair.called.harness.takeAll()).isEmpty();
        }
    }

    private static void assertFlows(PairOfEndpoints.Party one, PairOfEndpoints.Party other) {
        var flow = one.harness.media().agreed();
        assertThat(flow.remoteRtp()).contains(other.harness.media().localRtp());
        assertThat(flow.remoteRtcp()).contains(other.harness.media().localRtcp());
        assertThat(flow.sending().orElseThrow().codec()).isEqualTo(Codec.PCMU);
        assertThat(flow.sending().orElseThrow().payloadType()).isZero();
        assertThat(flow.receiving()).hasSize(1);
        assertThat(flow.direction()).isEqualTo(Direction.SEND_RECEIVE);
    }
}
