package org.dragoman.gateway.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects the mistakes of one file, and of those it names, so that one run shows all of them.
public final class Problems {
    private static final int SHOWN = 100; // problems; a file with more is not a configuration

    private final String file;
    private final List<Problem> found = new ArrayList<>();
    private final List<Problem> advice = new ArrayList<>();

    public Problems(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    public void add(int line, String key, String text) {
        addIn(file, line, key, text);
    }

    /// Adds a mistake in a file that this one names.
    void addIn(String other, int line, String key, String text) {
        if (found.size() < SHOWN) {
            found.add(new Problem(other, line, key, text));
        }
    }

    /// Adds what is allowed, and still hardly meant.
    void advise(int line, String key, String text) {
        if (advice.size() < SHOWN) {
            advice.add(new Problem(file, line, key, text));
        }
    }

    /// All mistakes, in the order of the file; then those of the files it names.
    public List<Problem> inOrder() {
        return sorted(found);
    }

    /// All advice, likewise.
    List<Problem> advice() {
        return sorted(advice);
    }

    private List<Problem> sorted(List<Problem> all) {
        return all.stream()
                .sorted(
                        Comparator.comparing((Problem p) -> !p.file().equals(file))
                                .thenComparing(Problem::file)
                                .thenComparingInt(Problem::line))
                .toList();
    }
}
