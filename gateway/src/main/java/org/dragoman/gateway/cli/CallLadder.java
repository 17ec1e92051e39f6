package org.dragoman.gateway.cli;

import org.dragoman.gateway.ladder.Ladder;
import org.dragoman.gateway.ladder.Ladder.Side;
import org.dragoman.gateway.rest.CallView;

/// A call of the running gateway as a ladder.
final class CallLadder {
    private CallLadder() {}

    static Ladder of(CallView call) {
        return new Ladder(
                "caller: " + title(call, 0),
                "callee: " + title(call, 1),
                call.ladder().stream().map(CallLadder::row).toList());
    }

    private static Ladder.Row row(CallView.LadderRow row) {
        return new Ladder.Row(
                row.atMicros(),
                row.messages().stream().map(CallLadder::message).toList(),
                row.decisions());
    }

    private static Ladder.Message message(CallView.LadderEntry entry) {
        var retried = entry.leg() > 1 ? "(" + entry.leg() + ") " : "";
        return new Ladder.Message(
                entry.leg() == 0 ? Side.CALLER : Side.CALLEE,
                entry.received(),
                retried + entry.name(),
                entry.detail());
    }

    private static String title(CallView call, int leg) {
        return call.legs().stream()
                .filter(l -> l.index() == leg)
                .findFirst()
                .map(l -> l.trunk() + " (" + l.protocol() + ")")
                .orElse("nobody yet");
    }
}
