package org.dragoman.gateway.rest;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.dragoman.core.call.Side;

/// The REST interface as one table. The routes are made of it, and so is its description
/// ({@link OpenApi}): what is not in here is not answered.
final class RestApi {
    /// In front of every path.
    static final String BASE = "/api/v1";

    /// Where what happens to calls is told.
    static final String EVENTS = "/events";

    /// The path parameter that names a call.
    static final String ID = "id";

    private static final Optional<Body> NONE = Optional.empty();
    private static final ErrorView NO_SUCH_CALL =
            new ErrorView("There is no such call, and it is not among the last that ended.");
    private static final Optional<Body> ERROR = Optional.of(new Body(ErrorView.class, false));
    private static final ErrorView NOBODY_TALKS =
            new ErrorView("Nobody talks in this call now, or its media is just being changed.");
    private static final ErrorView FULL = new ErrorView("The gateway takes no more calls now.");
    private static final ErrorView NOT_IN_PROGRESS =
            new ErrorView("There is no such call in progress.");

    /// What can be answered to a request.
    ///
    /// - {@code status}: of HTTP.
    record Answer(int status, String meaning, Optional<Body> body) {}

    /// JSON in an answer: one of these, or a list of them.
    record Body(Class<?> of, boolean isList) {}

    /// What is answered to one request; nothing where the status says it all.
    record Reply(int status, Optional<Object> body) {
        static Reply ok(Object body) {
            return new Reply(200, Optional.of(body));
        }

        static Reply missing(ErrorView why) {
            return new Reply(404, Optional.of(why));
        }
    }

    /// A request.
    ///
    /// - {@code id}: the path parameter; empty where the path has none.
    /// - {@code order}: what its body says.
    record Asked(String id, Optional<Object> order) {
        <O> O order(Class<O> type) {
            return type.cast(order.orElseThrow());
        }
    }

    /// How a request is met.
    interface Handling {
        Reply reply(GatewayControl control, Asked asked);
    }

    /// What a request says in its body.
    ///
    /// - {@code example}: one that is taken, in JSON.
    record Order(Class<?> of, String example) {}

    /// One row: what may be asked, what it means, what is answered, and how.
    ///
    /// - {@code scope}: of a token that may.
    /// - {@code name}: of the operation, for programs made from the description.
    record Operation(
            Scope scope,
            String method,
            String path,
            String name,
            String summary,
            Optional<Order> order,
            List<Answer> answers,
            Handling handling) {
        Operation(
                Scope scope,
                String method,
                String path,
                String name,
                String summary,
                List<Answer> answers,
                Handling handling) {
            this(scope, method, path, name, summary, Optional.empty(), answers, handling);
        }

        boolean hasId() {
            return path.contains("{" + ID + "}");
        }
    }

    static final List<Operation> OPERATIONS =
            List.of(
                    new Operation(
                            Scope.READ,
                            "GET",
                            "/gateway",
                            "gateway",
                            "What runs, where it listens, and which peers it has.",
                            answers(one(GatewayView.class, "The gateway.")),
                            (control, _) -> Reply.ok(control.gateway())),
                    new Operation(
                            Scope.READ,
                            "GET",
                            "/calls",
                            "calls",
                            "The calls in progress, oldest first.",
                            answers(many(CallView.class, "The calls.")),
                            (control, _) -> Reply.ok(control.calls())),
                    new Operation(
                            Scope.CALL,
                            "POST",
                            "/calls",
                            "begin",
                            "Begin a call between two parties: the first is called, and when it"
                                    + " has answered the second.",
                            Optional.of(
                                    new Order(
                                            Orders.Begin.class,
                                            "{\"from\": \"1001\", \"to\": \"74951234567\"}")),
                            answers(
                                    new Answer(
                                            202,
                                            "The first party is being called.",
                                            Optional.of(new Body(BegunView.class, false))),
                                    badRequest(),
                                    new Answer(503, FULL.error(), ERROR)),
                            (control, asked) -> begin(control, asked.order(Orders.Begin.class))),
                    new Operation(
                            Scope.READ,
                            "GET",
                            "/calls/{id}",
                            "call",
                            "One call, in progress or among the last that ended.",
                            answers(one(CallView.class, "The call."), missing(NO_SUCH_CALL)),
                            (control, asked) ->
                                    control.call(asked.id())
                                            .map(Reply::ok)
                                            .orElse(Reply.missing(NO_SUCH_CALL))),
                    new Operation(
                            Scope.CONTROL,
                            "DELETE",
                            "/calls/{id}",
                            "hangUp",
                            "End a call in progress.",
                            answers(
                                    new Answer(204, "The call is being ended.", NONE),
                                    missing(NOT_IN_PROGRESS)),
                            (control, asked) -> done(control.hangUp(asked.id()))),
                    order(
                            "/calls/{id}/hold",
                            "hold",
                            "Put one side of a call on hold; it hears music where it has any.",
                            new Order(Orders.Hold.class, "{\"party\": \"callee\"}"),
                            (control, asked) ->
                                    control.hold(
                                            asked.id(),
                                            side(asked.order(Orders.Hold.class).party()),
                                            true)),
                    order(
                            "/calls/{id}/resume",
                            "resume",
                            "Take one side of a call off hold.",
                            new Order(Orders.Hold.class, "{\"party\": \"callee\"}"),
                            (control, asked) ->
                                    control.hold(
                                            asked.id(),
                                            side(asked.order(Orders.Hold.class).party()),
                                            false)),
                    order(
                            "/calls/{id}/digits",
                            "digits",
                            "Send digits to one side of a call.",
                            new Order(Orders.Digits.class, "{\"digits\": \"42#\"}"),
                            (control, asked) -> {
                                var order = asked.order(Orders.Digits.class);
                                return control.sendDigits(
                                        asked.id(), side(order.party()), order.digits());
                            }),
                    order(
                            "/calls/{id}/transfer",
                            "transfer",
                            "Connect one side of a call to somebody else; the other one leaves"
                                    + " when that went well, and else all is as before.",
                            new Order(Orders.Transfer.class, "{\"to\": \"1002\"}"),
                            (control, asked) -> {
                                var order = asked.order(Orders.Transfer.class);
                                return control.transfer(
                                        asked.id(), side(order.leaves()), order.to());
                            }),
                    new Operation(
                            Scope.CONTROL,
                            "PUT",
                            "/calls/{id}/recording",
                            "record",
                            "Record a call in progress, from now on.",
                            answers(
                                    new Answer(204, "The call is recorded.", NONE),
                                    missing(NOT_IN_PROGRESS)),
                            (control, asked) -> done(control.record(asked.id(), true))),
                    new Operation(
                            Scope.CONTROL,
                            "DELETE",
                            "/calls/{id}/recording",
                            "stopRecording",
                            "Record a call no longer, whoever wanted it.",
                            answers(
                                    new Answer(204, "The call is not recorded.", NONE),
                                    missing(NOT_IN_PROGRESS)),
                            (control, asked) -> done(control.record(asked.id(), false))),
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
                                    new Answer(503, "Too many listen already.", NONE)),
                            (_, _) -> new Reply(200, Optional.empty())),
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
                            (_, _) -> Reply.ok(OpenApi.description())));

    private RestApi() {}

    /// An order to a call in which people talk.
    private static Operation order(
            String path,
            String name,
            String summary,
            Order order,
            BiFunction<GatewayControl, Asked, GatewayControl.Outcome> carryOut) {
        return new Operation(
                Scope.CONTROL,
                "POST",
                path,
                name,
                summary,
                Optional.of(order),
                answers(
                        new Answer(204, "It is being done.", NONE),
                        badRequest(),
                        missing(NOT_IN_PROGRESS),
                        new Answer(409, NOBODY_TALKS.error(), ERROR)),
                (control, asked) -> replyOf(carryOut.apply(control, asked)));
    }

    private static Reply replyOf(GatewayControl.Outcome outcome) {
        return switch (outcome) {
            case DONE -> new Reply(204, Optional.empty());
            case NO_SUCH_CALL -> Reply.missing(NOT_IN_PROGRESS);
            case NOBODY_TALKS -> new Reply(409, Optional.of(NOBODY_TALKS));
        };
    }

    private static Reply begin(GatewayControl control, Orders.Begin order) {
        return control.begin(order.from(), order.to(), order.callerId())
                .map(id -> new Reply(202, Optional.of(new BegunView(id))))
                .orElse(new Reply(503, Optional.of(FULL)));
    }

    private static Side side(String word) {
        return word.equals("caller") ? Side.CALLER : Side.CALLEE;
    }

    private static Answer badRequest() {
        return new Answer(400, "The body is not what is asked for; the field is named.", ERROR);
    }

    private static List<Answer> answers(Answer... answers) {
        return Arrays.asList(answers);
    }

    private static Reply done(boolean inProgress) {
        return inProgress ? new Reply(204, Optional.empty()) : Reply.missing(NOT_IN_PROGRESS);
    }

    private static Answer one(Class<?> of, String meaning) {
        return new Answer(200, meaning, Optional.of(new Body(of, false)));
    }

    private static Answer many(Class<?> of, String meaning) {
        return new Answer(200, meaning, Optional.of(new Body(of, true)));
    }

    private static Answer missing(ErrorView why) {
        return new Answer(404, why.error(), Optional.of(new Body(ErrorView.class, false)));
    }
}
