package org.dragoman.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.sip.WirePeer.header;

import java.time.Duration;
import java.util.Optional;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.LegCommand.Answer;
import org.dragoman.core.call.LegCommand.Dial;
import org.dragoman.core.call.LegEvent.Answered;
import org.dragoman.core.call.LegEvent.Offered;
import org.dragoman.core.call.LegEvent.Released;
import org.dragoman.core.call.Party;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.junit.jupiter.api.Test;

/// S14: no wait is for ever, and a BYE ends the call whatever else is going on.
class SipWaitTest {
    private static final MediaDescription ULAW = MediaDescription.of(Codec.PCMU);

    @Test
    void s14ALateOfferThatIsNeverAnsweredEndsTheCall() {
        try (var wire = new WirePeer(p -> p.offer(SipPeer.Offer.LATE))) {
            var leg = wire.leg().does(dial(Optional.empty()));
            wire.expect("INVITE");
            wire.respond("200 OK", "b", "", WirePeer.SDP);
            leg.hears(Answered.class);
            wire.time.advance(Duration.ofSeconds(32));
            var ack = wire.expect("ACK");
            assertThat(WirePeer.body(ack)).contains("m=audio 0 ");
            assertThat(header(wire.expect("BYE"), "Reason")).startsWith("Q.850;cause=102");
            assertThat(leg.hears(Released.class).cause().q850()).isEqualTo(102);
            assertThat(wire.gateway.load()).isZero();
        }
    }

    /// RFC 3261 §12.2.2 has a 500 for a number that is too low; the party is gone all the same.
    @Test
    void s14AByeOutOfOrderEndsTheCall() {
        try (var wire = new WirePeer()) {
            var call = talk(wire, "low");
            wire.send(wire.request("OPTIONS", "low", call.tag(), 9, ""), "");
            wire.expect("SIP/2.0 200");
            wire.send(wire.request("BYE", "low", call.tag(), 2, ""), "");
            assertThat(header(wire.expect("SIP/2.0 200"), "CSeq")).isEqualTo("2 BYE");
            call.side().hears(Released.class);
            assertThat(wire.gateway.load()).isZero();
        }
    }

    private record Talking(Pair.Side side, String tag) {}

    private static Talking talk(WirePeer wire, String callId) {
        wire.invite(callId, "");
        var side = wire.call();
        side.hears(Offered.class);
        side.does(new Answer(Optional.of(ULAW), Optional.empty()));
        var ok = wire.expect("SIP/2.0 200");
        wire.acknowledge(ok, "");
        return new Talking(side, WirePeer.toTag(ok));
    }

    private static Dial dial(Optional<MediaDescription> media) {
        return new Dial(CallRequest.of(Party.ofNumber("100"), Party.ofNumber("200"), media));
    }
}
