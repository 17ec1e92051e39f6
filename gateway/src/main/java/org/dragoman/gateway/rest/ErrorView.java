package org.dragoman.gateway.rest;

/// Why something was not done.
record ErrorView(
        @Meaning("One sentence.") String error,
        @Meaning("The field of the request that is wrong; empty where it is no single one.")
                String field) {
    ErrorView(String error) {
        this(error, "");
    }
}
