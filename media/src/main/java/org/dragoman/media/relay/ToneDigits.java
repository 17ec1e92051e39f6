package org.dragoman.media.relay;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import org.dragoman.media.codec.G711;
import org.dragoman.media.dtmf.DtmfReceiver;
import org.dragoman.media.dtmf.EventReceiver;

/// Digits that a peer sends as tones in G.711. From where one is sure, its tone is replaced by
/// silence, so that the other side, which is told of the digit by its own method, does not hear it
/// too; the first 30 ms or so have passed by then. Costs 8 µs for a packet of 20 ms.
final class ToneDigits {
    private static final int MOST = 2_048; // samples of a packet
    private static final int RATE_HZ = 8_000;

    private final short[] pcm = new short[MOST];
    private final DtmfReceiver receiver;
    private long heardNanos;

    ToneDigits(EventReceiver.Ear ear) {
        receiver =
                new DtmfReceiver(
                        RATE_HZ,
                        new DtmfReceiver.Ear() {
                            @Override
                            public void began(char digit) {
                                // reported at its end, as a digit by events is
                            }

                            @Override
                            public void ended(char digit, long heldMillis) {
                                ear.digit(digit, heldMillis);
                            }
                        });
    }

    /// Listens to a packet, and silences it while a digit goes on.
    void take(MemorySegment memory, long at, int length, boolean aLaw, long nanos) {
        int count = Math.min(length, MOST);
        boolean before = receiver.isActive();
        for (int i = 0; i < count; i++) {
            byte code = memory.get(JAVA_BYTE, at + i);
            pcm[i] = (short) (aLaw ? G711.expandA(code) : G711.expandMu(code));
        }
        receiver.accept(pcm, 0, count);
        heardNanos = nanos;
        if (before || receiver.isActive()) {
            memory.asSlice(at, length).fill(aLaw ? G711.QUIET_A : G711.QUIET_MU);
        }
    }

    boolean isActive() {
        return receiver.isActive();
    }

    /// Ends a digit whose sender has gone silent in the middle of it.
    void tick(long nanos) {
        if (receiver.isActive() && nanos - heardNanos >= EventReceiver.SILENCE_NANOS) {
            receiver.reset();
        }
    }

    void reset() {
        receiver.reset();
    }
}
