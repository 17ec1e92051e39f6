package org.dragoman.h323;

import java.util.ArrayList;
import java.util.List;

/// What a leg must close when it is over. A socket that comes to be while the leg ends, when
/// its call's loop takes no more tasks, is closed at once. Safe from any thread.
final class LegSockets {
    private final List<Runnable> closers = new ArrayList<>();
    private boolean closed;

    /// - {@code closer}: harmless when run twice.
    void add(Runnable closer) {
        synchronized (this) {
            if (!closed) {
                closers.add(closer);
                return;
            }
        }
        closer.run();
    }

    void closeAll() {
        List<Runnable> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(closers);
            closers.clear();
        }
        all.forEach(Runnable::run);
    }
}
