package org.dragoman.gateway.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where commands take passwords from: never from their own words, which others of the machine see.
final class PasswordPrompt {
    private PasswordPrompt() {}

    /// The first line of a file; of standard input for {@code -}.
    static String read(String file) throws CommandFailed {
        try (var in =
                file.equals("-")
                        ? new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))
                        : Files.newBufferedReader(Path.of(file))) {
            return Optional.ofNullable(in.readLine()).orElse("");
        } catch (IOException e) {
            throw new CommandFailed(file + " cannot be read: " + e.getMessage());
        }
    }

    /// Asks whoever sits at the terminal, twice where the password is a new one.
    ///
    /// - {@code otherwise}: what to give where nobody sits there.
    static String asked(boolean isNew, String otherwise) throws CommandFailed {
        var console = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        if (console.isEmpty()) {
            throw new CommandFailed(
                    "Nobody can be asked for the password here: give " + otherwise + ".");
        }
        var once = read(console.get(), "Password: ");
        if (isNew && !once.equals(read(console.get(), "Again: "))) {
            throw new CommandFailed("The two are not the same.");
        }
        return once;
    }

    private static String read(Console console, String prompt) {
        return Optional.ofNullable(console.readPassword(prompt)).map(String::new).orElse("");
    }
}
