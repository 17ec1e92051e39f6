package org.dragoman.core.call;

import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.dragoman.core.log.CallSnapshot;

/// The calls that ended last, as they ended. Safe from any thread.
final class CallMemory {
    private final int most;
    private final Deque<CallSnapshot> calls = new ConcurrentLinkedDeque<>(); // newest first
    private final AtomicInteger count = new AtomicInteger();

    /// - {@code most}: calls remembered; 0 remembers none.
    CallMemory(int most) {
        this.most = most;
    }

    void add(CallSnapshot ended) {
        if (most == 0) {
            return;
        }
        calls.addFirst(ended);
        if (count.incrementAndGet() > most) {
            calls.pollLast();
            count.decrementAndGet();
        }
    }

    /// Newest first.
    List<CallSnapshot> all() {
        return List.copyOf(calls);
    }

    Optional<CallSnapshot> find(CallId id) {
        return calls.stream().filter(c -> c.id().equals(id)).findFirst();
    }
}
