package org.dragoman.core.route;

/// Somebody outside who is asked where a call goes: a program of the operator.
public interface RouteService {
    /// Asks; returns at once. The call is given a reply, or is led ({@link AskedCall#lead}), in
    /// bounded time, by any thread.
    void ask(AskedCall call, RouteQuery query);
}
