package org.dragoman.gateway.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.gateway.explain.Explained;
import org.dragoman.gateway.explain.Named;
import org.dragoman.gateway.ladder.Ladder;
import org.dragoman.gateway.ladder.Ladder.Message;
import org.dragoman.gateway.ladder.Ladder.Side;
import org.dragoman.gateway.ladder.LadderDrawing;
import org.dragoman.gateway.ladder.Screen;

/// Prints what is told of a capture.
final class ExplainReport {
    private final PrintWriter out;
    private final Screen screen;

    ExplainReport(PrintWriter out, Screen screen) {
        this.out = out;
        this.screen = screen;
    }

    void print(Explained explained) {
        explained.calls().forEach(call -> print(call, explained.calls().size()));
        others(explained.others());
        explained.notes().forEach(note -> out.println("note: " + note));
    }

    void print(Explained.Call call, int of) {
        out.printf(
                "call %d of %d  %s  %s -> %s%n",
                call.number(), of, call.protocol(), known(call.from()), known(call.to()));
        out.printf("%s calls %s at %s%n", call.caller(), call.called(), call.started());
        out.println("for our gateway: " + call.outcome());
        call.related().forEach(r -> out.println(related(r)));
        out.println();
        new LadderDrawing(out, screen).draw(ladder(call));
        out.println();
    }

    private static String related(Explained.Related other) {
        return "seems to %s call %d: %s"
                .formatted(other.goesOn() ? "go on as" : "come from", other.call(), other.why());
    }

    private static String known(String name) {
        return name.isEmpty() ? "unknown" : name;
    }

    private static Ladder ladder(Explained.Call call) {
        return new Ladder(
                "captured: " + call.protocol(),
                "becomes: " + call.becomes(),
                call.messages().stream().map(ExplainReport::row).toList());
    }

    /// What the caller says goes to the right, what the called side says to the left.
    private static Ladder.Row row(Explained.Message message) {
        var all = new ArrayList<Message>();
        for (var is : message.is()) {
            all.add(on(Side.CALLER, message.byCaller(), is));
        }
        for (var becomes : message.becomes()) {
            all.add(on(Side.CALLEE, !message.byCaller(), becomes));
        }
        return new Ladder.Row(message.atMicros(), all, message.why());
    }

    private static Message on(Side side, boolean received, Named named) {
        return new Message(side, received, named.name(), named.detail());
    }

    private void others(List<Explained.Other> others) {
        if (others.isEmpty()) {
            return;
        }
        out.println(others.size() + " messages of no call");
        for (var other : others) {
            out.printf(
                    "  %s  %s -> %s  %s%n",
                    other.at(),
                    other.from(),
                    other.to(),
                    (other.is().name() + "  " + other.is().detail()).stripTrailing());
        }
    }
}
