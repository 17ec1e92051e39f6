package org.dragoman.asn1.schema;

/// Something wrong in a schema file, or in it but not supported by this compiler.
final class SchemaProblem extends Exception {
    private static final long serialVersionUID = 1L;

    SchemaProblem(Place place, String text) {
        super(place + ": " + text, null, false, false);
    }
}
