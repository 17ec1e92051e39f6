package org.dragoman.gateway.cli;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.dragoman.gateway.log.Logging;
import org.dragoman.gateway.training.Training;
import org.dragoman.rules.Mappings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// {@code dragoman prepare}: the part of it that makes calls. The launcher has the Java machine
/// look on, and keeps what it learnt beside {@code lib}.
@Command(
        name = "prepare",
        description = {
            "Make later starts quick: play calls on loopback for some seconds and keep what the Java"
                    + " machine learns of them beside the program.",
            "Building does it already; needed again after Java was updated or the program was copied"
                    + " without its file times."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:kept", "1:it could not be done; the gateway starts slower, no worse"})
final class PrepareCommand implements Callable<Integer> {
    private static final Training.Extent EXTENT =
            new Training.Extent(800, Duration.ofSeconds(15), 200, Duration.ofMinutes(2));
    private static final int NOTHING_LEARNT = 1;

    @Spec private CommandSpec spec;

    PrepareCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        Logging.level(Logging.Detail.INFO); // a gateway writes its log
        var err = spec.commandLine().getErr();
        try {
            var report = Training.play(EXTENT, Mappings.load(), InstantSource.system());
            err.printf("%d calls, %d as expected%n", report.calls(), report.asExpected());
            return report.asExpected() * 2 > report.calls() ? 0 : NOTHING_LEARNT;
        } catch (IOException e) {
            err.println(e.getMessage());
            return NOTHING_LEARNT;
        }
    }
}
