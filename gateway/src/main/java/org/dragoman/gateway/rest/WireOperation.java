package org.dragoman.gateway.rest;

import java.util.List;
import org.dragoman.gateway.rest.Operation.Answer;

/// What may be asked of a call's messages as they were on the wire.
final class WireOperation {
    private static final ErrorView NOT_KEPT =
            new ErrorView("The messages of this call are not kept as they were on the wire.");

    static final Operation WIRE =
            new Operation(
                    Scope.CONTROL,
                    "GET",
                    "/calls/{id}/wire",
                    "wire",
                    "The messages of a call as they were on the wire, without encryption: of as"
                            + " many calls as `limits: wire-calls` says.",
                    Operation.answers(
                            Answer.many(WireView.class, "The messages, oldest first."),
                            Answer.error(404, NOT_KEPT)),
                    (control, asked) ->
                            control.wire(asked.id())
                                    .map(found -> Reply.ok(List.copyOf(found)))
                                    .orElse(Reply.missing(NOT_KEPT)));

    private WireOperation() {}
}
