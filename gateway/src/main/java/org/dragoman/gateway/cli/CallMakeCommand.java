package org.dragoman.gateway.cli;

import java.util.concurrent.Callable;
import org.dragoman.gateway.rest.RestClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// {@code dragoman call make FROM TO}.
@Command(
        name = "make",
        description = "Call FROM, and when it has answered TO, and connect the two.",
        mixinStandardHelpOptions = true)
final class CallMakeCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private GatewayOption gateway;

    @Parameters(index = "0", paramLabel = "FROM", description = "Who is called first.")
    private String from = "";

    @Parameters(index = "1", paramLabel = "TO", description = "Who is called then.")
    private String to = "";

    CallMakeCommand() {}

    @Override
    public Integer call() throws RestClient.Unreachable, CommandFailed {
        try (var rest = gateway.open()) {
            var begun = rest.begin(from, to);
            if (!begun.problem().isEmpty()) {
                throw new CommandFailed(begun.problem());
            }
            spec.commandLine().getOut().println("Call " + begun.id() + " is being made.");
        }
        return 0;
    }
}
