package org.dragoman.gateway.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dragoman.gateway.config.ConfigurationReader;
import org.dragoman.gateway.config.Problem;
import org.dragoman.rules.Mappings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// {@code dragoman check}.
@Command(
        name = "check",
        description = "Read a configuration and print every problem in it.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:no problem, though there may be advice",
            "1:problems, each printed",
            "2:there is no such file"
        })
final class CheckCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private JsonOption json;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "The configuration (default: " + ConfigFile.USUAL + ").")
    private Optional<Path> named = Optional.empty();

    CheckCommand() {}

    /// What is printed for programs.
    private record Checked(
            String file, List<Problem> problems, List<Problem> advice, int peers, int rules) {}

    @Override
    public Integer call() throws CommandFailed {
        var file = named.or(ConfigFile::usual).orElse(Path.of("dragoman.yaml"));
        var outcome = ConfigFile.read(new ConfigurationReader(Mappings.load()), file);
        if (json.isAsked()) {
            return checked(file, outcome);
        }
        outcome.problems().forEach(spec.commandLine().getErr()::println);
        outcome.advice().forEach(a -> spec.commandLine().getErr().println("advice: " + a));
        if (!outcome.problems().isEmpty()) {
            return 1;
        }
        spec.commandLine()
                .getOut()
                .printf(
                        "%s is right: %d peers, %d rules.%n",
                        file,
                        outcome.configuration().peers().size(),
                        outcome.configuration().dialPlan().rules().size());
        return 0;
    }

    private int checked(Path file, ConfigurationReader.Outcome outcome) {
        boolean isRight = outcome.problems().isEmpty();
        var configuration = outcome.configuration();
        JsonOption.print(
                spec.commandLine().getOut(),
                new Checked(
                        file.toString(),
                        outcome.problems(),
                        outcome.advice(),
                        configuration.peers().size(),
                        configuration.dialPlan().rules().size()));
        return isRight ? 0 : 1;
    }
}
