package org.dragoman.gateway.explain;

/// A message in the words of its protocol.
///
/// - {@code detail}: one line of what matters in it, or empty.
public record Named(String name, String detail) {}
