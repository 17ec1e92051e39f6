package org.dragoman.asn1.per;

import java.util.ArrayList;
import java.util.List;

/// Extension additions of a SEQUENCE that our schema does not have yet, as they came.
///
/// They are kept so that a message can be handed on unchanged. Beside them this remembers how wide
/// the sender's extension bitmap was, which is not part of the value (two values that differ only
/// in it are equal) but makes a decoded message encode to the same bits again, whatever version of
/// the schema its sender had.
///
/// Source: ITU-T X.691 §19.7 to §19.9.
public final class UnknownExtensions {
    /// One addition: its place in the extension bitmap, from 0, and its encoding.
    public record Addition(int index, Octets bytes) {
        public Addition {
            if (index < 0) {
                throw new IllegalArgumentException("an addition at " + index);
            }
        }
    }

    private static final UnknownExtensions[] EMPTY = new UnknownExtensions[65];

    static {
        for (int width = 0; width < EMPTY.length; width++) {
            EMPTY[width] = new UnknownExtensions(width, List.of());
        }
    }

    /// No unknown additions.
    public static final UnknownExtensions NONE = EMPTY[0];

    final int width;
    private final List<Addition> additions;

    private UnknownExtensions(int width, List<Addition> additions) {
        this.width = width;
        this.additions = additions;
    }

    static UnknownExtensions of(int width, List<Addition> additions) {
        if (additions.isEmpty() && width < EMPTY.length) {
            return EMPTY[width];
        }
        return new UnknownExtensions(width, List.copyOf(additions));
    }

    /// The additions from {@code known} on of a bitmap that begins at a bit of the PDU.
    static UnknownExtensions read(PerReader in, int bitmap, int count, int known)
            throws MalformedPdu {
        if (count <= known) {
            return of(count, List.of());
        }
        List<Addition> additions = List.of();
        for (int i = known; i < count; i++) {
            if (in.bitAt(bitmap + i)) {
                if (additions.isEmpty()) {
                    additions = new ArrayList<>();
                }
                in.take(48);
                additions.add(new Addition(i, in.openOctets()));
            }
        }
        in.take(64);
        return of(count, additions);
    }

    /// In the order of their index.
    public List<Addition> additions() {
        return additions;
    }

    public boolean isEmpty() {
        return additions.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnknownExtensions u && additions.equals(u.additions);
    }

    @Override
    public int hashCode() {
        return additions.hashCode();
    }

    @Override
    public String toString() {
        return additions.toString();
    }
}
