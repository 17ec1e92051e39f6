package org.dragoman.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogClockTest {
    @Test
    void writes_every_time_to_the_millisecond() {
        var clock = new LogClock();
        for (var time :
                List.of(
                        "2026-11-22T04:45:15.128Z",
                        "2026-11-22T04:45:15.999Z",
                        "2026-11-22T04:45:16.000Z",
                        "2026-11-22T04:45:15.007Z",
                        "1970-01-01T00:00:00.050Z",
                        "2024-02-29T23:59:59.900Z")) {
            var line = new StringBuilder();
            clock.append(line, Instant.parse(time).plusNanos(999_999));
            assertThat(line).hasToString(time);
        }
    }
}
