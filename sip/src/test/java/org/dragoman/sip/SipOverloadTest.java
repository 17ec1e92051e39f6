package org.dragoman.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.sip.WirePeer.header;
import static org.dragoman.sip.WirePeer.toTag;

import java.time.Duration;
import java.util.Optional;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand.Answer;
import org.dragoman.core.call.LegCommand.Release;
import org.dragoman.core.call.LegEvent.Offered;
import org.dragoman.core.call.LegEvent.Released;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.junit.jupiter.api.Test;

/// A gateway that is behind turns new calls away and serves those it has.
class SipOverloadTest {
    private static final Duration LIMIT = Duration.ofMillis(300);

    private static WirePeer wire(int callsBeingSetUp) {
        return new WirePeer(
                p -> p,
                SipConfig.standard().withLimits(new SipConfig.Limits(LIMIT, callsBeingSetUp)));
    }

    private static void waiting(WirePeer wire, int messages) {
        Pair.until("messages wait", () -> wire.gateway.waiting() == messages);
    }

    @Test
    void anInviteThatWaitedTooLongIsTurnedAwayAndCallsGoFirst() {
        try (var wire = wire(100)) {
            wire.invite("stands", "");
            var side = wire.call();
            side.hears(Offered.class);
            side.does(new Answer(Optional.of(MediaDescription.of(Codec.PCMU)), Optional.empty()));
            var tag = toTag(wire.expect("SIP/2.0 200"));
            wire.acknowledge(wire.last(), "");

            wire.gate.lock();
            wire.invite("first", ""); // the stack works on it, and gets no further
            wire.expect("SIP/2.0 100");
            wire.invite("second", "");
            wire.send(wire.request("OPTIONS", "beat", "", 1, ""), "");
            wire.send(wire.request("BYE", "stands", tag, 2, ""), "");
            waiting(wire, 3);
            wire.time.advance(LIMIT.plusMillis(1));
            wire.invite("third", "");
            waiting(wire, 4);
            wire.gate.unlock();

            // the BYE came last but one, and is served first
            assertThat(header(wire.expect("SIP/2.0"), "CSeq")).isEqualTo("2 BYE");
            side.hears(Released.class);
            var refusal = wire.refused("SIP/2.0 503");
            assertThat(header(refusal, "Call-ID")).isEqualTo("second");
            assertThat(header(refusal, "Retry-After")).isEqualTo("5");
            assertThat(header(wire.expect("SIP/2.0 200"), "Call-ID")).isEqualTo("beat");
            assertThat(header(wire.expect("SIP/2.0 100"), "Call-ID")).isEqualTo("third");
            assertThat(wire.gateway.turnedAway()).isOne();
        }
    }

    @Test
    void noMoreCallsAreSetUpAtATimeThanConfigured() {
        try (var wire = wire(2)) {
            wire.invite("a", "");
            wire.call().hears(Offered.class);
            wire.invite("b", "");
            wire.call().hears(Offered.class);
            wire.invite("c", "");
            assertThat(header(wire.refused("SIP/2.0 503"), "Call-ID")).isEqualTo("c");
            assertThat(wire.noCall()).isTrue();
            assertThat(wire.gateway.turnedAway()).isOne();
        }
    }

    /// What the core refuses for congestion, and the pings of trunks meanwhile.
    @Test
    void aGatewayThatIsDrainedSaysSoToCallsAndToPings() {
        try (var wire = wire(100)) {
            wire.draining = true;
            wire.send(wire.request("OPTIONS", "beat", "", 1, ""), "");
            assertThat(header(wire.expect("SIP/2.0 503"), "Retry-After")).isEqualTo("5");
            wire.invite("new", "");
            var side = wire.call();
            side.hears(Offered.class);
            side.does(new Release(Cause.CONGESTION));
            var refusal = wire.refused("SIP/2.0 503");
            assertThat(header(refusal, "Retry-After")).isEqualTo("5");
            wire.draining = false;
            wire.send(wire.request("OPTIONS", "again", "", 1, ""), "");
            assertThat(header(wire.expect("SIP/2.0 200"), "Call-ID")).isEqualTo("again");
        }
    }
}
