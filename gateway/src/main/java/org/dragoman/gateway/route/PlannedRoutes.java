package org.dragoman.gateway.route;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.Accounts;
import org.dragoman.core.route.TrunkStates;
import org.dragoman.gateway.account.AccountFile;
import org.dragoman.gateway.config.AccountReader;
import org.dragoman.gateway.config.Configuration;
import org.dragoman.rules.Mappings;

/// The routes of a configuration by which no gateway runs: no peer has calls.
public final class PlannedRoutes {
    private PlannedRoutes() {}

    public static DryRun of(Configuration configuration) {
        var accounts = new Listed(configuration.accounts().realm(), accounts(configuration));
        try (var maker =
                new RouteMaker(accounts, TrunkStates.IDLE, Mappings.load().dialStatuses())) {
            return new DryRun(
                    accounts,
                    maker.routes(configuration),
                    configuration.protocols(),
                    UnaryOperator.identity());
        }
    }

    private static Map<String, Account> accounts(Configuration configuration) {
        var config = configuration.accounts();
        var all = new LinkedHashMap<String, Account>();
        config.fixed().forEach(a -> all.put(a.number(), a));
        try {
            AccountReader.of(config)
                    .accounts(new AccountFile(config.file()).text())
                    .forEach(a -> all.putIfAbsent(a.number(), a));
        } catch (IOException unreadable) {
            return all; // nobody can log in by it either
        }
        return all;
    }

    private record Listed(String realm, Map<String, Account> byNumber) implements Accounts {
        @Override
        public Optional<Account> find(String number) {
            return Optional.ofNullable(byNumber.get(number));
        }

        @Override
        public List<Account> all() {
            return List.copyOf(byNumber.values());
        }
    }
}
