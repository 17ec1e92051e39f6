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

/// {@code dragoman call hold ID}.
@Command(
        name = "hold",
        description = "Put one side of a call on hold, or take it off.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:nobody talks in that call now, or there is no gateway"})
final class CallHoldCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private GatewayOption gateway;
    @Mixin private JsonOption json;

    @Parameters(paramLabel = "ID", description = "The call, as `dragoman calls` names it.")
    private String id = "";

    @Option(names = "--party", paramLabel = "SIDE", description = "caller or callee (usual).")
    private String party = "callee";

    @Option(names = "--off", description = "Take it off hold.")
    private boolean off;

    CallHoldCommand() {}

    @Override
    public Integer call() throws RestClient.Unreachable, CommandFailed {
        CallIds.check(spec, id);
        try (var rest = gateway.open()) {
            var problem = rest.order(id, off ? "resume" : "hold", Map.of("party", party));
            if (problem.isPresent()) {
                throw new CommandFailed(problem.get());
            }
            json.say(
                    spec.commandLine().getOut(),
                    "The " + party + (off ? " is back." : " is on hold."),
                    new Ordered(id, off ? "resume" : "hold"));
        }
        return 0;
    }
}
