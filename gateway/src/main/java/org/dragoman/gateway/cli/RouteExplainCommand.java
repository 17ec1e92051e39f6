package org.dragoman.gateway.cli;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dragoman.gateway.config.ConfigurationReader;
import org.dragoman.gateway.ladder.Screen;
import org.dragoman.gateway.rest.RestClient;
import org.dragoman.gateway.rest.RouteQuestion;
import org.dragoman.gateway.rest.RouteView;
import org.dragoman.gateway.route.PlannedRoutes;
import org.dragoman.rules.Mappings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// {@code dragoman route explain}.
@Command(
        name = "explain",
        description = {
            "Show where a call would go and why: every rule that is looked at, whether it takes the"
                    + " call, what it makes of the numbers, and the peers in the order they are"
                    + " tried. Nobody is called.",
            "",
            "Example: dragoman route explain --from old-gateway --to 84951234567"
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the call would be sent somewhere",
            "1:it would be refused, or needs more digits",
            "2:a mistake in the command or the configuration, or no gateway runs"
        })
final class RouteExplainCommand implements Callable<Integer> {
    private static final int NOWHERE = 1;

    @Spec private CommandSpec spec;
    @Mixin private GatewayOption gateway;
    @Mixin private JsonOption json;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "PEER|ACCOUNT",
            description = "The peer it would come from, or the number of the account that calls.")
    private String from = "";

    @Option(
            names = "--to",
            required = true,
            paramLabel = "NUMBER",
            description = "The number dialled; a + in front says that it is international.")
    private String to = "";

    @Option(
            names = "--calling",
            paramLabel = "NUMBER",
            description = "The number that calls; an account's is its own.")
    private Optional<String> calling = Optional.empty();

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "When: 2026-12-31T23:30 by the clocks here, or with Z or +03:00 behind (default:"
                            + " now).")
    private Optional<String> at = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Ask this configuration instead of the running gateway; no peer has calls then,"
                            + " and nothing is known of their quality.")
    private Optional<Path> config = Optional.empty();

    RouteExplainCommand() {}

    @Override
    public Integer call() throws RestClient.Unreachable, CommandFailed {
        var when = at.isPresent() ? Optional.of(time(at.get())) : Optional.<Instant>empty();
        var question = new RouteQuestion(from, to, calling, when);
        var view = config.isPresent() ? planned(config.get(), question) : live(question);
        if (view.isEmpty()) {
            throw new CommandFailed("There is neither a peer nor an account named " + from + ".");
        }
        var out = spec.commandLine().getOut();
        if (json.isAsked()) {
            JsonOption.print(out, view.get());
        } else {
            new RoutePrinter(out, Screen.ofThisProcess()).print(view.get());
        }
        return view.get().outcome().equals("sent") ? 0 : NOWHERE;
    }

    private Optional<RouteView> live(RouteQuestion question) throws RestClient.Unreachable {
        try (var rest = gateway.open()) {
            return rest.explain(question);
        }
    }

    private Optional<RouteView> planned(Path file, RouteQuestion question) throws CommandFailed {
        var reader = new ConfigurationReader(Mappings.load());
        var configuration = ConfigFile.faultless(reader, file, spec.commandLine().getErr());
        return PlannedRoutes.of(configuration).run(question, InstantSource.system().instant());
    }

    private static Instant time(String text) throws CommandFailed {
        try {
            return text.matches(".*(Z|[+-]\\d{2}:\\d{2})")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant();
        } catch (DateTimeException e) {
            throw new CommandFailed(
                    "\"" + text + "\" is no time; allowed is 2026-12-31T23:30, with Z or +03:00.");
        }
    }
}
