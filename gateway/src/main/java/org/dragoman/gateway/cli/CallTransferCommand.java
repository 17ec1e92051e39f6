package org.dragoman.gateway.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.dragoman.gateway.rest.RestClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// {@code dragoman call transfer ID NUMBER}.
@Command(
        name = "transfer",
        description = "Connect one side of a call to another number; the other side leaves.",
        mixinStandardHelpOptions = true)
final class CallTransferCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private GatewayOption gateway;

    @Parameters(index = "0", paramLabel = "ID", description = "The call.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "NUMBER", description = "Whom it is connected to.")
    private String to = "";

    @Option(names = "--leaves", paramLabel = "SIDE", description = "caller (usual) or callee.")
    private String leaves = "caller";

    CallTransferCommand() {}

    @Override
    public Integer call() throws RestClient.Unreachable, CommandFailed {
        CallIds.check(spec, id);
        try (var rest = gateway.open()) {
            var problem = rest.order(id, "transfer", Map.of("to", to, "leaves", leaves));
            if (problem.isPresent()) {
                throw new CommandFailed(problem.get());
            }
            spec.commandLine().getOut().println("The transfer of call " + id + " has begun.");
        }
        return 0;
    }
}
