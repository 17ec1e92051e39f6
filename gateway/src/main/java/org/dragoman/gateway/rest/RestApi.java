package org.dragoman.gateway.rest;

import static org.dragoman.gateway.rest.Operation.answers;

import java.time.DateTimeException;
import java.time.Instant;
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

    private static final ErrorView NOBODY =
            new ErrorView("There is neither a peer nor an account of that name.", "from");

    private static final Operation EXPLAIN =
            new Operation(
                    Scope.READ,
                    "POST",
                    "/routes/explain",
                    "explainRoute",
                    "Where a call would go and why: a dry run by the same code and the same state"
                            + " as real calls. Nobody is called.",
                    Optional.of(
                            new Operation.Order(
                                    Orders.Explain.class,
                                    "{\"from\": \"1001\", \"to\": \"84951234567\"}")),
                    answers(
                            Answer.one(RouteView.class, "The way through the rules."),
                            Answer.badRequest(),
                            Answer.error(404, NOBODY)),
                    (control, asked) -> explain(control, asked.order(Orders.Explain.class)));

    private static final Operation ASKED =
            new Operation(
                    Scope.READ,
                    "GET",
                    "/routes/asked",
                    "askedRoutes",
                    "What the last calls that ended asked of the dial plan, newest first: each can"
                            + " be asked again.",
                    answers(Answer.many(AskedView.class, "The calls' questions.")),
                    (control, _) -> Reply.ok(control.asked()));

    private static final Operation RELOAD =
            new Operation(
                    Scope.CONTROL,
                    "POST",
                    "/configuration/reload",
                    "reload",
                    "Read the configuration again: all of the new one holds, or none of it, and"
                            + " calls go on. The dial plan, groups, limits and rates of peers, how"
                            + " their calls are treated, and the log can change so; what else"
                            + " changed is named.",
                    answers(Answer.one(ReloadView.class, "What became of it.")),
                    (control, _) -> Reply.ok(control.reload()));

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
                            List.of(GATEWAY, EXPLAIN, ASKED, RELOAD),
                            DrainOperations.ALL,
                            CallOperations.ALL,
                            AccountOperations.ALL,
                            RecordOperations.ALL,
                            List.of(WireOperation.WIRE, HAPPENINGS, DESCRIPTION))
                    .flatMap(List::stream)
                    .toList();

    private RestApi() {}

    private static Reply explain(GatewayControl control, Orders.Explain order) {
        try {
            var at = order.at().map(Instant::parse);
            var question = new RouteQuestion(order.from(), order.to(), order.calling(), at);
            return control.explain(question).map(Reply::ok).orElse(Reply.missing(NOBODY));
        } catch (DateTimeException none) {
            return new Reply(400, Optional.of(new ErrorView("There is no such time.", "at")));
        }
    }
}
