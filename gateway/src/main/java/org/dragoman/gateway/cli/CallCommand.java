package org.dragoman.gateway.cli;

import java.util.concurrent.Callable;
import org.dragoman.gateway.rest.RestClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// {@code dragoman call ID}.
@Command(
        name = "call",
        description = {
            "Show one call: the ladder with both protocols, timings, media counters;",
            "or make, hold or transfer one."
        },
        mixinStandardHelpOptions = true,
        subcommands = {CallMakeCommand.class, CallHoldCommand.class, CallTransferCommand.class})
final class CallCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private GatewayOption gateway;

    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            description = "The call, as `dragoman calls` names it.")
    private String id = "";

    CallCommand() {}

    @Override
    public Integer call() throws RestClient.Unreachable {
        CallIds.check(spec, id);
        try (var rest = gateway.open()) {
            var found = rest.call(id);
            if (found.isEmpty()) {
                return CallIds.unknown(spec, id);
            }
            new CallReport(spec.commandLine().getOut()).print(found.get());
        }
        return 0;
    }
}
