package org.dragoman.asn1.per;

/// The one value of the ASN.1 type NULL: it says something only by being present.
public enum Null {
    NULL
}
