package org.dragoman.rules;

import java.util.List;

/// A table that breaks its own rules, with every mistake in it as {@code file:line: what}.
public final class BadTable extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    BadTable(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
