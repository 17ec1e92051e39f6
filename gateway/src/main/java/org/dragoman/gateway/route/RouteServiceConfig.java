package org.dragoman.gateway.route;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.dragoman.gateway.agi.AgiConfig;

/// Somebody outside whom rules may ask: a program of the operator.
public sealed interface RouteServiceConfig {
    String name();

    /// A web server.
    ///
    /// - {@code patience}: for its whole answer.
    /// - {@code token}: shown to it as a bearer's.
    record Web(String name, URI url, Duration patience, Optional<String> token)
            implements RouteServiceConfig {}

    /// A script that speaks AGI.
    record Script(AgiConfig agi) implements RouteServiceConfig {
        @Override
        public String name() {
            return agi.name();
        }
    }
}
