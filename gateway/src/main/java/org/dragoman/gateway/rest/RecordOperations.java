package org.dragoman.gateway.rest;

import static org.dragoman.gateway.rest.Operation.answers;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dragoman.gateway.rest.Operation.Answer;

/// What may be asked about call records.
final class RecordOperations {
    private static final ErrorView NO_RECORD = new ErrorView("There is no record of such a call.");
    private static final ErrorView AWAY =
            new ErrorView("The database of call records is away, or none are kept.");

    static final List<Operation> ALL =
            List.of(
                    new Operation(
                            Scope.RECORDS,
                            "GET",
                            "/records",
                            "records",
                            "Records of calls, newest first: those that have ended, and those in"
                                    + " which both talk. What is not known is an empty text, or -1.",
                            Optional.of(
                                    new Operation.Order(
                                            Orders.Records.class, "{\"limit\": \"10\"}")),
                            answers(
                                    Answer.one(RecordPageView.class, "The records."),
                                    Answer.badQuery(),
                                    Answer.error(503, AWAY)),
                            (control, asked) -> find(control, asked.order(Orders.Records.class))),
                    new Operation(
                            Scope.RECORDS,
                            "GET",
                            "/records/{id}",
                            "callRecord",
                            "The record of one call.",
                            answers(
                                    Answer.one(RecordView.class, "The record."),
                                    Answer.error(404, NO_RECORD),
                                    Answer.error(503, AWAY)),
                            (control, asked) -> one(control, asked.id())));

    private RecordOperations() {}

    private static Reply find(GatewayControl control, Orders.Records order) {
        try {
            return Reply.ok(control.records(question(order)));
        } catch (DateTimeException none) {
            return new Reply(400, Optional.of(new ErrorView("There is no such time.", "since")));
        } catch (RecordsAway away) {
            return away(away);
        }
    }

    private static RecordQuestion question(Orders.Records order) {
        return new RecordQuestion(
                order.since().map(Instant::parse),
                order.until().map(Instant::parse),
                order.peer(),
                order.number(),
                order.cause().map(Integer::valueOf),
                order.failed().equals("yes"),
                Integer.parseInt(order.limit()),
                order.after());
    }

    private static Reply one(GatewayControl control, String id) {
        try {
            return control.recordOf(id).map(Reply::ok).orElse(Reply.missing(NO_RECORD));
        } catch (RecordsAway away) {
            return away(away);
        }
    }

    private static Reply away(RecordsAway away) {
        return new Reply(503, Optional.of(new ErrorView(String.valueOf(away.getMessage()))));
    }
}
