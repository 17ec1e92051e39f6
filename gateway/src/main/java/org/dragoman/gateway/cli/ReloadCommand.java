package org.dragoman.gateway.cli;

import java.util.concurrent.Callable;
import org.dragoman.gateway.rest.RestClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// {@code dragoman reload}.
@Command(
        name = "reload",
        description = {
            "Have the running gateway read its configuration again: all of the new one holds, or"
                    + " none of it, and calls go on. SIGHUP does the same.",
            "",
            "Example: dragoman check && dragoman reload"
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the new configuration holds",
            "1:the old one holds on; each problem is printed",
            "2:no gateway runs"
        })
final class ReloadCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private GatewayOption gateway;
    @Mixin private JsonOption json;

    ReloadCommand() {}

    @Override
    public Integer call() throws RestClient.Unreachable {
        try (var rest = gateway.open()) {
            var outcome = rest.reload();
            var out = spec.commandLine().getOut();
            if (json.isAsked()) {
                JsonOption.print(out, outcome);
            } else if (outcome.taken()) {
                out.printf("The configuration holds: %d rules.%n", outcome.rules());
            } else {
                outcome.problems().forEach(spec.commandLine().getErr()::println);
            }
            return outcome.taken() ? 0 : 1;
        }
    }
}
