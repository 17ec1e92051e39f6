package org.dragoman.tests.bench.media;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Lets both sides of all calls say a packet each 20 ms, spread over these.
final class Pace {
    private final List<? extends Talker> one;
    private final List<? extends Talker> other;
    private long next = System.nanoTime();
    private int turn;
    private long said;

    /// - {@code one}, {@code other}: the sides, in the same order.
    Pace(List<? extends Talker> one, List<? extends Talker> other) {
        this.one = one;
        this.other = other;
    }

    /// Packets said so far.
    long said() {
        return said;
    }

    void until(long end) throws IOException {
        int calls = one.size();
        long step = Duration.ofMillis(Bursts.MILLIS).toNanos() / calls;
        while (next < end) {
            long wait = next - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            }
            say(one.get(turn), other.get(turn));
            say(other.get(turn), one.get(turn));
            said += 2;
            turn = (turn + 1) % calls;
            next += step;
        }
    }

    /// What is said may be heard before the sender is back from saying it: noted before.
    private static void say(Talker speaker, Talker listener) throws IOException {
        if (speaker.begins() && listener.listens()) {
            listener.onset().said(System.nanoTime());
        }
        speaker.say();
    }
}
