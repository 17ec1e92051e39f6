package org.dragoman.gateway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.dragoman.core.account.Account;
import org.dragoman.gateway.account.AccountConfig;
import org.dragoman.gateway.account.AccountFile;
import org.dragoman.gateway.config.AccountReader;
import org.dragoman.gateway.config.ConfigurationReader;
import org.dragoman.gateway.history.HistoryFolder;
import org.dragoman.rules.Mappings;
import picocli.CommandLine.Option;

/// The accounts that commands change.
final class AccountStore {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The configuration that names the realm and the file of the accounts (default: "
                            + ConfigFile.USUAL
                            + ", if there is one).")
    private Optional<Path> file = Optional.empty();

    AccountStore() {}

    AccountConfig config() throws CommandFailed {
        var reader = new ConfigurationReader(Mappings.load());
        var chosen = file.or(ConfigFile::usual);
        if (chosen.isEmpty()) {
            return reader.embedded().accounts();
        }
        var outcome = ConfigFile.read(reader, chosen.get());
        if (!outcome.problems().isEmpty()) {
            throw new CommandFailed(
                    outcome.problems().getFirst()
                            + "\nThe configuration has mistakes: see dragoman check "
                            + chosen.get());
        }
        return outcome.configuration().accounts();
    }

    List<Account> read(AccountConfig config) throws CommandFailed {
        try {
            return AccountReader.of(config).accounts(new AccountFile(config.file()).text());
        } catch (IOException e) {
            throw new CommandFailed(why(e));
        }
    }

    /// Puts an account in, in place of the one with its number.
    ///
    /// - {@code make}: gets the one that is there, and gives what is to be there.
    void put(AccountConfig config, String number, UnaryOperator<Optional<Account>> make)
            throws CommandFailed {
        change(
                config,
                accounts -> {
                    var after = new ArrayList<>(accounts);
                    var before =
                            accounts.stream().filter(a -> a.number().equals(number)).findFirst();
                    var made = make.apply(before);
                    before.ifPresent(after::remove);
                    made.ifPresent(
                            a -> after.add(before.map(accounts::indexOf).orElse(after.size()), a));
                    return after;
                });
    }

    private static void change(AccountConfig config, AccountFile.Change change)
            throws CommandFailed {
        try {
            new AccountFile(config.file()).change(AccountReader.of(config), change);
        } catch (IOException e) {
            throw new CommandFailed(why(e));
        }
    }

    /// Forgets the calls of an account: whoever gets its number does not see them.
    void forget(AccountConfig config, String number) throws CommandFailed {
        try {
            Files.deleteIfExists(HistoryFolder.file(config.historyFolder(), number));
        } catch (IOException e) {
            throw new CommandFailed(
                    "The calls of " + number + " cannot be forgotten: " + e.getMessage());
        }
    }

    private static String why(IOException e) {
        return "The accounts cannot be read or written: " + e.getMessage();
    }
}
