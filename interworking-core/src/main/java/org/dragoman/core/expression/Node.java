package org.dragoman.core.expression;

import java.util.List;

/// An expression as it is read.
sealed interface Node {
    /// One character out of these ranges.
    record Chars(Ranges ranges) implements Node {}

    /// One after the other; none is the empty text.
    record Sequence(List<Node> parts) implements Node {
        public Sequence {
            parts = List.copyOf(parts);
        }
    }

    /// One of these, the first that fits being preferred.
    record Either(List<Node> ways) implements Node {
        public Either {
            ways = List.copyOf(ways);
        }
    }

    /// So often.
    ///
    /// - {@code most}: {@link #WITHOUT_END} for any number of times.
    /// - {@code greedy}: whether more is preferred to less.
    record Repeat(Node what, int least, int most, boolean greedy) implements Node {}

    /// What a replacement may name by its number, from 1.
    record Group(Node what, int number) implements Node {}

    int WITHOUT_END = -1;
}
