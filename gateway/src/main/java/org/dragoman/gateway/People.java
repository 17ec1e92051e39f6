package org.dragoman.gateway;

import java.time.InstantSource;
import org.dragoman.core.account.LoginGuard;
import org.dragoman.core.account.Registrations;
import org.dragoman.gateway.account.AccountConfig;
import org.dragoman.gateway.account.LiveAccounts;
import org.dragoman.gateway.config.AccountReader;

/// Those who log in, whatever the protocol: who they are, where they are now, and who guesses at
/// their passwords.
record People(LiveAccounts accounts, Registrations registrations, LoginGuard logins)
        implements AutoCloseable {

    static People start(AccountConfig config, InstantSource time) {
        return new People(
                LiveAccounts.start(config, AccountReader.of(config)),
                new Registrations(time),
                new LoginGuard(LoginGuard.Limits.DEFAULT, time));
    }

    @Override
    public void close() {
        accounts.close();
    }
}
