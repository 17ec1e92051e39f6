package org.dragoman.media.relay;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.dragoman.media.bridge.Workbench;
import org.dragoman.media.codec.CodecFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One thread that decodes and encodes. It wakes at a fixed beat, gives each of its conversions a
/// turn, and tells the loops what is there to be sent. Media loops go before it, so that a slow
/// codec delays nobody's packets but its own. Allocates nothing for a packet.
final class ConversionWorker implements Workplace {
    private static final Logger LOG = LoggerFactory.getLogger(ConversionWorker.class);

    /// The beat. All lengths of packets are multiples of it, so that packets leave evenly.
    private static final long BEAT_NANOS = 5_000_000;

    private final Thread thread;
    private final ConcurrentLinkedQueue<WorkerTask> fresh = new ConcurrentLinkedQueue<>();
    private final ArrayList<WorkerTask> running = new ArrayList<>();
    private final AtomicInteger load = new AtomicInteger();
    private volatile boolean stopping;

    ConversionWorker(int number) {
        thread = Thread.ofPlatform().daemon().name("convert-" + number).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// Conversions of this worker, those that are being opened included.
    int load() {
        return load.get();
    }

    @Override
    public void countIn() {
        load.incrementAndGet();
    }

    @Override
    public void countOut() {
        load.decrementAndGet();
    }

    @Override
    public void take(LiveConversion conversion) {
        take((WorkerTask) conversion);
    }

    /// Takes work that can be begun; safe from any thread.
    void take(WorkerTask task) {
        fresh.add(task);
        LockSupport.unpark(thread);
    }

    /// Ends the thread; its conversions are closed.
    void stop() {
        stopping = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (var arena = Arena.ofConfined()) {
            var bench = new Workbench(arena);
            Promptness.take();
            while (!stopping) {
                takeFresh();
                long now = System.nanoTime();
                work(now - Math.floorMod(now, BEAT_NANOS), bench);
                rest();
            }
        } finally {
            takeFresh();
            running.forEach(WorkerTask::close);
        }
    }

    private void takeFresh() {
        for (var one = fresh.poll(); one != null; one = fresh.poll()) {
            running.add(one);
        }
    }

    private void work(long beat, Workbench bench) {
        for (int i = running.size() - 1; i >= 0; i--) {
            var one = running.get(i);
            if (!one.isEnded()) {
                work(one, beat, bench);
            }
            if (one.isEnded()) {
                one.close();
                countOut();
                running.set(i, running.getLast());
                running.removeLast();
            }
        }
        for (int i = 0; i < running.size(); i++) {
            running.get(i).tell();
        }
    }

    /// A codec that fails ends its own call, and nothing else.
    private static void work(WorkerTask one, long beat, Workbench bench) {
        try {
            one.work(beat, bench);
        } catch (CodecFailed e) {
            report(one, e);
            one.fail(e.getMessage());
        } catch (RuntimeException e) {
            report(one, e);
            one.fail("an internal error");
        }
    }

    static void report(WorkerTask one, Exception e) {
        LOG.atWarn()
                .addKeyValue("event", "media.conversion-failed")
                .addKeyValue("work", one)
                .setCause(e)
                .log("a codec failed; the call it served ends");
    }

    private void rest() {
        if (running.isEmpty() && fresh.isEmpty()) {
            LockSupport.park(this);
        } else {
            long now = System.nanoTime();
            LockSupport.parkNanos(this, BEAT_NANOS - Math.floorMod(now, BEAT_NANOS));
        }
    }
}
