package org.dragoman.gateway.cli;

import java.util.concurrent.Callable;
import org.dragoman.gateway.rest.RestClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// {@code dragoman hangup ID}.
@Command(
        name = "hangup",
        description = "End a call in progress.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the call is being ended", "2:there is no such call, or no gateway"})
final class HangupCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private GatewayOption gateway;
    @Mixin private JsonOption json;

    @Parameters(paramLabel = "ID", description = "The call, as `dragoman calls` names it.")
    private String id = "";

    HangupCommand() {}

    @Override
    public Integer call() throws RestClient.Unreachable {
        CallIds.check(spec, id);
        try (var rest = gateway.open()) {
            if (!rest.hangUp(id)) {
                return CallIds.unknown(spec, id);
            }
            json.say(
                    spec.commandLine().getOut(),
                    "Call " + id + " is being ended.",
                    new Ordered(id, "hangup"));
        }
        return 0;
    }
}
