package org.dragoman.gateway.route;

import org.dragoman.core.route.RouteService;

/// Somebody outside, and the means to ask no more.
public interface OutsideService extends RouteService, AutoCloseable {
    /// No new call is asked about; what is under way goes on.
    void retire();

    /// The gateway ends.
    @Override
    void close();
}
