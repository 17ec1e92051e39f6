package org.dragoman.tests.peer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// What a program has said since it runs, in order, for tests that wait for it. Safe from any
/// thread.
///
/// - {@code M}: a message.
final class Overheard<M> {
    private final String program;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final List<M> seen = new ArrayList<>();

    /// - {@code most}: messages that are kept; what comes after them is not.
    Overheard(String program, int most) {
        this.program = program;
        this.most = most;
    }

    void note(M message) {
        lock.lock();
        try {
            if (seen.size() < most) {
                seen.add(message);
            }
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// How many messages there were.
    int count() {
        lock.lock();
        try {
            return seen.size();
        } finally {
            lock.unlock();
        }
    }

    /// Whether there was a message that fits from a place on.
    boolean has(int from, Predicate<M> fits) {
        lock.lock();
        try {
            return seen.stream().skip(from).anyMatch(fits);
        } finally {
            lock.unlock();
        }
    }

    /// Waits for the first message from a place on that fits.
    M await(Duration deadline, String what, int from, Predicate<M> fits) {
        long left = deadline.toNanos();
        lock.lock();
        try {
            int next = from;
            while (true) {
                for (; next < seen.size(); next++) {
                    if (fits.test(seen.get(next))) {
                        return seen.get(next);
                    }
                }
                if (left <= 0) {
                    throw new AssertionError(
                            "%s: waited %d ms for %s; heard last: %s"
                                    .formatted(program, deadline.toMillis(), what, last()));
                }
                left = news.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + program, e);
        } finally {
            lock.unlock();
        }
    }

    private List<M> last() {
        return seen.subList(Math.max(0, seen.size() - 100), seen.size());
    }
}
