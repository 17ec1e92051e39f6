package org.dragoman.media.relay;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.record.RecordingPlan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records calls on a thread of its own, which begins with the first recording: media never
/// waits for a disk. A recording that cannot be written ends with one warning; its call goes
/// on.
final class Recorder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

    private static final int MOST_WAITING = 1_024; // recordings that have yet to begin
    private static final long BEAT_MILLIS = 100;

    private final RecordingPlan plan;
    private final Codecs codecs;
    private final BlockingQueue<RecordedPair> begun = new ArrayBlockingQueue<>(MOST_WAITING);
    private final List<RecordedPair> running = new ArrayList<>();
    private Optional<Thread> thread = Optional.empty();
    private volatile boolean closing;

    Recorder(RecordingPlan plan, Codecs codecs) {
        this.plan = plan;
        this.codecs = codecs;
    }

    /// Whether calls of this trunk are recorded.
    boolean wants(String trunk) {
        return plan.trunks().contains(trunk);
    }

    /// Begins a recording; nothing when so many wait that it had better not.
    Optional<RecordedPair> begin(String call) {
        var pair = new RecordedPair(call, InstantSource.system().instant(), System.nanoTime());
        if (closing || !begun.offer(pair)) {
            LOG.atWarn()
                    .addKeyValue("event", "record.refused")
                    .addKeyValue("call", call)
                    .log("a call is not recorded: too many recordings wait for the disk");
            return Optional.empty();
        }
        start();
        return Optional.of(pair);
    }

    /// Finishes all recordings.
    @Override
    public void close() {
        closing = true;
        var writer = running();
        boolean interrupted = false;
        while (writer.isPresent() && writer.get().isAlive()) {
            try {
                writer.get().join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Optional<Thread> running() {
        return thread;
    }

    private synchronized void start() {
        if (thread.isEmpty()) {
            thread =
                    Optional.of(Thread.ofPlatform().daemon().name("media-record").start(this::run));
        }
    }

    private void run() {
        while (!closing || !begun.isEmpty()) {
            try {
                var first = begun.poll(BEAT_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    open(first);
                }
            } catch (InterruptedException nobodyDoesThat) {
                closing = true;
            }
            running.removeIf(this::isDone);
        }
        running.forEach(pair -> pair.end(System.nanoTime()));
        running.removeIf(this::isDone);
    }

    private void open(RecordedPair pair) {
        try {
            pair.open(plan, codecs);
            running.add(pair);
        } catch (IOException | RuntimeException e) {
            failed(pair, e);
        }
    }

    private boolean isDone(RecordedPair pair) {
        try {
            if (pair.isOver()) {
                finish(pair);
                return true;
            }
            if (!pair.work(System.nanoTime())) {
                pair.end(System.nanoTime());
            }
            return false;
        } catch (IOException | RuntimeException e) {
            failed(pair, e);
            return true;
        }
    }

    private static void finish(RecordedPair pair) throws IOException {
        pair.finish();
        if (pair.leftOut() > 0) {
            LOG.atWarn()
                    .addKeyValue("event", "record.gaps")
                    .addKeyValue("call", pair.call())
                    .addKeyValue("packets", pair.leftOut())
                    .log("a recording has gaps: the disk is too slow");
        }
    }

    private static void failed(RecordedPair pair, Exception e) {
        LOG.atWarn()
                .addKeyValue("event", "record.failed")
                .addKeyValue("call", pair.call())
                .setCause(e)
                .log("a recording ends before its call does");
        pair.end(System.nanoTime());
        try {
            pair.abandon();
        } catch (IOException again) {
            LOG.atDebug()
                    .addKeyValue("event", "record.not-closed")
                    .addKeyValue("call", pair.call())
                    .setCause(again)
                    .log("its last header could not be written either");
        }
    }
}
