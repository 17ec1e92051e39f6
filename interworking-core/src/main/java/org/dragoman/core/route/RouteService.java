package org.dragoman.core.route;

import java.util.function.Consumer;

/// Somebody outside who is asked where a call goes: a program of the operator.
public interface RouteService {
    /// Asks; returns at once.
    ///
    /// - {@code call}: the call's id.
    /// - {@code answer}: is told once, on any thread, in bounded time.
    void ask(String call, RouteQuery query, Consumer<ServiceReply> answer);
}
