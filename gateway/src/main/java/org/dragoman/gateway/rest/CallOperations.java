package org.dragoman.gateway.rest;

import static org.dragoman.gateway.rest.Operation.answers;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.dragoman.core.call.Side;
import org.dragoman.gateway.rest.Operation.Answer;
import org.dragoman.gateway.rest.Operation.Asked;
import org.dragoman.gateway.rest.Operation.Body;

/// What may be asked about calls, and ordered to them.
final class CallOperations {
    private static final ErrorView NO_SUCH_CALL =
            new ErrorView("There is no such call, and it is not among the last that ended.");
    private static final ErrorView NOBODY_TALKS =
            new ErrorView("Nobody talks in this call now, or its media is just being changed.");
    private static final ErrorView FULL =
            new ErrorView("The gateway takes no more calls now: it is full, or being drained.");
    private static final ErrorView NOT_IN_PROGRESS =
            new ErrorView("There is no such call in progress.");

    static final List<Operation> ALL =
            List.of(
                    new Operation(
                            Scope.READ,
                            "GET",
                            "/calls",
                            "calls",
                            "The calls in progress, oldest first.",
                            answers(Answer.many(CallView.class, "The calls.")),
                            (control, _) -> Reply.ok(control.calls())),
                    new Operation(
                            Scope.CALL,
                            "POST",
                            "/calls",
                            "begin",
                            "Begin a call between two parties: the first is called, and when it"
                                    + " has answered the second.",
                            Optional.of(
                                    new Operation.Order(
                                            Orders.Begin.class,
                                            "{\"from\": \"1001\", \"to\": \"74951234567\"}")),
                            answers(
                                    new Answer(
                                            202,
                                            "The first party is being called.",
                                            Optional.of(new Body(BegunView.class, false))),
                                    Answer.badRequest(),
                                    Answer.error(503, FULL)),
                            (control, asked) -> begin(control, asked.order(Orders.Begin.class))),
                    new Operation(
                            Scope.READ,
                            "GET",
                            "/calls/{id}",
                            "call",
                            "One call, in progress or among the last that ended.",
                            answers(
                                    Answer.one(CallView.class, "The call."),
                                    Answer.error(404, NO_SUCH_CALL)),
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
                                    Answer.done("The call is being ended."),
                                    Answer.error(404, NOT_IN_PROGRESS)),
                            (control, asked) -> done(control.hangUp(asked.id()))),
                    order(
                            "/calls/{id}/hold",
                            "hold",
                            "Put one side of a call on hold; it hears music where it has any.",
                            new Operation.Order(Orders.Hold.class, "{\"party\": \"callee\"}"),
                            (control, asked) ->
                                    control.hold(
                                            asked.id(),
                                            side(asked.order(Orders.Hold.class).party()),
                                            true)),
                    order(
                            "/calls/{id}/resume",
                            "resume",
                            "Take one side of a call off hold.",
                            new Operation.Order(Orders.Hold.class, "{\"party\": \"callee\"}"),
                            (control, asked) ->
                                    control.hold(
                                            asked.id(),
                                            side(asked.order(Orders.Hold.class).party()),
                                            false)),
                    order(
                            "/calls/{id}/digits",
                            "digits",
                            "Send digits to one side of a call.",
                            new Operation.Order(Orders.Digits.class, "{\"digits\": \"42#\"}"),
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
                            new Operation.Order(Orders.Transfer.class, "{\"to\": \"1002\"}"),
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
                                    Answer.done("The call is recorded."),
                                    Answer.error(404, NOT_IN_PROGRESS)),
                            (control, asked) -> done(control.record(asked.id(), true))),
                    new Operation(
                            Scope.CONTROL,
                            "DELETE",
                            "/calls/{id}/recording",
                            "stopRecording",
                            "Record a call no longer, whoever wanted it.",
                            answers(
                                    Answer.done("The call is not recorded."),
                                    Answer.error(404, NOT_IN_PROGRESS)),
                            (control, asked) -> done(control.record(asked.id(), false))));

    private CallOperations() {}

    /// An order to a call in which people talk.
    private static Operation order(
            String path,
            String name,
            String summary,
            Operation.Order order,
            BiFunction<GatewayControl, Asked, GatewayControl.Outcome> carryOut) {
        return new Operation(
                Scope.CONTROL,
                "POST",
                path,
                name,
                summary,
                Optional.of(order),
                answers(
                        Answer.done("It is being done."),
                        Answer.badRequest(),
                        Answer.error(404, NOT_IN_PROGRESS),
                        Answer.error(409, NOBODY_TALKS)),
                (control, asked) -> replyOf(carryOut.apply(control, asked)));
    }

    private static Reply replyOf(GatewayControl.Outcome outcome) {
        return switch (outcome) {
            case DONE -> Reply.done();
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

    private static Reply done(boolean inProgress) {
        return inProgress ? Reply.done() : Reply.missing(NOT_IN_PROGRESS);
    }
}
