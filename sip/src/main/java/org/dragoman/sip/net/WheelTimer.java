package org.dragoman.sip.net;

import gov.nist.javax.sip.SipStackImpl;
import gov.nist.javax.sip.stack.SIPStackTimerTask;
import gov.nist.javax.sip.stack.timers.SipTimer;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The timers of JAIN-SIP's transactions: half a dozen for each call, most of which end without
/// effect. All that are due within the same tick are run in one turn of one thread, so that they
/// do not wake it one by one. A timer is up to two ticks late, never early.
public final class WheelTimer implements SipTimer {
    private static final Logger LOG = LoggerFactory.getLogger(WheelTimer.class);

    static final long TICK_MILLIS = 20; // T1 is 500 ms (RFC 3261 §17.1.1.1)
    private static final long FOREVER = Long.MAX_VALUE;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Wheel<Alarm> wheel = new Wheel<>();
    private final long began = System.nanoTime();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("sip-timers").unstarted(this::run);
    private long turned; // the tick that was handled last
    private long wakes; // the tick at which the thread looks again
    private boolean stopped;
    private volatile boolean ofStack;

    /// A task and when it is due.
    private static final class Alarm implements Wheel.Due {
        private final SIPStackTimerTask task;
        private final long period; // ticks until it comes again; 0 where it does not
        private long tick;
        private volatile boolean cancelled;

        Alarm(SIPStackTimerTask task, long tick, long period) {
            this.task = task;
            this.tick = tick;
            this.period = period;
        }

        @Override
        public long tick() {
            return tick;
        }
    }

    @Override
    public void start(SipStackImpl stack, Properties properties) {
        ofStack = true;
        begin();
    }

    void begin() {
        thread.start();
    }

    @Override
    public boolean isStarted() {
        lock.lock();
        try {
            return !stopped;
        } finally {
            lock.unlock();
        }
    }

    /// JAIN-SIP 1.3.0-91 sleeps for a second once it has closed its sockets and stopped this; since
    /// nothing of ours needs that second, whoever closes the stack is told not to sleep.
    @Override
    public void stop() {
        lock.lock();
        try {
            stopped = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        if (ofStack) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean schedule(SIPStackTimerTask task, long delay) {
        return set(task, delay, 0);
    }

    @Override
    public boolean scheduleWithFixedDelay(SIPStackTimerTask task, long delay, long period) {
        return set(task, delay, Math.max(1, ticks(period)));
    }

    private boolean set(SIPStackTimerTask task, long delay, long period) {
        lock.lock();
        try {
            if (stopped) { // which is how the stack expects to be told
                throw new IllegalStateException("the SIP stack is stopped");
            }
            var alarm = new Alarm(task, now() + 1 + ticks(delay), period);
            task.setSipTimerTask(alarm);
            wheel.add(alarm);
            if (alarm.tick < wakes) {
                work.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean cancel(SIPStackTimerTask task) {
        lock.lock();
        try {
            if (!(task.getSipTimerTask() instanceof Alarm alarm)) {
                return false;
            }
            task.cleanUpBeforeCancel();
            task.setSipTimerTask(null);
            alarm.cancelled = true;
            wheel.remove(alarm);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Timers that are set.
    int waiting() {
        lock.lock();
        try {
            return wheel.size();
        } finally {
            lock.unlock();
        }
    }

    private long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) / TICK_MILLIS;
    }

    private static long ticks(long millis) {
        return Math.max(0, millis + TICK_MILLIS - 1) / TICK_MILLIS;
    }

    private void run() {
        try {
            for (var due = next(); !due.isEmpty(); due = next()) {
                due.forEach(this::ring);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /// What is due next, or nothing when the timer is stopped.
    private List<Alarm> next() throws InterruptedException {
        lock.lock();
        try {
            while (!stopped) {
                var due = due(now());
                if (!due.isEmpty()) {
                    return due;
                }
                sleep();
            }
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    private List<Alarm> due(long now) {
        while (turned < now) {
            turned = Math.min(now, wheel.next(turned).orElse(now));
            var due = wheel.take(turned);
            if (!due.isEmpty()) {
                return due;
            }
        }
        return List.of();
    }

    private void sleep() throws InterruptedException {
        wakes = wheel.next(turned).orElse(FOREVER);
        if (wakes == FOREVER) {
            work.await();
        } else {
            long at = began + TimeUnit.MILLISECONDS.toNanos(wakes * TICK_MILLIS);
            work.awaitNanos(at - System.nanoTime());
        }
        wakes = 0; // awake
    }

    private void ring(Alarm alarm) {
        try {
            if (!alarm.cancelled) {
                alarm.task.runTask();
            }
        } catch (RuntimeException | Error bug) {
            LOG.error("a SIP transaction's timer failed", bug);
        }
        if (alarm.period > 0) {
            again(alarm);
        }
    }

    private void again(Alarm alarm) {
        lock.lock();
        try {
            if (!alarm.cancelled && !stopped) {
                alarm.tick = now() + alarm.period;
                wheel.add(alarm);
            }
        } finally {
            lock.unlock();
        }
    }
}
