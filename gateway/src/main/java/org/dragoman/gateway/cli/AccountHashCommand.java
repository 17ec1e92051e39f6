package org.dragoman.gateway.cli;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.Account.Protocol;
import org.dragoman.core.account.Secret;
import org.dragoman.gateway.account.AccountFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// {@code dragoman account hash NUMBER}.
@Command(
        name = "hash",
        description = "Print an account as it is written in the configuration; nothing is changed.",
        mixinStandardHelpOptions = true)
final class AccountHashCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private JsonOption json;
    @Mixin private AccountStore store;
    @Mixin private AccountDetails details;

    @Parameters(paramLabel = "NUMBER", description = "The account's number.")
    private String number = "";

    AccountHashCommand() {}

    /// What is printed for programs.
    ///
    /// - {@code lines}: YAML, for the configuration.
    /// - {@code password}: the one that was made; empty where none was.
    private record Hashed(String account, String lines, String password) {}

    private String generated(String password) {
        return details.isGenerated() ? password : "";
    }

    @Override
    public Integer call() throws CommandFailed {
        AccountDetails.check(number);
        var protocols = details.protocols().orElse(Set.of(Protocol.SIP, Protocol.WEBRTC));
        var mayCall = details.mayCall().orElse(List.of());
        var password = details.password();
        var secret = Secret.of(number, store.config().realm(), password);
        var account = new Account(number, details.name(), secret, protocols, mayCall);
        var out = spec.commandLine().getOut();
        if (json.isAsked()) {
            JsonOption.print(
                    out, new Hashed(number, AccountFile.lines(account), generated(password)));
            return 0;
        }
        if (details.isGenerated()) {
            out.println("# the password is " + password);
        }
        out.print(AccountFile.lines(account));
        out.flush();
        return 0;
    }
}
