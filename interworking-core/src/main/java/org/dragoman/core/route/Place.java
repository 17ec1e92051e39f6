package org.dragoman.core.route;

/// Where something stands in the operator's files; lines count from 1.
public record Place(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
