package org.dragoman.gateway.cli;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dragoman.gateway.rest.ApiToken;
import org.dragoman.gateway.rest.Scope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// {@code dragoman token NAME}.
@Command(
        name = "token",
        description = "Make a token of the call API; it is printed once and kept nowhere.",
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
    private static final int MOST_DAYS = 3_650;

    private final InstantSource time = InstantSource.system();
    @Spec private CommandSpec spec;
    @Mixin private JsonOption json;

    @Parameters(paramLabel = "NAME", description = "What it is called in the configuration.")
    private String name = "";

    @Option(
            names = "--scope",
            split = ",",
            paramLabel = "SCOPE",
            description = "What it is good for: ${COMPLETION-CANDIDATES}; READ where none is said.")
    private List<Scope> scopes = new ArrayList<>();

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "How long it is good; for ever where nothing is said.")
    private Optional<Integer> days = Optional.empty();

    TokenCommand() {}

    /// - {@code expires}: the first day on which it is good for nothing; empty for never.
    private record Made(
            String name, String token, String hash, List<String> scopes, String expires) {}

    @Override
    public Integer call() throws CommandFailed {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,31}")) {
            throw new CommandFailed(
                    "A token's name is up to 32 letters, digits, dots, dashes and underscores.");
        }
        if (days.filter(d -> d < 1 || d > MOST_DAYS).isPresent()) {
            throw new CommandFailed("A token is good for 1 to " + MOST_DAYS + " days.");
        }
        var token = ApiToken.random();
        var good =
                (scopes.isEmpty() ? List.of(Scope.READ) : scopes)
                        .stream().distinct().map(Scope::word).toList();
        var expires =
                days.map(d -> LocalDate.ofInstant(time.instant(), ZoneOffset.UTC).plusDays(d));
        var made =
                new Made(
                        name,
                        token,
                        ApiToken.hash(token),
                        good,
                        expires.map(LocalDate::toString).orElse(""));
        var out = spec.commandLine().getOut();
        if (json.isAsked()) {
            JsonOption.print(out, made);
        } else {
            print(out, made);
        }
        return 0;
    }

    private static void print(PrintWriter out, Made made) {
        out.println(made.token());
        out.println();
        out.println("# for dragoman.yaml; programs send Authorization: Bearer and the line above");
        out.println("rest:");
        out.println("  tokens:");
        out.println("    " + made.name() + ":");
        out.println("      hash: " + made.hash());
        out.println("      scopes: [" + String.join(", ", made.scopes()) + "]");
        if (!made.expires().isEmpty()) {
            out.println("      expires: " + made.expires());
        }
    }
}
