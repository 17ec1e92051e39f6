package org.dragoman.gateway.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.Secret;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// {@code dragoman account set NUMBER}.
@Command(
        name = "set",
        description =
                "Change what is said of an account; what is not named stays as it is. A running"
                        + " gateway takes it up within two seconds.",
        mixinStandardHelpOptions = true)
final class AccountSetCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private JsonOption json;
    @Mixin private AccountStore store;
    @Mixin private AccountDetails details;

    @Option(names = "--password", description = "Ask for a new password.")
    private boolean asksPassword;

    @Parameters(paramLabel = "NUMBER", description = "The account.")
    private String number = "";

    AccountSetCommand() {}

    @Override
    public Integer call() throws CommandFailed {
        if (!asksPassword && !details.setsAnything()) {
            throw new CommandFailed("Nothing is said that is to change.");
        }
        var config = store.config();
        var before =
                store.read(config).stream()
                        .filter(a -> a.number().equals(number))
                        .findFirst()
                        .orElseThrow(() -> new CommandFailed(AccountRemoveCommand.none(number)));
        var password =
                asksPassword || details.setsPassword()
                        ? Optional.of(details.password())
                        : Optional.<String>empty();
        var after =
                new Account(
                        number,
                        details.name().or(before::name),
                        password.map(p -> Secret.of(number, config.realm(), p))
                                .orElse(before.secret()),
                        details.protocols().orElse(before.protocols()),
                        details.mayCall().orElse(before.mayCall()));
        store.put(config, number, _ -> Optional.of(after));
        AccountChanged.say(
                json,
                spec.commandLine().getOut(),
                number,
                "changed",
                password.filter(_ -> details.isGenerated()));
        return 0;
    }
}
