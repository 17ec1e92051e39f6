package org.dragoman.media.relay;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.Optional;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.record.CallRecording;
import org.dragoman.media.record.RecordingFile;
import org.dragoman.media.record.RecordingPlan;
import org.dragoman.media.record.SpokenPacket;

/// Two ports whose sound is recorded while they are joined. Made and ended by any thread; all
/// else is the recorder's.
final class RecordedPair {
    final RecordTap left = new RecordTap();
    final RecordTap right = new RecordTap();
    private final String call;
    private final Instant begin;
    private final long beginNanos;
    private volatile long endNanos;
    private volatile boolean over;
    private volatile Optional<String> name = Optional.empty();
    private Optional<RecordingFile> file = Optional.empty();
    private Optional<CallRecording> recording = Optional.empty();

    RecordedPair(String call, Instant begin, long beginNanos) {
        this.call = call;
        this.begin = begin;
        this.beginNanos = beginNanos;
    }

    /// No more sound comes; safe from any thread, and more than once.
    void end(long nanos) {
        if (!over) {
            endNanos = nanos;
            over = true;
        }
    }

    boolean isOver() {
        return over;
    }

    String call() {
        return call;
    }

    /// The file, once it is there; safe from any thread.
    Optional<String> name() {
        return name;
    }

    long leftOut() {
        return left.leftOut.get() + right.leftOut.get();
    }

    void open(RecordingPlan plan, Codecs codecs) throws IOException {
        var made = RecordingFile.create(plan.folder(), plan.format(), call, begin);
        file = Optional.of(made);
        name = Optional.of(made.path().toString());
        recording = Optional.of(new CallRecording(made, codecs, beginNanos));
    }

    /// Writes what came; false when the file cannot grow any more.
    boolean work(long nanos) throws IOException {
        if (recording.isEmpty()) {
            return true;
        }
        drain(recording.get(), left, true);
        drain(recording.get(), right, false);
        return recording.get().write(nanos);
    }

    /// Writes the rest and gives the file its name; one without a sound is removed.
    void finish() throws IOException {
        if (recording.isEmpty() || file.isEmpty()) {
            return;
        }
        try (var last = recording.get()) {
            drain(last, left, true);
            drain(last, right, false);
            last.finish(endNanos);
        }
        if (recording.get().hasHeard()) {
            file.get().finish();
        } else {
            file.get().discard();
        }
    }

    /// After an error: closes what can be closed; what the file holds stays under its first
    /// name.
    void abandon() throws IOException {
        if (recording.isPresent()) {
            recording.get().close();
        }
    }

    private static void drain(CallRecording recording, RecordTap tap, boolean isLeft) {
        while (tap.ring.hasPacket()) {
            var head = tap.ring.head();
            var codec = tap.codec(head.type);
            if (codec.isPresent()) {
                var payload = MemorySegment.ofArray(tap.ring.payload());
                recording.hear(
                        isLeft,
                        codec.get(),
                        payload,
                        new SpokenPacket(head.ssrc, head.timestamp, head.length, head.nanos));
            }
            tap.ring.drop();
        }
    }
}
