package org.dragoman.gateway;

import java.time.InstantSource;
import java.util.Optional;
import org.dragoman.core.account.LoginGuard;
import org.dragoman.core.account.Registrations;
import org.dragoman.core.log.CallSnapshot;
import org.dragoman.gateway.account.AccountConfig;
import org.dragoman.gateway.account.LiveAccounts;
import org.dragoman.gateway.config.AccountReader;
import org.dragoman.gateway.history.HistoryFolder;
import org.dragoman.gateway.history.HistoryKeeper;
import org.dragoman.webrtc.CallHistory;

/// Those who log in, whatever the protocol: who they are, where they are now, and who guesses at
/// their passwords.
///
/// - {@code past}: keeps the calls they had, where that is wanted.
record People(
        LiveAccounts accounts,
        Registrations registrations,
        LoginGuard logins,
        Optional<HistoryFolder> past)
        implements AutoCloseable {

    static People start(AccountConfig config, InstantSource time) {
        return new People(
                LiveAccounts.start(config, AccountReader.tolerant(config)),
                new Registrations(time),
                new LoginGuard(LoginGuard.Limits.DEFAULT, time),
                Optional.of(config)
                        .filter(c -> c.history() > 0)
                        .map(c -> HistoryFolder.start(c.historyFolder(), c.history())));
    }

    /// The calls they had, for pages.
    CallHistory history() {
        return past.<CallHistory>map(folder -> folder).orElse(CallHistory.NONE);
    }

    /// Enters a call that ended.
    void ended(CallSnapshot call) {
        past.ifPresent(folder -> new HistoryKeeper(accounts, folder).accept(call));
    }

    @Override
    public void close() {
        accounts.close();
        past.ifPresent(HistoryFolder::close);
    }
}
