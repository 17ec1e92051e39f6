package org.dragoman.gateway.rest;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The REST interface as one table. The routes are made of it, and so is its description
/// ({@link OpenApi}): what is not in here is not answered.
final class RestApi {
    /// In front of every path.
    static final String BASE = "/api/v1";

    /// The path parameter that names a call.
    static final String ID = "id";

    private static final Optional<Body> NONE = Optional.empty();
    private static final ErrorView NO_SUCH_CALL =
            new ErrorView("There is no such call, and it is not among the last that ended.");
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

    /// How a request is met.
    interface Handling {
        /// - {@code id}: the path parameter; empty where the path has none.
        Reply reply(GatewayControl control, String id);
    }

    /// One row: what may be asked, what it means, what is answered, and how.
    ///
    /// - {@code name}: of the operation, for programs made from the description.
    record Operation(
            String method,
            String path,
            String name,
            String summary,
            List<Answer> answers,
            Handling handling) {
        boolean hasId() {
            return path.contains("{" + ID + "}");
        }
    }

    static final List<Operation> OPERATIONS =
            List.of(
                    new Operation(
                            "GET",
                            "/gateway",
                            "gateway",
                            "What runs, where it listens, and which peers it has.",
                            answers(one(GatewayView.class, "The gateway.")),
                            (control, _) -> Reply.ok(control.gateway())),
                    new Operation(
                            "GET",
                            "/calls",
                            "calls",
                            "The calls in progress, oldest first.",
                            answers(many(CallView.class, "The calls.")),
                            (control, _) -> Reply.ok(control.calls())),
                    new Operation(
                            "GET",
                            "/calls/{id}",
                            "call",
                            "One call, in progress or among the last that ended.",
                            answers(one(CallView.class, "The call."), missing(NO_SUCH_CALL)),
                            (control, id) ->
                                    control.call(id)
                                            .map(Reply::ok)
                                            .orElse(Reply.missing(NO_SUCH_CALL))),
                    new Operation(
                            "DELETE",
                            "/calls/{id}",
                            "hangUp",
                            "End a call in progress.",
                            answers(
                                    new Answer(204, "The call is being ended.", NONE),
                                    missing(NOT_IN_PROGRESS)),
                            (control, id) -> done(control.hangUp(id))),
                    new Operation(
                            "PUT",
                            "/calls/{id}/recording",
                            "record",
                            "Record a call in progress, from now on.",
                            answers(
                                    new Answer(204, "The call is recorded.", NONE),
                                    missing(NOT_IN_PROGRESS)),
                            (control, id) -> done(control.record(id, true))),
                    new Operation(
                            "DELETE",
                            "/calls/{id}/recording",
                            "stopRecording",
                            "Record a call no longer, whoever wanted it.",
                            answers(
                                    new Answer(204, "The call is not recorded.", NONE),
                                    missing(NOT_IN_PROGRESS)),
                            (control, id) -> done(control.record(id, false))),
                    new Operation(
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
