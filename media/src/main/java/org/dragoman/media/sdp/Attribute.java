package org.dragoman.media.sdp;

/// An {@code a=} line.
///
/// - {@code value}: what follows the colon; empty for a property attribute ({@code a=sendrecv}).
/// - Source: RFC 8866 §5.13.
public record Attribute(String name, String value) {
    public Attribute {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("an attribute has a name");
        }
    }

    public static Attribute flag(String name) {
        return new Attribute(name, "");
    }

    /// Attribute names compare without regard to case: seen capitalised in the field.
    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    /// The line without its {@code a=}.
    String line() {
        return value.isEmpty() ? name : name + ":" + value;
    }

    /// For people: a key is not shown.
    @Override
    public String toString() {
        return is(CryptoLine.NAME) || is("ice-pwd") ? name + ":(not shown)" : line();
    }
}
