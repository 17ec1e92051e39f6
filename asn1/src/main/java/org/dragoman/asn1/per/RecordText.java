package org.dragoman.asn1.per;

import java.util.Optional;

/// The `toString` of generated records: what is present, by name.
public final class RecordText {
    private final StringBuilder text = new StringBuilder();
    private boolean empty = true;

    public RecordText(String name) {
        text.append(name).append('{');
    }

    /// Adds a component, unless it is absent.
    public RecordText add(String name, Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? add(name, optional.get()) : this;
        }
        if (value instanceof UnknownExtensions extensions && extensions.isEmpty()) {
            return this;
        }
        text.append(empty ? "" : ", ").append(name).append('=').append(value);
        empty = false;
        return this;
    }

    @Override
    public String toString() {
        return text + "}";
    }
}
