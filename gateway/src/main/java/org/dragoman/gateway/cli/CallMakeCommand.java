package org.dragoman.gateway.cli;

import java.util.concurrent.Callable;
import org.dragoman.gateway.rest.RestClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// {@code dragoman call make --from FROM --to TO}.
@Command(
        name = "make",
        description = "Call one party, and when it has answered another, and connect the two.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the first party is being called",
            "2:the gateway takes no more calls, or there is none"
        })
final class CallMakeCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private GatewayOption gateway;
    @Mixin private JsonOption json;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "NUMBER",
            description = "Who is called first: an account, or whom the dial plan finds.")
    private String from = "";

    @Option(
            names = "--to",
            required = true,
            paramLabel = "NUMBER",
            description = "Who is called when the first has answered.")
    private String to = "";

    CallMakeCommand() {}

    @Override
    public Integer call() throws RestClient.Unreachable, CommandFailed {
        try (var rest = gateway.open()) {
            var begun = rest.begin(from, to);
            if (!begun.problem().isEmpty()) {
                throw new CommandFailed(begun.problem());
            }
            json.say(
                    spec.commandLine().getOut(),
                    "Call " + begun.id() + " is being made.",
                    new Ordered(begun.id(), "make"));
        }
        return 0;
    }
}
