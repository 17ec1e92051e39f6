package org.dragoman.core.route;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What is known by the beginnings of numbers: a tree with a level for each character, in arrays,
/// so that a hundred thousand beginnings take a few megabytes and are walked without garbage.
/// Filled once, then only read.
public final class PrefixTable<V> {
    private static final int NONE = -1;

    private char[] character = new char[16];
    private int[] child = new int[16];
    private int[] sibling = new int[16];
    private final List<Optional<V>> values = new ArrayList<>();
    private int entries;

    public PrefixTable() {
        node('\0');
    }

    /// How many beginnings it knows.
    public int size() {
        return entries;
    }

    private int node(char c) {
        int at = values.size();
        if (at == character.length) {
            character = Arrays.copyOf(character, 2 * at);
            child = Arrays.copyOf(child, 2 * at);
            sibling = Arrays.copyOf(sibling, 2 * at);
        }
        character[at] = c;
        child[at] = NONE;
        sibling[at] = NONE;
        values.add(Optional.empty());
        return at;
    }

    private int below(int node, char c) {
        int at = child[node];
        while (at != NONE && character[at] != c) {
            at = sibling[at];
        }
        return at;
    }

    /// Enters a value; what was there before for the same beginning is returned and replaced.
    public Optional<V> put(String prefix, V value) {
        int at = 0;
        for (int i = 0; i < prefix.length(); i++) {
            int next = below(at, prefix.charAt(i));
            if (next == NONE) {
                next = node(prefix.charAt(i));
                sibling[next] = child[at];
                child[at] = next;
            }
            at = next;
        }
        var before = values.set(at, Optional.of(value));
        entries += before.isEmpty() ? 1 : 0;
        return before;
    }

    /// The value of exactly this beginning.
    public Optional<V> get(String prefix) {
        int at = find(prefix);
        return at == NONE ? Optional.empty() : values.get(at);
    }

    private int find(String prefix) {
        int at = 0;
        for (int i = 0; i < prefix.length() && at != NONE; i++) {
            at = below(at, prefix.charAt(i));
        }
        return at;
    }

    /// The value of the longest beginning of this number.
    public Optional<V> longest(String number) {
        Optional<V> best = values.getFirst();
        int at = 0;
        for (int i = 0; i < number.length(); i++) {
            at = below(at, number.charAt(i));
            if (at == NONE) {
                return best;
            }
            if (values.get(at).isPresent()) {
                best = values.get(at);
            }
        }
        return best;
    }

    /// The values of all beginnings of this number, the shortest first.
    void along(String number, Consumer<V> consumer) {
        values.getFirst().ifPresent(consumer);
        int at = 0;
        for (int i = 0; i < number.length(); i++) {
            at = below(at, number.charAt(i));
            if (at == NONE) {
                return;
            }
            values.get(at).ifPresent(consumer);
        }
    }

    /// Whether there are longer beginnings that begin with this one.
    boolean goesOnFrom(String prefix) {
        int at = find(prefix);
        return at != NONE && child[at] != NONE;
    }

    /// The values of all longer beginnings that begin with this one.
    void below(String prefix, Consumer<V> consumer) {
        int at = find(prefix);
        if (at != NONE) {
            walk(child[at], consumer);
        }
    }

    // as deep as the longest prefix; siblings are a loop
    private void walk(int from, Consumer<V> consumer) {
        for (int at = from; at != NONE; at = sibling[at]) {
            values.get(at).ifPresent(consumer);
            walk(child[at], consumer);
        }
    }
}
