package org.dragoman.media.relay;

import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Digits on their way from the call to the loop that sends them. Bounded and without locks.
final class DigitQueue {
    /// More than this is no dialling.
    static final int MOST = 64;

    private final ConcurrentLinkedQueue<Digit> digits = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    /// - {@code asTone}: in the sound; else as telephone events.
    record Digit(int event, long heldMillis, boolean asTone) {}

    /// False when the queue is full.
    boolean offer(Digit digit) {
        if (size.incrementAndGet() > MOST) {
            size.decrementAndGet();
            return false;
        }
        digits.add(digit);
        return true;
    }

    Optional<Digit> poll() {
        var digit = Optional.ofNullable(digits.poll());
        digit.ifPresent(_ -> size.decrementAndGet());
        return digit;
    }

    boolean isEmpty() {
        return size.get() == 0;
    }
}
