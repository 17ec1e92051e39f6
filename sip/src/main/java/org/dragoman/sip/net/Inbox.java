package org.dragoman.sip.net;

import gov.nist.javax.sip.stack.DatagramQueuedMessageDispatch;
import java.time.Duration;
import java.time.InstantSource;
import java.util.AbstractQueue;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Datagrams between a UDP socket and the one thread that works on them. When that thread is
/// behind, calls that stand come before calls that begin, and each datagram knows how long it
/// waited: so that those who waited too long can be told.
///
/// - Bounded: what finds no room is dropped and counted; its sender repeats it.
/// - Source: RFC 7339 §6.1 and RFC 6357 §4 for the order: what belongs to a call is worth more
///   than a new one.
final class Inbox extends AbstractQueue<DatagramQueuedMessageDispatch>
        implements BlockingQueue<DatagramQueuedMessageDispatch> {
    static final int NEW_CALLS = 5_000; // datagrams that wait; of a kilobyte or so each
    static final int OF_CALLS = 20_000;

    private final InstantSource time;
    private final Waited waited;
    private final LongAdder dropped;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final ArrayDeque<Letter> ofCalls = new ArrayDeque<>();
    private final ArrayDeque<Letter> newCalls = new ArrayDeque<>();

    private long lastTaken;

    private record Letter(DatagramQueuedMessageDispatch content, long at) {}

    /// - {@code waited}: told of each datagram's wait, on the thread that takes it.
    /// - {@code dropped}: counts what found no room.
    Inbox(InstantSource time, Waited waited, LongAdder dropped) {
        this.time = time;
        this.waited = waited;
        this.dropped = dropped;
    }

    @Override
    public boolean offer(DatagramQueuedMessageDispatch datagram) {
        var packet = datagram.packet;
        boolean begins =
                Datagrams.beginsCall(packet.getData(), packet.getOffset(), packet.getLength());
        lock.lock();
        try {
            var queue = begins ? newCalls : ofCalls;
            if (queue.size() >= (begins ? NEW_CALLS : OF_CALLS)) {
                dropped.increment();
                return false;
            }
            queue.add(new Letter(datagram, time.millis()));
            arrived.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public DatagramQueuedMessageDispatch take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var next = next();
            while (next.isEmpty()) {
                arrived.await();
                next = next();
            }
            return next.get();
        } finally {
            lock.unlock();
        }
    }

    private Optional<DatagramQueuedMessageDispatch> next() {
        var next = ofCalls.isEmpty() ? newCalls.poll() : ofCalls.poll();
        if (next == null) {
            return Optional.empty();
        }
        lastTaken = time.millis();
        waited.note(Duration.ofMillis(Math.max(0, lastTaken - next.at())));
        return Optional.of(next.content());
    }

    /// For how long datagrams have waited and none was taken; nothing where none waits.
    Duration standstill() {
        lock.lock();
        try {
            var oldest = letters().mapToLong(Letter::at).min();
            return oldest.isEmpty()
                    ? Duration.ZERO
                    : Duration.ofMillis(
                            Math.max(0, time.millis() - Math.max(lastTaken, oldest.getAsLong())));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable DatagramQueuedMessageDispatch poll(long atMost, TimeUnit unit)
            throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var next = next();
            for (long left = unit.toNanos(atMost); next.isEmpty() && left > 0; ) {
                left = arrived.awaitNanos(left);
                next = next();
            }
            return next.orElse(null);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable DatagramQueuedMessageDispatch poll() {
        lock.lock();
        try {
            return next().orElse(null);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable DatagramQueuedMessageDispatch peek() {
        lock.lock();
        try {
            return letters().map(Letter::content).findFirst().orElse(null);
        } finally {
            lock.unlock();
        }
    }

    private Stream<Letter> letters() {
        return Stream.concat(ofCalls.stream(), newCalls.stream());
    }

    @Override
    public void put(DatagramQueuedMessageDispatch datagram) {
        offer(datagram);
    }

    @Override
    public boolean offer(DatagramQueuedMessageDispatch datagram, long atMost, TimeUnit unit) {
        return offer(datagram);
    }

    @Override
    public int remainingCapacity() {
        return NEW_CALLS + OF_CALLS - size();
    }

    @Override
    public int drainTo(Collection<? super DatagramQueuedMessageDispatch> to) {
        return drainTo(to, Integer.MAX_VALUE);
    }

    @Override
    public int drainTo(Collection<? super DatagramQueuedMessageDispatch> to, int atMost) {
        lock.lock();
        try {
            int count = 0;
            for (var next = next(); next.isPresent(); next = next()) {
                to.add(next.get());
                if (++count == atMost) {
                    break;
                }
            }
            return count;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Iterator<DatagramQueuedMessageDispatch> iterator() {
        lock.lock();
        try {
            return letters().map(Letter::content).toList().iterator();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int size() {
        lock.lock();
        try {
            return ofCalls.size() + newCalls.size();
        } finally {
            lock.unlock();
        }
    }
}
