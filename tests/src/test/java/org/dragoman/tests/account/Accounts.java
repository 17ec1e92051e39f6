package org.dragoman.tests.account;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.Account.Protocol;
import org.dragoman.core.account.Secret;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.gateway.account.AccountFile;

/// The accounts of a gateway under test.
final class Accounts {
    static final String REALM = "dragoman";

    private Accounts() {}

    static String password(String number) {
        return "word-of-" + number;
    }

    /// The part of the configuration with these accounts, which may call numbers beginning with 6.
    static String of(String... numbers) {
        return by("sha-256, md5", numbers);
    }

    /// - {@code digests}: that are offered.
    static String by(String digests, String... numbers) {
        return "accounts:\n"
                + "  realm: "
                + REALM
                + "\n  digests: ["
                + digests
                + "]\n  list:\n"
                + Arrays.stream(numbers)
                        .map(Accounts::account)
                        .map(AccountFile::lines)
                        .map(lines -> lines.replaceAll("(?m)^", "  ").stripTrailing() + "\n")
                        .collect(Collectors.joining());
    }

    private static Account account(String number) {
        return new Account(
                number,
                Optional.of("Account " + number),
                Secret.of(number, REALM, password(number)),
                Set.of(Protocol.SIP, Protocol.WEBRTC),
                List.of(NumberPattern.prefix("6")));
    }
}
