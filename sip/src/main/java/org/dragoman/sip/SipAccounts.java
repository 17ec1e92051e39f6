package org.dragoman.sip;

import java.time.InstantSource;
import org.dragoman.core.account.Accounts;
import org.dragoman.core.account.LoginGuard;
import org.dragoman.core.account.Registrations;

/// Who may log in by SIP, and where it is kept who did. The gateway shares all of it with the other
/// protocols.
public record SipAccounts(
        Accounts accounts,
        Registrations registrations,
        LoginGuard guard,
        RegistrarConfig registrar) {

    /// Nobody may.
    static SipAccounts none(InstantSource time) {
        return new SipAccounts(
                Accounts.NONE,
                new Registrations(time),
                new LoginGuard(LoginGuard.Limits.DEFAULT, time),
                RegistrarConfig.STANDARD);
    }
}
