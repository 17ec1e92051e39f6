package org.dragoman.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand.Answer;
import org.dragoman.core.call.LegCommand.Dial;
import org.dragoman.core.call.LegCommand.Release;
import org.dragoman.core.call.LegCommand.Ring;
import org.dragoman.core.call.LegEvent.Offered;
import org.dragoman.core.call.LegEvent.Released;
import org.dragoman.core.call.Party;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.junit.jupiter.api.Test;

/// S14: whatever ends a call, nothing of it is left.
class SipLeakTest {
    private static final int CALLS = 315; // nine of each of the 35 kinds
    private static final MediaDescription ULAW = MediaDescription.of(Codec.PCMU);

    @Test
    void s14NothingIsLeftAfterHundredsOfCallsOfEveryKind() {
        try (var pair = Pair.of()) {
            for (int i = 0; i < CALLS; i++) {
                var alice = pair.leg();
                alice.does(
                        new Dial(
                                CallRequest.of(
                                        Party.ofNumber("1" + i),
                                        Party.ofNumber("2" + i),
                                        i % 3 == 0 ? Optional.empty() : Optional.of(ULAW))));
                if (i % 7 == 6) { // given up before anything was heard
                    alice.does(new Release(Cause.gateway(16)));
                }
                var bob = pair.atBob.next();
                bob.hears(Offered.class);
                switch (i % 5) {
                    case 0 -> bob.does(new Release(Cause.gateway(17)));
                    case 1 -> {
                        bob.does(new Ring(false, Optional.empty()));
                        alice.does(new Release(Cause.gateway(19)));
                    }
                    case 2 -> {
                        bob.does(new Answer(Optional.of(ULAW), Optional.empty()));
                        bob.does(new Release(Cause.gateway(16)));
                    }
                    default -> {
                        bob.does(new Answer(Optional.of(ULAW), Optional.empty()));
                        alice.does(new Release(Cause.gateway(16)));
                    }
                }
                ends(pair, alice);
                ends(pair, bob);
            }
            Pair.until("nothing left", () -> pair.alice.load() + pair.bob.load() == 0);
            assertThat(pair.time.waiting()).as("timers").isZero();
        }
    }

    private static void ends(Pair pair, Pair.Side side) {
        Pair.until(
                "released",
                () -> {
                    pair.time.advance(Duration.ofMillis(20));
                    return side.harness().isReleased();
                });
        assertThat(side.harness().takeAll()).last().isInstanceOf(Released.class);
    }
}
