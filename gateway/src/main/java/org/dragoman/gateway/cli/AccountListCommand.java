package org.dragoman.gateway.cli;

import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.Account.Protocol;
import org.dragoman.core.route.NumberPattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// {@code dragoman account list}.
@Command(name = "list", description = "Show the accounts.", mixinStandardHelpOptions = true)
final class AccountListCommand implements Callable<Integer> {
    private static final String ROW = "%-12s  %-20s  %-12s  %s%n";

    @Spec private CommandSpec spec;
    @Mixin private AccountStore store;

    AccountListCommand() {}

    @Override
    public Integer call() throws CommandFailed {
        var config = store.config();
        var kept = store.read(config);
        var out = spec.commandLine().getOut();
        if (kept.isEmpty() && config.fixed().isEmpty()) {
            out.println("There are no accounts: dragoman account add NUMBER makes one.");
            return 0;
        }
        out.printf(ROW, "NUMBER", "NAME", "BY", "MAY CALL");
        config.fixed().forEach(a -> print(a, config.realm()));
        kept.stream()
                .filter(a -> config.fixed().stream().noneMatch(f -> f.number().equals(a.number())))
                .forEach(a -> print(a, config.realm()));
        return 0;
    }

    private void print(Account account, String realm) {
        var mayCall =
                account.mayCall().isEmpty()
                        ? "accounts"
                        : "accounts, "
                                + account.mayCall().stream()
                                        .map(NumberPattern::written)
                                        .collect(Collectors.joining(", "));
        var barred =
                account.secret().realm().equals(realm)
                        ? ""
                        : "  (its password is for another realm: set it again)";
        spec.commandLine()
                .getOut()
                .printf(
                        ROW,
                        account.number(),
                        account.name().orElse(""),
                        account.protocols().stream()
                                .map(Protocol::word)
                                .sorted()
                                .collect(Collectors.joining(",")),
                        mayCall + barred);
    }
}
