package org.dragoman.rules;

import java.util.List;
import java.util.stream.Collectors;

/// A table that breaks its own rules, with every mistake in it.
public final class BadTable extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    /// What is wrong, and where.
    public record Mistake(String file, int line, String what) {
        @Override
        public String toString() {
            return file + ":" + line + ": " + what;
        }
    }

    BadTable(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
        this.mistakes = List.copyOf(mistakes);
    }

    static BadTable at(String file, int line, String what) {
        return new BadTable(List.of(new Mistake(file, line, what)));
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }

    /// Each as {@code file:line: what}.
    public List<String> problems() {
        return mistakes.stream().map(Mistake::toString).toList();
    }
}
