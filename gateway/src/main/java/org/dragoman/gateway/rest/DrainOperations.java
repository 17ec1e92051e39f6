package org.dragoman.gateway.rest;

import static org.dragoman.gateway.rest.Operation.answers;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dragoman.gateway.rest.Operation.Answer;

/// How the gateway is taken out of service without a call being cut.
final class DrainOperations {
    private static final String PATH = "/gateway/drain";

    static final List<Operation> ALL =
            List.of(
                    new Operation(
                            Scope.READ,
                            "GET",
                            PATH,
                            "draining",
                            "Whether the gateway is being drained, and how far; where asked to, at"
                                    + " once when no call is left, or it is drained no longer.",
                            Optional.of(
                                    new Operation.Order(Orders.Wait.class, "{\"seconds\": \"5\"}")),
                            answers(
                                    Answer.one(DrainView.class, "How far it is."),
                                    Answer.badQuery()),
                            (control, asked) ->
                                    Reply.ok(
                                            control.draining(
                                                    wait(asked.order(Orders.Wait.class))))),
                    new Operation(
                            Scope.CONTROL,
                            "POST",
                            PATH,
                            "drain",
                            "Take no new calls, but for emergencies, and let those in progress go"
                                    + " on, until the gateway ends or that is taken back. New calls"
                                    + " are refused with Q.850 cause 42; SIP hears 503 with"
                                    + " Retry-After, to OPTIONS too.",
                            answers(Answer.one(DrainView.class, "It is being drained.")),
                            (control, _) -> Reply.ok(control.drain(true))),
                    new Operation(
                            Scope.CONTROL,
                            "DELETE",
                            PATH,
                            "endDrain",
                            "Take new calls again.",
                            answers(Answer.one(DrainView.class, "It takes calls.")),
                            (control, _) -> Reply.ok(control.drain(false))));

    private DrainOperations() {}

    private static Duration wait(Orders.Wait order) {
        return Duration.ofSeconds(Integer.parseInt(order.seconds()));
    }
}
