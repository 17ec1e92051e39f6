package org.dragoman.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.dragoman.gateway.OwnProcess;
import org.dragoman.gateway.demo.DemoStage;
import org.dragoman.media.testing.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// {@code dragoman run} as systemd starts it with {@code Type=notify} and {@code WatchdogSec=}.
@Timeout(150)
class ServiceProcessTest {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);

    private final String here = DemoStage.ownLoopback(new Random()).getHostAddress();
    @TempDir private Path temp;

    private Process run(Listener listener) throws Exception {
        var file =
                Files.writeString(
                        temp.resolve("d.yaml"),
                        """
                        h323: {listen: "%1$s:1720"}
                        sip: {listen: "udp %1$s:5060"}
                        rest: {listen: "%1$s:0"}
                        """
                                .formatted(here));
        var builder =
                new ProcessBuilder(
                        OwnProcess.dragoman(
                                "run",
                                "--config",
                                file.toString(),
                                "--state",
                                temp.resolve("state").toString()));
        builder.environment().put("NOTIFY_SOCKET", listener.place());
        builder.environment().put("WATCHDOG_USEC", "8000000");
        return builder.redirectOutput(temp.resolve("out").toFile())
                .redirectError(temp.resolve("err").toFile())
                .start();
    }

    @Test
    void systemd_hears_that_it_is_ready_that_it_lives_and_that_it_ends() throws Exception {
        try (var listener = Listener.in(temp)) {
            var process = run(listener);
            try {
                Eventually.isTrue(STARTS_WITHIN, () -> listener.heard().size() >= 3);
                process.destroy(); // SIGTERM
                assertThat(process.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isZero();
                var last = "STOPPING=1 | STATUS=ends its calls";
                Eventually.isTrue(ENDS_WITHIN, () -> listener.heard().contains(last));
                List<String> heard = listener.heard();
                assertThat(heard.getFirst())
                        .isEqualTo("READY=1 | STATUS=0 calls, 0 since the start");
                assertThat(heard.subList(1, heard.size() - 1))
                        .contains("WATCHDOG=1 | STATUS=0 calls, 0 since the start");
                assertThat(heard).last().isEqualTo(last);
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
