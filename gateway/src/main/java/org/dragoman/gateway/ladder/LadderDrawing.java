package org.dragoman.gateway.ladder;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dragoman.gateway.ladder.Ladder.Message;
import org.dragoman.gateway.ladder.Screen.Ink;

/// Draws a ladder as text: the caller's protocol on the left, the destination's on the right, and
/// on one row the message that came in and what it became on the other side.
///
/// ```
///      ms  caller: old-gateway (h323)              callee: carrier (sip)
///     0.0  Setup                        ──▶ │ ──▶  INVITE
///    12.4  Alerting                     ◀── │ ◀──  180 Ringing
/// ```
///
/// What is too long for its side goes on below, so that nothing is lost in a narrow window.
public final class LadderDrawing {
    private static final int SIDE = 50; // columns of the caller's side, where there is room
    private static final int LEAST = 18; // of either side, in however narrow a window
    private static final int TIME = 8;
    private static final int BETWEEN = 21; // time, arrows and gaps
    private static final int INDENT = 2; // of what goes on below

    private final PrintWriter out;
    private final Screen screen;
    private final int left; // columns of the caller's side
    private final int right;

    public LadderDrawing(PrintWriter out, Screen screen) {
        this.out = out;
        this.screen = screen;
        this.left = Math.clamp((screen.columns() - BETWEEN) / 2, LEAST, SIDE);
        this.right = Math.max(LEAST, screen.columns() - BETWEEN - left);
    }

    public void draw(Ladder ladder) {
        var callers = Wrapping.of(ladder.caller(), left, INDENT);
        var callees = Wrapping.of(ladder.callee(), right, INDENT);
        for (int i = 0; i < Math.max(callers.size(), callees.size()); i++) {
            var caller = i < callers.size() ? callers.get(i) : "";
            var callee = i < callees.size() ? callees.get(i) : "";
            put(
                    (i == 0 ? "      ms" : " ".repeat(TIME))
                            + "  "
                            + screen.paint(Ink.TITLE, caller)
                            + " ".repeat(left - caller.length() + 11)
                            + screen.paint(Ink.TITLE, callee));
        }
        ladder.rows().forEach(this::draw);
    }

    private void draw(Ladder.Row row) {
        var time = String.format(Locale.ROOT, "%8.1f", row.atMicros() / 1_000.0);
        for (var line : Lines.of(row.messages())) {
            draw(time, line);
            time = " ".repeat(TIME);
        }
        for (var decision : row.decisions()) {
            int room = screen.columns() - TIME - 8;
            var mark = "· ";
            for (var part : Wrapping.of(decision, room, 0)) {
                put(time + "      " + screen.paint(Ink.QUIET, mark + part));
                time = " ".repeat(TIME);
                mark = "  ";
            }
        }
    }

    private void draw(String time, Lines line) {
        var caller = text(line.caller(), left);
        var callee = text(line.callee(), right);
        for (int i = 0; i < Math.max(caller.size(), callee.size()); i++) {
            boolean first = i == 0;
            put(
                    (first ? time : " ".repeat(TIME))
                            + "  "
                            + side(line.caller(), caller, i, left)
                            + arrow(line.caller(), first)
                            + " │ "
                            + arrow(line.callee(), first)
                            + "  "
                            + side(line.callee(), callee, i, 0));
        }
    }

    private void put(String line) {
        out.println(line.stripTrailing());
    }

    private static List<String> text(Optional<Message> message, int width) {
        return message.map(
                        m ->
                                Wrapping.of(
                                        m.detail().isEmpty()
                                                ? m.name()
                                                : m.name() + "  " + m.detail(),
                                        width,
                                        INDENT))
                .orElse(List.of());
    }

    /// - {@code width}: filled up to it.
    private String side(Optional<Message> message, List<String> lines, int at, int width) {
        var line = at < lines.size() ? lines.get(at) : "";
        var filling = " ".repeat(Math.max(0, width - line.length()));
        int name = message.map(m -> m.name().length()).orElse(0);
        if (at > 0 || name > line.length()) {
            return line + filling;
        }
        return screen.paint(Ink.NAME, line.substring(0, name)) + line.substring(name) + filling;
    }

    private String arrow(Optional<Message> message, boolean first) {
        if (!first || message.isEmpty()) {
            return "   ";
        }
        return message.get().goesRight()
                ? screen.paint(Ink.RIGHTWARDS, "──▶")
                : screen.paint(Ink.LEFTWARDS, "◀──");
    }
}
