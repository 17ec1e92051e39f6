package org.dragoman.rules;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Looks up in tables of which the loader has made sure that they have a row for the rest.
final class Rows {
    private Rows() {}

    /// The row of the first key that has one; the last key is that of the rest.
    static <K, V> Mapped<V> first(Map<K, Mapped<V>> table, List<K> keys) {
        for (var key : keys) {
            var found = table.get(key);
            if (found != null) {
                return found;
            }
        }
        throw new IllegalStateException("a table without default was let in");
    }

    /// A table as it is written.
    static List<Row> written(Collection<? extends Mapped<?>> mapped) {
        return mapped.stream().map(Mapped::row).sorted(Comparator.comparingInt(Row::line)).toList();
    }
}
