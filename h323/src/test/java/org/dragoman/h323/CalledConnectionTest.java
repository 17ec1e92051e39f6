package org.dragoman.h323;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.h323.Rig.ANYBODY;
import static org.dragoman.h323.Rig.QUIET;
import static org.dragoman.h323.Setups.called;
import static org.dragoman.h323.Setups.proposals;
import static org.dragoman.h323.Setups.tunnels;

import java.util.List;
import java.util.Optional;
import org.dragoman.asn1.per.Octets;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.route.AddressRange;
import org.dragoman.h323.q931.InformationElement.CallState;
import org.dragoman.h323.q931.InformationElement.CauseElement;
import org.dragoman.h323.q931.MessageType;
import org.junit.jupiter.api.Test;

/// Calls and what comes around them on the connections of those who call.
class CalledConnectionTest {
    private static final Optional<MediaDescription> PCMU =
            Optional.of(MediaDescription.of(Codec.PCMU));

    @Test
    void anUnknownSourceIsRefusedPolitely() throws Exception {
        try (var rig = new Rig(QUIET, List.of(AddressRange.parse("192.0.2.0/24")));
                var peer = rig.call()) {
            peer.send(MessageType.SETUP, tunnels(), called("1"));
            var last = peer.hear(MessageType.RELEASE_COMPLETE);
            assertThat(last.message().cause().orElseThrow().value()).isEqualTo(21);
            assertThat(peer.hearToTheEnd()).isEmpty();
            assertThat(rig.nobodyArrived()).isTrue();
        }
    }

    @Test
    void severalCallsShareAConnectionAndEndOneByOne() throws Exception {
        try (var rig = new Rig(QUIET, ANYBODY);
                var peer = rig.call()) {
            peer.send(MessageType.SETUP, tunnels().fastStart(proposals()), called("1"));
            var one = rig.arrival();
            one.sees(LegEvent.Offered.class);
            peer.reference = 78;
            peer.callIdentifier = Octets.parseHex("ff112233445566778899aabbccddeeff");
            peer.send(MessageType.SETUP, tunnels().fastStart(proposals()), called("2"));
            var two = rig.arrival();
            two.sees(LegEvent.Offered.class);
            one.does(new LegCommand.Release(Cause.gateway(17)));
            var released = peer.hear(MessageType.RELEASE_COMPLETE).message();
            assertThat(released.callReference()).isEqualTo(77);
            assertThat(released.fromDestination()).isTrue();
            two.does(new LegCommand.Answer(PCMU, Optional.empty()));
            assertThat(peer.hear(MessageType.CONNECT).message().callReference()).isEqualTo(78);
            peer.send(MessageType.RELEASE_COMPLETE, new CauseElement(0, 16));
            assertThat(two.sees(LegEvent.Released.class).cause().q850()).isEqualTo(16);
            one.sees(LegEvent.Released.class);
        }
    }

    @Test
    void aCallReferenceNobodyKnowsIsCleared() throws Exception {
        try (var rig = new Rig(QUIET, ANYBODY);
                var peer = rig.call()) {
            peer.send(MessageType.INFORMATION, called("1"));
            var last = peer.hear(MessageType.RELEASE_COMPLETE);
            assertThat(last.message().cause().orElseThrow().value()).isEqualTo(81);
            peer.send(MessageType.STATUS_ENQUIRY);
            var status = peer.hear(MessageType.STATUS).message();
            assertThat(status.first(CallState.class)).contains(new CallState(0));
        }
    }

    @Test
    void theEndOfTheConnectionIsTheEndOfItsCalls() throws Exception {
        try (var rig = new Rig(QUIET, ANYBODY)) {
            Rig.Leg leg;
            try (var peer = rig.call()) {
                peer.send(MessageType.SETUP, tunnels(), called("1"));
                leg = rig.arrival();
                leg.sees(LegEvent.Offered.class);
            }
            assertThat(leg.sees(LegEvent.Released.class).cause().q850()).isEqualTo(41);
            assertThat(rig.time.waiting()).isZero();
        }
    }

    @Test
    void garbageEndsTheConnectionAndNothingElse() throws Exception {
        try (var rig = new Rig(QUIET, ANYBODY);
                var good = rig.call()) {
            try (var bad = rig.call()) {
                bad.packet(RawPeer.hex("474554202f20485454502f312e31"));
                assertThat(bad.hearToTheEnd()).isEmpty();
            }
            try (var spoilt = rig.call()) {
                spoilt.packet(RawPeer.hex("080200010504038090a37e000405ffffff"));
                assertThat(
                                spoilt.hear(MessageType.RELEASE_COMPLETE)
                                        .message()
                                        .cause()
                                        .orElseThrow()
                                        .value())
                        .isEqualTo(100);
                spoilt.packet(RawPeer.hex("0802000133"));
                assertThat(spoilt.hear(MessageType.STATUS).message().cause().orElseThrow().value())
                        .isEqualTo(97);
            }
            good.send(MessageType.SETUP, tunnels(), called("1"));
            rig.arrival().sees(LegEvent.Offered.class);
        }
    }
}
