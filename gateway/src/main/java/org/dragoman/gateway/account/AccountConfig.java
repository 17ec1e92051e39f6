package org.dragoman.gateway.account;

import java.nio.file.Path;
import java.util.List;
import org.dragoman.core.account.Account;
import org.dragoman.core.call.CodecPolicy;
import org.dragoman.sip.RegistrarConfig;

/// Who may log in.
///
/// - {@code realm}: what all secrets are made for.
/// - {@code file}: where {@code dragoman account} keeps accounts.
/// - {@code fixed}: those of the configuration itself.
/// - {@code codecs}: what they may use, whatever their devices.
/// - {@code history}: how many calls of each account are kept; 0 for none.
public record AccountConfig(
        String realm,
        Path file,
        List<Account> fixed,
        RegistrarConfig registrar,
        CodecPolicy codecs,
        int history) {
    /// Calls of each account that are usually kept.
    public static final int USUAL_HISTORY = 100;

    public AccountConfig {
        fixed = List.copyOf(fixed);
    }

    /// Where the calls of accounts are kept: beside the accounts.
    public Path historyFolder() {
        return file.toAbsolutePath().resolveSibling("history");
    }
}
