package org.dragoman.asn1.schema;

/// Where something stands in a schema file; lines count from 1.
record Place(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
