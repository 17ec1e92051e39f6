package org.dragoman.gateway.rest;

import java.time.Instant;
import java.util.Optional;

/// A call that nobody makes, to see where it would go.
///
/// - {@code from}: a trunk, or the number of an account.
/// - {@code calling}: the number that calls; for an account its own.
/// - {@code at}: when; else now.
public record RouteQuestion(
        String from, String to, Optional<String> calling, Optional<Instant> at) {}
