package org.dragoman.h323;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.h323.Rig.ANYBODY;
import static org.dragoman.h323.Rig.QUIET;

import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.h323.h225.UserInformation;
import org.dragoman.h323.q931.InformationElement.CauseElement;
import org.dragoman.h323.q931.MessageType;
import org.junit.jupiter.api.Test;

/// An endpoint that closes while calls go on says so to every peer, and frees everything.
class EndpointCloseTest {
    private static final int TEMPORARY_FAILURE = 41; // Q.850
    private static final int NETWORK_OUT_OF_ORDER = 38; // Q.850

    private static void assertClearedBy(List<RawPeer.Heard> heard) {
        var last = heard.getLast().message();
        assertThat(last.type()).isEqualTo(MessageType.RELEASE_COMPLETE);
        assertThat(last.cause().map(CauseElement::value)).contains(TEMPORARY_FAILURE);
    }

    @Test
    void aCallThatCameInIsReleasedWithCause41() throws Exception {
        try (var rig = new Rig(QUIET, ANYBODY);
                var peer = rig.call()) {
            peer.send(MessageType.SETUP, UserInformation.builder().h245Tunnelling(true));
            var leg = rig.arrival();
            leg.sees(LegEvent.Offered.class);
            leg.does(
                    new LegCommand.Answer(
                            Optional.of(MediaDescription.of(Codec.PCMU)), Optional.empty()));
            rig.endpoint.close();
            assertClearedBy(peer.hearToTheEnd());
            assertThat(leg.sees(LegEvent.Released.class).cause())
                    .isEqualTo(Cause.TEMPORARY_FAILURE);
        }
    }

    @Test
    void aCallThatRingsAtThePeerIsReleasedWithCause41() throws Exception {
        try (var rig = new Rig(QUIET)) {
            var leg = rig.dial();
            try (var peer = rig.door.open()) {
                peer.hear(MessageType.SETUP);
                peer.send(MessageType.ALERTING);
                leg.sees(LegEvent.Ringing.class);
                rig.endpoint.close();
                assertClearedBy(peer.hearToTheEnd());
                assertThat(leg.sees(LegEvent.Released.class).cause())
                        .isEqualTo(Cause.TEMPORARY_FAILURE);
            }
        }
    }

    @Test
    void aCallDialledTooLateFailsWithoutABug() throws Exception {
        try (var rig = new Rig(QUIET)) {
            rig.endpoint.close();
            var leg = rig.dial();
            assertThat(leg.sees(LegEvent.Released.class).cause().q850())
                    .isEqualTo(NETWORK_OUT_OF_ORDER);
        }
    }
}
