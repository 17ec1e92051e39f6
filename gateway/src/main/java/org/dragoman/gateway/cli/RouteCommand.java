package org.dragoman.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// {@code dragoman route}: where calls go.
@Command(
        name = "route",
        description = "Show where calls go.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = RouteExplainCommand.class)
final class RouteCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    RouteCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return DragomanCommand.MISTAKE;
    }
}
