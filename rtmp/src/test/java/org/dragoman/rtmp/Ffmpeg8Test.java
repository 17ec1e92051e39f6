package org.dragoman.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dragoman.media.testing.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// FFmpeg 8, which writes Enhanced RTMP and knows RTMPE; Debian's 5.1 does not write Opus.
class Ffmpeg8Test {
    private static final int HERTZ = 700;

    @TempDir private Path folder;
    private BundledFfmpeg ffmpeg;
    private Edge edge;

    @BeforeEach
    void start() {
        ffmpeg = BundledFfmpeg.unpack(folder);
        edge = Edge.start();
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    private Process publish(String output, String scheme, String... codec) {
        var arguments = new ArrayList<>(List.of("-hide_banner", "-re", "-f", "lavfi", "-i"));
        arguments.addAll(List.of("sine=frequency=" + HERTZ, "-ac", "1"));
        arguments.addAll(List.of(codec));
        arguments.addAll(List.of("-f", "flv"));
        arguments.add(scheme + "://127.0.0.1:" + edge.port() + "/call/studio?token=t0ken");
        return ffmpeg.start(output, arguments);
    }

    @Test
    void opus_by_enhanced_rtmp_is_heard() throws Exception {
        var publisher = publish("opus", "rtmp", "-ar", "48000", "-c:a", "libopus");
        try {
            edge.far.hears(HERTZ);
            assertThat(publisher.isAlive()).as(ffmpeg.output("opus")).isTrue();
        } finally {
            end(publisher);
        }
        Eventually.isTrue(Edge.SOON, () -> edge.calls.active() == 0);
    }

    @Test
    void rtmpe_is_closed_at_once() throws Exception {
        var publisher = publish("rtmpe", "rtmpe", "-ar", "16000", "-c:a", "libspeex");
        try {
            assertThat(publisher.waitFor(Edge.SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(publisher.exitValue()).as(ffmpeg.output("rtmpe")).isNotZero();
            assertThat(edge.calls.totals().offered()).isZero();
        } finally {
            end(publisher);
        }
    }

    private static void end(Process process) throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }
}
