package org.dragoman.gateway.rest;

/// A call that was begun.
record BegunView(@Meaning("Names the call: 12 hexadecimal digits.") String id) {}
