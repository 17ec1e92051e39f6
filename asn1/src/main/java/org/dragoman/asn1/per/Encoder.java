package org.dragoman.asn1.per;

/// Writes one value of a type; how generated code names the element of a SEQUENCE OF.
@FunctionalInterface
public interface Encoder<T> {
    void encode(T value, PerWriter out);
}
