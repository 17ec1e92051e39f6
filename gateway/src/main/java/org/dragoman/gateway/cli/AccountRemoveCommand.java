package org.dragoman.gateway.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// {@code dragoman account remove NUMBER}.
@Command(
        name = "remove",
        description =
                "Take an account away, and the calls that are kept of it. It can log in no more; calls"
                        + " it has go on to their end.",
        mixinStandardHelpOptions = true)
final class AccountRemoveCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private JsonOption json;
    @Mixin private AccountStore store;

    @Parameters(paramLabel = "NUMBER", description = "The account.")
    private String number = "";

    AccountRemoveCommand() {}

    @Override
    public Integer call() throws CommandFailed {
        var config = store.config();
        if (store.read(config).stream().noneMatch(a -> a.number().equals(number))) {
            throw new CommandFailed(none(number));
        }
        store.put(config, number, _ -> Optional.empty());
        store.forget(config, number);
        AccountChanged.say(json, spec.commandLine().getOut(), number, "removed", Optional.empty());
        return 0;
    }

    static String none(String number) {
        return "There is no account " + number + " (dragoman account list shows all).";
    }
}
