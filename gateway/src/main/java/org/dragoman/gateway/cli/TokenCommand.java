package org.dragoman.gateway.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.dragoman.gateway.rest.ApiToken;
import org.dragoman.gateway.rest.Scope;
import picocli.CommandLine.Command;
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
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "What it is called in the configuration.")
    private String name = "";

    @Option(
            names = "--scope",
            split = ",",
            paramLabel = "SCOPE",
            description = "What it is good for: ${COMPLETION-CANDIDATES}; READ where none is said.")
    private List<Scope> scopes = new ArrayList<>();

    TokenCommand() {}

    @Override
    public Integer call() throws CommandFailed {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,31}")) {
            throw new CommandFailed(
                    "A token's name is up to 32 letters, digits, dots, dashes and underscores.");
        }
        var token = ApiToken.random();
        var words =
                (scopes.isEmpty() ? List.of(Scope.READ) : scopes)
                        .stream().distinct().map(Scope::word).collect(Collectors.joining(", "));
        var out = spec.commandLine().getOut();
        out.println(token);
        out.println();
        out.println("# for dragoman.yaml; programs send Authorization: Bearer and the line above");
        out.println("rest:");
        out.println("  tokens:");
        out.println("    " + name + ":");
        out.println("      hash: " + ApiToken.hash(token));
        out.println("      scopes: [" + words + "]");
        return 0;
    }
}
