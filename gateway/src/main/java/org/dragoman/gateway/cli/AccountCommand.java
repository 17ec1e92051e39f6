package org.dragoman.gateway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// {@code dragoman account}.
@Command(
        name = "account",
        description = "Say who may log in: people with SIP phones and browsers.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AccountAddCommand.class,
            AccountSetCommand.class,
            AccountRemoveCommand.class,
            AccountListCommand.class,
            AccountHashCommand.class
        })
final class AccountCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    AccountCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return DragomanCommand.MISTAKE;
    }
}
