package org.dragoman.core.account;

import java.util.List;
import java.util.Optional;

/// The accounts as they are now: they may change while the gateway runs. Safe from any thread;
/// must not block.
public interface Accounts {
    /// There are none.
    Accounts NONE =
            new Accounts() {
                @Override
                public String realm() {
                    return "dragoman";
                }

                @Override
                public Optional<Account> find(String number) {
                    return Optional.empty();
                }

                @Override
                public List<Account> all() {
                    return List.of();
                }
            };

    /// What digest challenges name: the realm that all secrets are made for.
    String realm();

    Optional<Account> find(String number);

    List<Account> all();
}
