package org.dragoman.gateway.account;

import java.nio.file.Path;
import java.util.List;
import org.dragoman.core.account.Account;
import org.dragoman.sip.RegistrarConfig;

/// Who may log in.
///
/// - {@code realm}: what all secrets are made for.
/// - {@code file}: where {@code dragoman account} keeps accounts.
/// - {@code fixed}: those of the configuration itself.
public record AccountConfig(
        String realm, Path file, List<Account> fixed, RegistrarConfig registrar) {
    public AccountConfig {
        fixed = List.copyOf(fixed);
    }
}
