package org.dragoman.rtmp;

import java.util.concurrent.atomic.AtomicLong;

/// How often the other side may be asked for a key picture. Safe from any thread.
final class KeyPictureWish {
    private static final long LEAST_MILLIS = 1_000; // between two requests

    private final AtomicLong askedMillis = new AtomicLong();

    /// Whether it may be asked now; it counts as asked then.
    boolean mayAsk() {
        long now = System.nanoTime() / 1_000_000;
        long before = askedMillis.get();
        return now - before >= LEAST_MILLIS && askedMillis.compareAndSet(before, now);
    }
}
