package org.dragoman.asn1.per;

import java.util.List;
import java.util.Optional;

/// What the constructors of generated records check: a value that exists can be encoded.
///
/// - Errors: IllegalArgumentException throughout.
/// - Source: ITU-T X.680 §51 (constraints).
public final class Check {
    private Check() {}

    public static void range(long value, long lower, long upper) {
        if (value < lower || value > upper) {
            throw new IllegalArgumentException(value + " is outside " + lower + ".." + upper);
        }
    }

    public static void size(int size, int lower, int upper) {
        if (size < lower || size > upper) {
            String range = upper == PerReader.UNBOUNDED ? " or more" : ".." + upper;
            throw new IllegalArgumentException(
                    "a size of " + size + " where " + lower + range + " is allowed");
        }
    }

    /// The same list in an Optional, made immutable.
    public static <T> Optional<List<T>> immutable(Optional<List<T>> list) {
        if (list.isEmpty()) {
            return list;
        }
        List<T> copy = List.copyOf(list.get());
        return copy == list.get() ? list : Optional.of(copy);
    }

    /// What a builder needs before it can build.
    ///
    /// - Errors: IllegalStateException if it was not set.
    public static <T> T required(Optional<T> value, String component) {
        return value.orElseThrow(() -> new IllegalStateException(component + " is not set"));
    }

    /// A mandatory component of an extension group of which another component is there.
    public static <T> T grouped(Optional<T> value, String component) {
        return value.orElseThrow(
                () -> new IllegalArgumentException(component + " is missing in its group"));
    }
}
