package org.dragoman.gateway.rest;

/// Why something was not done.
record ErrorView(@Meaning("One sentence.") String error) {}
