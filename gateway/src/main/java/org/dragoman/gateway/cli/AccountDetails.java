package org.dragoman.gateway.cli;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.Account.Protocol;
import org.dragoman.core.route.NumberPattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// What is said of an account on the command line.
final class AccountDetails {
    private static final String LETTERS =
            "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int GENERATED = 16; // letters: 92 bits
    private static final String OTHERWISE =
            "--password-file FILE (- for standard input) or --generate-password";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What those whom it calls are shown.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--protocol",
            paramLabel = "PROTOCOL",
            split = ",",
            description =
                    "By which it may log in: sip, webrtc (a browser), h323, rtmp (default: sip,"
                            + " webrtc).")
    private List<String> protocols = List.of();

    @Option(
            names = "--may-call",
            paramLabel = "PATTERN",
            split = ",",
            description =
                    "Numbers it may call beside those of other accounts: a number, the beginning"
                            + " of one as 810*, or * for any; \"none\" takes all back.")
    private List<String> mayCall = List.of();

    @ArgGroup private Password password = new Password();

    /// Where the password comes from.
    static final class Password {
        @Option(
                names = "--password-file",
                paramLabel = "FILE",
                description = "A file with the password in its first line; - is standard input.")
        private Optional<String> file = Optional.empty();

        @Option(
                names = "--generate-password",
                description = "Makes a password and prints it, this once.")
        private boolean generate;
    }

    AccountDetails() {}

    Optional<String> name() {
        return name;
    }

    boolean setsPassword() {
        return password.file.isPresent() || password.generate;
    }

    boolean isGenerated() {
        return password.generate;
    }

    boolean setsAnything() {
        return setsPassword() || name.isPresent() || !protocols.isEmpty() || !mayCall.isEmpty();
    }

    Optional<Set<Protocol>> protocols() throws CommandFailed {
        if (protocols.isEmpty()) {
            return Optional.empty();
        }
        var found = new LinkedHashSet<Protocol>();
        for (var word : protocols) {
            found.add(
                    Arrays.stream(Protocol.values())
                            .filter(p -> p.word().equals(word))
                            .findFirst()
                            .orElseThrow(() -> new CommandFailed("No protocol is called " + word)));
        }
        return Optional.of(found);
    }

    Optional<List<NumberPattern>> mayCall() throws CommandFailed {
        if (mayCall.isEmpty()) {
            return Optional.empty();
        }
        if (mayCall.equals(List.of("none"))) {
            return Optional.of(List.of());
        }
        var found = new java.util.ArrayList<NumberPattern>();
        for (var text : mayCall) {
            found.add(
                    NumberPattern.parse(text)
                            .orElseThrow(() -> new CommandFailed("No pattern: " + text)));
        }
        return Optional.of(found);
    }

    /// The password: made, read, or asked for.
    String password() throws CommandFailed {
        var given =
                password.generate
                        ? generated()
                        : password.file.isPresent()
                                ? PasswordPrompt.read(password.file.get())
                                : PasswordPrompt.asked(true, OTHERWISE);
        if (given.isEmpty()) {
            throw new CommandFailed("A password has at least one character.");
        }
        return given;
    }

    private static String generated() {
        var random = new SecureRandom();
        var made = new StringBuilder();
        for (int i = 0; i < GENERATED; i++) {
            made.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return made.toString();
    }

    /// - Errors: it can be no account's number.
    static void check(String number) throws CommandFailed {
        if (!Account.isNumber(number)) {
            throw new CommandFailed("An account's number is 1 to 32 digits: " + number);
        }
    }
}
