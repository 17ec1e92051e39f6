package org.dragoman.gateway.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.dragoman.gateway.config.Configuration;
import org.dragoman.gateway.config.ConfigurationReader;
import org.dragoman.gateway.ladder.Screen;
import org.dragoman.gateway.rest.AskedView;
import org.dragoman.gateway.rest.RestClient;
import org.dragoman.gateway.rest.RouteQuestion;
import org.dragoman.gateway.route.PlannedRoutes;
import org.dragoman.gateway.route.RouteComparison;
import org.dragoman.rules.Mappings;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// {@code dragoman diff OLD NEW}.
@Command(
        name = "diff",
        description = {
            "Show which calls a changed configuration would send another way: the rule that decides,"
                    + " the peers in order, the numbers they are sent, what they cost.",
            "The calls are those of a file, or the last ones that the running gateway had. Nobody is"
                    + " called, and peers have no calls and no history in either configuration."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dragoman diff dragoman.yaml new.yaml --last 200 && cp new.yaml dragoman.yaml",
            "  dragoman diff old.yaml new.yaml --numbers numbers.txt --from old-gateway",
            "",
            "A line of numbers.txt:",
            "  84951234567                      # from each peer, or the one of --from",
            "  carrier +74951234567             # from this peer, an international number",
            "  old-gateway 84951234567 1001     # and this number calls"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every call goes the same way",
            "1:some go another way, each printed",
            "2:a mistake in the command or a configuration, or no gateway runs"
        })
final class DiffCommand implements Callable<Integer> {
    private static final int SOME_DIFFER = 1;

    @Spec private CommandSpec spec;
    @Mixin private GatewayOption gateway;
    @Mixin private JsonOption json;

    @Parameters(index = "0", paramLabel = "OLD", description = "The configuration as it is.")
    private Path old = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "The configuration as it would be.")
    private Path fresh = Path.of("");

    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    /// Which calls are tried.
    private static final class Which {
        @Option(
                names = "--numbers",
                paramLabel = "FILE",
                description = "The calls of this file; how it is written is shown below.")
        private Optional<Path> file = Optional.empty();

        @Option(
                names = "--last",
                paramLabel = "N",
                description =
                        "The last N calls that ended in the running gateway, each at its own time"
                                + " of day (it remembers `limits: ended-calls`).")
        private int last;
    }

    @Option(
            names = "--from",
            paramLabel = "PEER|ACCOUNT",
            description = "Who calls, where a line of --numbers does not say (default: each peer).")
    private Optional<String> from = Optional.empty();

    DiffCommand() {}

    /// What is printed for programs.
    private record Outcome(int calls, List<RouteComparison.Change> changes) {}

    @Override
    public Integer call() throws CommandFailed, RestClient.Unreachable {
        var reader = new ConfigurationReader(Mappings.load());
        var was = read(reader, old);
        var is = read(reader, fresh);
        var calls = which.file.isPresent() ? listed(was, is) : last();
        if (calls.isEmpty()) {
            throw new CommandFailed("There are no calls to try.");
        }
        var comparison = new RouteComparison(PlannedRoutes.of(was), PlannedRoutes.of(is));
        var changes = comparison.changes(calls, InstantSource.system().instant());
        var out = spec.commandLine().getOut();
        if (json.isAsked()) {
            JsonOption.print(out, new Outcome(calls.size(), changes));
        } else {
            new DiffPrinter(out, Screen.ofThisProcess()).print(calls.size(), changes);
        }
        return changes.isEmpty() ? 0 : SOME_DIFFER;
    }

    private Configuration read(ConfigurationReader reader, Path file) throws CommandFailed {
        return ConfigFile.faultless(reader, file, spec.commandLine().getErr());
    }

    private List<RouteQuestion> listed(Configuration was, Configuration is) throws CommandFailed {
        Collection<String> peers = new TreeSet<>(was.peers());
        peers.addAll(is.peers());
        return TestNumbers.read(
                which.file.orElseThrow(), from.<Collection<String>>map(List::of).orElse(peers));
    }

    private List<RouteQuestion> last() throws CommandFailed, RestClient.Unreachable {
        if (which.last < 1) {
            throw new CommandFailed("--last is the number of calls, from 1.");
        }
        try (var rest = gateway.open()) {
            return rest.asked().stream().limit(which.last).map(DiffCommand::question).toList();
        }
    }

    private static RouteQuestion question(AskedView asked) {
        return new RouteQuestion(
                asked.from(),
                asked.to(),
                Optional.of(asked.calling()).filter(c -> !c.isEmpty()),
                Optional.of(Instant.parse(asked.at())));
    }
}
