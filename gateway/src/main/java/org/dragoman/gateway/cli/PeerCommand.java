package org.dragoman.gateway.cli;

import java.util.concurrent.Callable;
import org.dragoman.gateway.rest.RestClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// {@code dragoman peer NAME}.
@Command(
        name = "peer",
        description = "List the calls that one peer of the running gateway has now.",
        mixinStandardHelpOptions = true)
final class PeerCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private GatewayOption gateway;
    @Mixin private JsonOption json;

    @Parameters(paramLabel = "PEER", description = "The peer, as the configuration names it.")
    private String name = "";

    PeerCommand() {}

    @Override
    public Integer call() throws RestClient.Unreachable, CommandFailed {
        var out = spec.commandLine().getOut();
        try (var rest = gateway.open()) {
            if (!rest.gateway().peers().contains(name)) {
                throw new CommandFailed(
                        "There is no peer " + name + "; `dragoman peers` lists those there are.");
            }
            var its =
                    rest.calls().stream()
                            .filter(c -> c.legs().stream().anyMatch(l -> l.trunk().equals(name)))
                            .toList();
            if (json.isAsked()) {
                JsonOption.print(out, its);
            } else {
                CallsCommand.list(its, out);
            }
        }
        return 0;
    }
}
