package org.dragoman.gateway.log;

import java.time.Instant;
import java.time.format.DateTimeFormatter;

/// Writes times to the millisecond, as ISO 8601 in UTC. The text of a second is kept while it
/// lasts: many lines share it. Safe from any thread.
final class LogClock {
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ISO_INSTANT;

    private volatile Second second = new Second(0, "1970-01-01T00:00:00");

    private record Second(long epoch, String text) {
        static Second of(long epoch) {
            var text = SECONDS.format(Instant.ofEpochSecond(epoch));
            return new Second(epoch, text.substring(0, text.length() - 1)); // without the Z
        }
    }

    void append(StringBuilder line, Instant at) {
        var current = second;
        if (current.epoch() != at.getEpochSecond()) {
            current = Second.of(at.getEpochSecond());
            second = current;
        }
        int millis = at.getNano() / NANOS_PER_MILLI;
        line.append(current.text())
                .append('.')
                .append((char) ('0' + millis / 100))
                .append((char) ('0' + millis / 10 % 10))
                .append((char) ('0' + millis % 10))
                .append('Z');
    }
}
