package org.dragoman.core.route;

/// What a {@link RouteService} says.
public sealed interface ServiceReply {
    /// One line for the decisions of the call.
    String why();

    /// It said something.
    record Advised(Advice advice, String why) implements ServiceReply {}

    /// It said nothing in time, or nothing that can be understood: the rules behind decide.
    record Silent(String why) implements ServiceReply {}
}
