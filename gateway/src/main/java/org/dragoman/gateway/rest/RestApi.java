package org.dragoman.gateway.rest;

import static org.dragoman.gateway.rest.Operation.answers;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dragoman.gateway.rest.Operation.Answer;
import org.dragoman.gateway.rest.Operation.Body;

/// The REST interface as one table. The routes are made of it, and so is its description
/// ({@link OpenApi}): what is not in here is not answered.
final class RestApi {
    /// In front of every path.
    static final String BASE = "/api/v1";

    /// Where what happens to calls is told.
    static final String EVENTS = "/events";

    private static final Operation GATEWAY =
            new Operation(
                    Scope.READ,
                    "GET",
                    "/gateway",
                    "gateway",
                    "What runs, where it listens, and which peers it has.",
                    answers(Answer.one(GatewayView.class, "The gateway.")),
                    (control, _) -> Reply.ok(control.gateway()));

    private static final Operation HAPPENINGS =
            new Operation(
                    Scope.READ,
                    "GET",
                    EVENTS,
                    "events",
                    "What happens to calls from now on, as server-sent events: the name of"
                            + " each is its kind, the data an Event. Who reads too slowly"
                            + " is let go.",
                    answers(
                            new Answer(
                                    200,
                                    "The events, until either side has enough.",
                                    Optional.of(new Body(EventView.class, false))),
                            new Answer(503, "Too many listen already.", Optional.empty())),
                    (_, _) -> new Reply(200, Optional.empty()));

    private static final Operation DESCRIPTION =
            new Operation(
                    Scope.READ,
                    "GET",
                    "/openapi.json",
                    "description",
                    "This description.",
                    answers(
                            new Answer(
                                    200,
                                    "OpenAPI 3.1.",
                                    Optional.of(new Body(Object.class, false)))),
                    (_, _) -> Reply.ok(OpenApi.description()));

    static final List<Operation> OPERATIONS =
            Stream.of(
                            List.of(GATEWAY),
                            CallOperations.ALL,
                            AccountOperations.ALL,
                            List.of(WireOperation.WIRE, HAPPENINGS, DESCRIPTION))
                    .flatMap(List::stream)
                    .toList();

    private RestApi() {}
}
