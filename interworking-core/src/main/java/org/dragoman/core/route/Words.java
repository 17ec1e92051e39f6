package org.dragoman.core.route;

import java.util.Locale;

/// Constants as people read and write them.
final class Words {
    private Words() {}

    /// {@code NETWORK_SPECIFIC} is {@code network-specific}.
    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
