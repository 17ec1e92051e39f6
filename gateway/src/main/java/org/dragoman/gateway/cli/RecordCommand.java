package org.dragoman.gateway.cli;

import java.util.concurrent.Callable;
import org.dragoman.gateway.rest.RestClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// {@code dragoman record ID}.
@Command(
        name = "record",
        description = "Record a call in progress, from now on; into the folder media.recordings.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:there is no such call, or no gateway"})
final class RecordCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private GatewayOption gateway;
    @Mixin private JsonOption json;

    @Option(names = "--stop", description = "Record it no longer, whoever wanted it.")
    private boolean stop;

    @Parameters(paramLabel = "ID", description = "The call, as `dragoman calls` names it.")
    private String id = "";

    RecordCommand() {}

    @Override
    public Integer call() throws RestClient.Unreachable {
        CallIds.check(spec, id);
        try (var rest = gateway.open()) {
            if (!rest.record(id, !stop)) {
                return CallIds.unknown(spec, id);
            }
            String now = stop ? " is no longer recorded." : " is recorded from now on.";
            json.say(
                    spec.commandLine().getOut(),
                    "Call " + id + now,
                    new Ordered(id, stop ? "stop-recording" : "record"));
        }
        return 0;
    }
}
