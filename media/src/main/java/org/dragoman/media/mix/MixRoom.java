package org.dragoman.media.mix;

import java.util.ArrayList;
import org.dragoman.media.bridge.Workbench;
import org.dragoman.media.codec.CodecFailed;

/// A few parties who hear one another: block by block each is given the sum of the others, at the
/// pace of the clock, whoever speaks or does not.
///
/// - Threads: one at a time. No allocation for a block or a packet.
public final class MixRoom implements AutoCloseable {
    /// A party more finds no seat.
    public static final int SEATS = 8;

    private static final long BLOCK_NANOS = 1_000_000_000L * MixSeat.BLOCK / MixSeat.RATE_HZ;
    private static final long MOST_BEHIND_NANOS = 100_000_000; // then what is due is given up

    private final ArrayList<MixSeat> seats = new ArrayList<>(SEATS);
    private final Mixer mixer = new Mixer(MixSeat.BLOCK);
    private boolean running;
    private long dueNanos;

    /// Gives a party its seat.
    ///
    /// - Returns: false when all are taken; the seat stays with the caller.
    public boolean sit(MixSeat seat) {
        return seats.size() < SEATS && seats.add(seat);
    }

    /// Makes all that is due.
    public void work(long nanos, Workbench bench) {
        forgetGone();
        if (!running) {
            dueNanos = nanos;
        } else if (nanos - dueNanos > MOST_BEHIND_NANOS) {
            for (int i = 0; i < seats.size(); i++) {
                seats.get(i).skip(nanos - dueNanos);
            }
            dueNanos = nanos;
        }
        running = !seats.isEmpty();
        while (running && nanos - dueNanos >= 0) {
            block(bench);
            dueNanos += BLOCK_NANOS;
        }
    }

    private void block(Workbench bench) {
        mixer.clear();
        for (int i = seats.size() - 1; i >= 0; i--) {
            var seat = seats.get(i);
            try {
                seat.listen(dueNanos, bench);
                mixer.add(seat.said);
            } catch (CodecFailed e) {
                end(i, e);
            }
        }
        for (int i = seats.size() - 1; i >= 0; i--) {
            try {
                seats.get(i).hear(mixer, bench);
            } catch (CodecFailed e) {
                end(i, e);
            }
        }
    }

    private void end(int index, CodecFailed why) {
        var seat = seats.remove(index);
        seat.close();
        seat.guest.failed(why);
    }

    private void forgetGone() {
        for (int i = seats.size() - 1; i >= 0; i--) {
            if (seats.get(i).guest.isGone()) {
                seats.remove(i).close();
            }
        }
    }

    @Override
    public void close() {
        seats.forEach(MixSeat::close);
        seats.clear();
    }
}
