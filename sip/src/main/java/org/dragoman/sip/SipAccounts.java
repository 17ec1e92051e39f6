package org.dragoman.sip;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.dragoman.core.account.Accounts;
import org.dragoman.core.account.LoginGuard;
import org.dragoman.core.account.Registrations;
import org.dragoman.core.time.Timers;

/// Who may log in by SIP, and where it is kept who did. The gateway shares all of it with the other
/// protocols.
public record SipAccounts(
        Accounts accounts,
        Registrations registrations,
        LoginGuard guard,
        RegistrarConfig registrar,
        Timers timers) {

    /// Nobody may.
    static SipAccounts none(InstantSource time) {
        return new SipAccounts(
                Accounts.NONE,
                new Registrations(time),
                new LoginGuard(LoginGuard.Limits.DEFAULT, time),
                RegistrarConfig.STANDARD,
                new Never(time));
    }

    /// Where nobody registers, nothing is ever due.
    private record Never(InstantSource time) implements Timers {
        @Override
        public Instant instant() {
            return time.instant();
        }

        @Override
        public Alarm after(Duration delay, Runnable task) {
            return () -> {};
        }
    }
}
