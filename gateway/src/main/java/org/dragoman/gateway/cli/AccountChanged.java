package org.dragoman.gateway.cli;

import java.io.PrintWriter;
import java.util.Optional;

/// What became of an account, for programs.
///
/// - {@code change}: added, changed or removed.
/// - {@code password}: the one that was made; empty where none was.
record AccountChanged(String account, String change, String password) {
    static void say(
            JsonOption json,
            PrintWriter out,
            String number,
            String change,
            Optional<String> generated) {
        json.say(
                out,
                "Account %s is %s.%s"
                        .formatted(
                                number,
                                change,
                                generated.map(p -> "\nIts password is " + p).orElse("")),
                new AccountChanged(number, change, generated.orElse("")));
    }
}
