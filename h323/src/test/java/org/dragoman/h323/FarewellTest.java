package org.dragoman.h323;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegEvent;
import org.dragoman.h323.h225.UserInformation;
import org.dragoman.h323.h245.H245Message;
import org.dragoman.h323.q931.InformationElement.CauseElement;
import org.dragoman.h323.q931.MessageType;
import org.junit.jupiter.api.Test;

/// Where H.245 has a connection of its own, its end never overtakes our release: a peer that reads
/// two connections takes what it reads first for the reason (Asterisk 22.10.1 chan_ooh323: cause
/// 31 instead of the one in ReleaseComplete). H.323 §8.5.
class FarewellTest {
    private static final H323Behaviour SEPARATE =
            H323Behaviour.DEFAULT.with(
                    b -> {
                        b.keepAlive = Duration.ZERO;
                        b.fastStart = false;
                        b.tunnelling = false;
                    });
    private static final int BUSY = 17; // Q.850
    private static final Duration A_MOMENT = Duration.ofSeconds(1); // less than the patience

    /// A call that was answered, whose peer listens for H.245 on a connection of its own.
    private static final class Talking implements AutoCloseable {
        final Rig rig = new Rig(SEPARATE);
        final RawPeer.Door control = new RawPeer.Door(rig.door.address().getAddress());
        final Rig.Leg leg = rig.dial();
        final RawPeer peer = rig.door.open();
        final RawPeer h245;

        Talking() throws Exception {
            peer.hear(MessageType.SETUP);
            peer.send(
                    MessageType.CONNECT, UserInformation.builder().h245Address(control.address()));
            h245 = control.open();
            hear(H245Message.TerminalCapabilitySet.class);
        }

        private void hear(Class<? extends H245Message> kind) throws Exception {
            assertThat(h245.hearH245().orElseThrow()).isInstanceOf(kind);
        }

        void isReleased() throws Exception {
            leg.does(new LegCommand.Release(Cause.gateway(BUSY)));
            assertThat(leg.sees(LegEvent.Released.class).cause().q850()).isEqualTo(BUSY);
            var release = peer.hear(MessageType.RELEASE_COMPLETE).message();
            assertThat(release.cause().map(CauseElement::value)).contains(BUSY);
        }

        @Override
        public void close() throws IOException {
            h245.close();
            peer.close();
            control.close();
            rig.close();
        }
    }

    @Test
    void aPeerThatClosesIsToldNothingMore() throws Exception {
        try (var call = new Talking()) {
            call.isReleased();
            call.h245.saysNoMore();
            assertThat(call.h245.hearH245()).isEmpty();
        }
    }

    @Test
    void aPeerThatEndsTheSessionIsAnsweredAtOnce() throws Exception {
        try (var call = new Talking()) {
            call.isReleased();
            long before = System.nanoTime();
            call.h245.packet(RawPeer.H245.encode(new H245Message.EndSession()));
            call.hear(H245Message.EndSession.class);
            assertThat(call.h245.hearH245()).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(A_MOMENT);
        }
    }

    @Test
    void aPeerThatDoesNothingIsToldTheEndLater() throws Exception {
        try (var call = new Talking()) {
            long before = System.nanoTime();
            call.isReleased();
            call.hear(H245Message.EndSession.class);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(A_MOMENT);
            assertThat(call.h245.hearH245()).isEmpty();
        }
    }

    @Test
    void aPeerThatReleasesFirstIsNotWaitedFor() throws Exception {
        try (var call = new Talking()) {
            call.peer.send(MessageType.RELEASE_COMPLETE, new CauseElement(0, BUSY));
            assertThat(call.leg.sees(LegEvent.Released.class).cause().q850()).isEqualTo(BUSY);
            long before = System.nanoTime();
            assertThat(call.h245.hearH245()).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(A_MOMENT);
        }
    }
}
