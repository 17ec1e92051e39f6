package org.dragoman.media.record;

import java.nio.file.Path;
import java.util.Set;

/// Which calls are recorded, and where to.
///
/// - {@code trunks}: a call is recorded when either of its sides is one of these.
/// - {@code folder}: made when the first recording begins.
public record RecordingPlan(Path folder, RecordingFormat format, Set<String> trunks) {
    /// No call is recorded.
    public static final RecordingPlan NONE =
            new RecordingPlan(Path.of("recordings"), RecordingFormat.WAV, Set.of());

    public RecordingPlan {
        trunks = Set.copyOf(trunks);
    }
}
