package org.dragoman.gateway;

import java.time.Duration;
import java.util.List;
import org.dragoman.core.time.Timers;
import org.dragoman.media.codec.Codecs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells at the start which codecs are not converted on this machine and why, and loads the others
/// before a call has to wait for it, but not while the start itself needs the processor.
final class CodecReport implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(CodecReport.class);
    private static final Duration STARTED = Duration.ofSeconds(15);

    private final Timers.Alarm alarm;

    private CodecReport(Timers.Alarm alarm) {
        this.alarm = alarm;
    }

    static CodecReport begin(Codecs codecs, Timers timers) {
        tell(codecs.explain());
        var loader =
                Thread.ofPlatform().daemon().name("codecs").unstarted(() -> tell(codecs.prepare()));
        return new CodecReport(timers.after(STARTED, loader::start));
    }

    private static void tell(List<String> lines) {
        for (var line : lines) {
            LOGGER.atInfo()
                    .addKeyValue("event", "codecs.limited")
                    .addKeyValue("how", line)
                    .log("not every codec is converted");
        }
    }

    @Override
    public void close() {
        alarm.cancel();
    }
}
