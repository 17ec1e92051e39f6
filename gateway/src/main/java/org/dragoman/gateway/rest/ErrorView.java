package org.dragoman.gateway.rest;

/// Why something was not done.
record ErrorView(
        @Meaning("One sentence.") String error,
        @Meaning("The field of the request that is wrong; empty where it is no single one.")
                String field) {
    /// Of a path that nothing is at.
    static final ErrorView NOTHING = new ErrorView("There is nothing here.");

    ErrorView(String error) {
        this(error, "");
    }
}
