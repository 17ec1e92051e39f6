package org.dragoman.gateway.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects the mistakes of one file, so that one run shows all of them.
final class Problems {
    private static final int SHOWN = 100; // problems; a file with more is not a configuration

    private final String file;
    private final List<Problem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    void add(int line, String key, String text) {
        if (found.size() < SHOWN) {
            found.add(new Problem(file, line, key, text));
        }
    }

    /// All of them, in the order of the file.
    List<Problem> inOrder() {
        return found.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
    }
}
