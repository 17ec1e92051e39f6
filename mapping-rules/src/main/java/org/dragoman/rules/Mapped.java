package org.dragoman.rules;

/// What a table says, with the row that says it.
public record Mapped<T>(T value, Row row) {
    /// One line for the decisions of a call.
    public String why() {
        return row.toString();
    }
}
