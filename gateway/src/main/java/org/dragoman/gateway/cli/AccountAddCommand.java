package org.dragoman.gateway.cli;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.Account.Protocol;
import org.dragoman.core.account.Secret;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// {@code dragoman account add NUMBER}.
@Command(
        name = "add",
        description = "Add an account. A running gateway takes it up within two seconds.",
        mixinStandardHelpOptions = true)
final class AccountAddCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private JsonOption json;
    @Mixin private AccountStore store;
    @Mixin private AccountDetails details;

    @Parameters(
            paramLabel = "NUMBER",
            description = "What it is called by, and the name it logs in with: 1 to 32 digits.")
    private String number = "";

    AccountAddCommand() {}

    @Override
    public Integer call() throws CommandFailed {
        AccountDetails.check(number);
        var config = store.config();
        var there = store.read(config);
        if (there.stream().anyMatch(a -> a.number().equals(number))) {
            throw new CommandFailed("Account " + number + " is there: see dragoman account set.");
        }
        var protocols = details.protocols().orElse(Set.of(Protocol.SIP, Protocol.WEBRTC));
        var mayCall = details.mayCall().orElse(List.of());
        var password = details.password();
        var secret = Secret.of(number, config.realm(), password);
        var account = new Account(number, details.name(), secret, protocols, mayCall);
        store.put(config, number, _ -> Optional.of(account));
        AccountChanged.say(
                json,
                spec.commandLine().getOut(),
                number,
                "added",
                Optional.of(password).filter(_ -> details.isGenerated()));
        return 0;
    }
}
