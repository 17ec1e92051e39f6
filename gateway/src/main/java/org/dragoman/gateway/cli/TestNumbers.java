package org.dragoman.gateway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.dragoman.gateway.rest.RouteQuestion;

/// A file of calls to try a dial plan with: each line is a number that is called, or who calls,
/// that number, and the number that calls. What is behind a # is a comment.
final class TestNumbers {
    private static final int MOST = 100_000; // lines; more are no list of test numbers
    private static final int WORDS = 3;

    private TestNumbers() {}

    /// - {@code callers}: who calls where a line does not say.
    static List<RouteQuestion> read(Path file, Collection<String> callers) throws CommandFailed {
        var calls = new ArrayList<RouteQuestion>();
        int number = 0;
        for (var line : lines(file)) {
            number++;
            var text = line.replaceFirst("#.*", "").strip();
            if (!text.isEmpty()) {
                calls.addAll(calls(text.split("[\\s,;]+"), callers, file + ":" + number));
            }
        }
        return calls;
    }

    private static List<String> lines(Path file) throws CommandFailed {
        try (var lines = Files.lines(file)) {
            var all = lines.limit(MOST + 1).toList();
            if (all.size() > MOST) {
                throw new CommandFailed(file + " has more than " + MOST + " lines.");
            }
            return all;
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new CommandFailed(file + " cannot be read: " + e.getMessage());
        }
    }

    private static List<RouteQuestion> calls(
            String[] words, Collection<String> callers, String place) throws CommandFailed {
        if (words.length > WORDS) {
            throw new CommandFailed(
                    place + ": a line is NUMBER, or PEER NUMBER, or PEER NUMBER CALLING.");
        }
        if (words.length > 1) {
            var calling = words.length == WORDS ? Optional.of(words[2]) : Optional.<String>empty();
            return List.of(new RouteQuestion(words[0], words[1], calling, Optional.empty()));
        }
        return callers.stream()
                .map(from -> new RouteQuestion(from, words[0], Optional.empty(), Optional.empty()))
                .toList();
    }
}
