package org.dragoman.media.relay;

import java.util.Optional;

/// What a port has to do with recording: whether its calls are recorded, and the recording that
/// runs. Ended by any thread, all else is for the call's loop.
///
/// - {@code wanted}: its trunk's calls are recorded, or somebody ordered it.
/// - {@code call}: what a recording is named after.
final class Recordable {
    private final Recorder recorder;
    private final LivePort live;
    private boolean wanted;
    private final String call;
    private volatile Optional<RecordedPair> running = Optional.empty();
    private Optional<RecordedPair> first = Optional.empty();

    /// - {@code wanted}: whether the configuration has it recorded.
    Recordable(Recorder recorder, LivePort live, boolean wanted, String call) {
        this.recorder = recorder;
        this.live = live;
        this.call = call;
        this.wanted = wanted;
    }

    /// The port and another are joined: records them where either is to be; this one is on the
    /// left.
    void join(Recordable other) {
        if ((wanted || other.wanted) && running.isEmpty()) {
            recorder.begin(call)
                    .ifPresent(
                            pair -> {
                                run(pair, pair.left);
                                other.run(pair, pair.right);
                            });
        }
    }

    /// Begins to record the call, or stops, whatever the trunks want; holds for the rest of it.
    ///
    /// - {@code other}: what the port is joined to.
    void order(boolean on, Optional<Recordable> other) {
        wanted = on;
        other.ifPresent(o -> o.wanted = on);
        if (on) {
            other.ifPresent(this::join);
        } else {
            long now = System.nanoTime();
            end(now);
            other.ifPresent(o -> o.end(now));
        }
    }

    /// The recording ends, on both sides.
    void end(long nanos) {
        running.ifPresent(pair -> pair.end(nanos));
        running = Optional.empty();
        live.tap = Optional.empty();
    }

    /// The file of the first recording.
    Optional<String> file() {
        return first.flatMap(RecordedPair::name);
    }

    private void run(RecordedPair pair, RecordTap tap) {
        first = first.or(() -> Optional.of(pair));
        running = Optional.of(pair);
        live.tap = Optional.of(tap);
    }
}
