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

/// {@code dragoman transfer ID --to NUMBER}.
@Command(
        name = "transfer",
        description =
                "Connect one side of a call to another number; the other side leaves when that went"
                        + " well, and else all is as before.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the transfer has begun",
            "2:nobody talks in that call now, or there is no gateway"
        })
final class TransferCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private GatewayOption gateway;
    @Mixin private JsonOption json;

    @Parameters(paramLabel = "ID", description = "The call, as `dragoman calls` names it.")
    private String id = "";

    @Option(
            names = "--to",
            required = true,
            paramLabel = "NUMBER",
            description = "Whom it is connected to.")
    private String to = "";

    @Option(names = "--leaves", paramLabel = "SIDE", description = "caller (usual) or callee.")
    private String leaves = "caller";

    TransferCommand() {}

    @Override
    public Integer call() throws RestClient.Unreachable, CommandFailed {
        CallIds.check(spec, id);
        try (var rest = gateway.open()) {
            var problem = rest.order(id, "transfer", Map.of("to", to, "leaves", leaves));
            if (problem.isPresent()) {
                throw new CommandFailed(problem.get());
            }
            json.say(
                    spec.commandLine().getOut(),
                    "The transfer of call " + id + " has begun.",
                    new Ordered(id, "transfer"));
        }
        return 0;
    }
}
