package org.dragoman.gateway.records;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.dragoman.media.testing.Eventually;

/// A process whose calls end without end. Says when it has begun, when nothing takes their records
/// any more, and when all are written; after each of the first two it waits for a line.
final class RecordingProgram {
    static final String BEGUN = "begun";
    static final String HELD = "held";
    static final String WRITTEN = "written";

    private static final int MOST = 100_000; // calls; a disk that takes more is not full
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final CallRecords.Pace QUICK =
            new CallRecords.Pace(
                    Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofHours(1), SOON);

    private RecordingProgram() {}

    public static void main(String[] words) throws IOException {
        var folder = Path.of(words[0]);
        var config =
                new RecordsConfig(
                        Optional.of(new RecordsConfig.File()),
                        folder,
                        "gw",
                        0,
                        Duration.ofHours(1));
        int calls = 0;
        try (var records = CallRecords.start(config, InstantSource.system(), QUICK)) {
            calls = endOne(records, calls);
            Eventually.isTrue(SOON, () -> records.health().written() == 1);
            say(BEGUN, 1, records.health());
            while (records.health().held() == 0 && calls < MOST) {
                calls = endOne(records, calls);
            }
            say(HELD, calls, records.health());
            Eventually.isTrue(SOON, () -> isWritten(records.health()));
            say(WRITTEN, calls, records.health());
        }
    }

    /// One after the other, as the writer gets along: its queue is never full.
    private static int endOne(CallRecords records, int calls) {
        var before = records.health();
        records.ended(EndedCalls.call(calls));
        Eventually.isTrue(SOON, () -> !records.health().equals(before));
        return calls + 1;
    }

    private static boolean isWritten(RecordsHealth health) {
        return health.away().isEmpty() && health.held() == 0;
    }

    private static void say(String what, int calls, RecordsHealth health) throws IOException {
        System.out.println(what + " " + calls + " lost " + health.lost());
        System.in.read();
    }
}
