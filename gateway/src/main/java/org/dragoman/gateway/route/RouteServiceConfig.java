package org.dragoman.gateway.route;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// A web server of the operator that rules may ask.
///
/// - {@code patience}: for its whole answer.
/// - {@code token}: shown to it as a bearer's.
public record RouteServiceConfig(String name, URI url, Duration patience, Optional<String> token) {}
