package org.dragoman.asn1.per;

/// Reads one value of a type; how generated code names the element of a SEQUENCE OF.
@FunctionalInterface
public interface Decoder<T> {
    T decode(PerReader in) throws MalformedPdu;
}
