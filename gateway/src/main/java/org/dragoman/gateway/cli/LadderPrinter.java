package org.dragoman.gateway.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dragoman.gateway.rest.CallView;
import org.dragoman.gateway.rest.CallView.LadderEntry;
import org.dragoman.gateway.rest.CallView.LadderRow;

/// Draws a call as a ladder: the caller's protocol on the left, the destination's on the right, and
/// on one row the message that came in and what it became on the other side.
///
/// ```
///      ms  caller: old-gateway (h323)              callee: carrier (sip)
///     0.0  Setup                        ──▶ │ ──▶  INVITE
///    12.4  Alerting                     ◀── │ ◀──  180 Ringing
/// ```
final class LadderPrinter {
    private static final int SIDE = 50; // columns of the caller's side, where there is room
    private static final int LEAST = 24; // of either side, in however narrow a window
    private static final int BETWEEN = 21; // time, arrows and gaps

    /// A line of the ladder: what stands on either side of the gateway.
    private record Line(Optional<LadderEntry> caller, Optional<LadderEntry> callee) {}

    private final PrintWriter out;
    private final int left; // columns of the caller's side
    private final int right;

    /// - {@code columns}: of the window; what does not fit is cut off, with a sign that it is.
    LadderPrinter(PrintWriter out, int columns) {
        this.out = out;
        this.left = Math.clamp((columns - BETWEEN) / 2, LEAST, SIDE);
        this.right = Math.max(LEAST, columns - BETWEEN - left);
    }

    void print(CallView call) {
        out.println(
                "      ms  "
                        + pad("caller: " + side(call, 0), left)
                        + "           "
                        + cut("callee: " + side(call, 1), right));
        for (var row : call.ladder()) {
            print(row);
        }
    }

    private void print(LadderRow row) {
        var time = String.format(Locale.ROOT, "%8.1f", row.atMicros() / 1_000.0);
        for (var line : lines(folded(row.messages()))) {
            out.println(
                    (time
                                    + "  "
                                    + pad(line.caller().map(LadderPrinter::text).orElse(""), left)
                                    + arrow(line.caller(), true)
                                    + " │ "
                                    + arrow(line.callee(), false)
                                    + "  "
                                    + cut(line.callee().map(LadderPrinter::text).orElse(""), right))
                            .stripTrailing());
            time = " ".repeat(time.length());
        }
        for (var decision : row.decisions()) {
            out.println(time + "      · " + decision);
            time = " ".repeat(time.length());
        }
    }

    /// A Facility that only carries H.245 messages (H.225.0 §7.1.6, tunnelling) adds nothing to
    /// them: they say that they came in it.
    private static List<LadderEntry> folded(List<LadderEntry> messages) {
        var kept = new ArrayList<LadderEntry>();
        for (var entry : messages) {
            boolean carried =
                    isH245(entry)
                            && messages.stream().anyMatch(e -> isCarrier(e) && goWith(e, entry));
            boolean carries =
                    isCarrier(entry)
                            && messages.stream().anyMatch(e -> isH245(e) && goWith(e, entry));
            if (carried) {
                var detail = (entry.detail() + "  in Facility").stripLeading();
                kept.add(new LadderEntry(entry.leg(), entry.received(), entry.name(), detail));
            } else if (!carries) {
                kept.add(entry);
            }
        }
        return kept;
    }

    private static boolean isH245(LadderEntry entry) {
        return entry.name().startsWith("H.245 ");
    }

    private static boolean isCarrier(LadderEntry entry) {
        return entry.name().equals("Facility")
                && entry.detail().startsWith("transportedInformation");
    }

    private static boolean goWith(LadderEntry one, LadderEntry other) {
        return one.leg() == other.leg() && one.received() == other.received();
    }

    /// Puts what came in beside what it became: the first message received with the first one
    /// sent on the other side, then the next.
    private static List<Line> lines(List<LadderEntry> messages) {
        var left = new ArrayList<>(messages);
        var lines = new ArrayList<Line>();
        while (!left.isEmpty()) {
            var first = left.stream().filter(LadderEntry::received).findFirst();
            var entry = first.orElse(left.getFirst());
            left.remove(entry);
            var other =
                    left.stream()
                            .filter(e -> isCaller(e) != isCaller(entry))
                            .filter(e -> !e.received())
                            .findFirst();
            other.ifPresent(left::remove);
            lines.add(
                    isCaller(entry)
                            ? new Line(Optional.of(entry), other)
                            : new Line(other, Optional.of(entry)));
        }
        return lines;
    }

    private static boolean isCaller(LadderEntry entry) {
        return entry.leg() == 0;
    }

    /// Towards the gateway or away from it, on the caller's (left) or the callee's side.
    private static String arrow(Optional<LadderEntry> entry, boolean caller) {
        return entry.map(e -> e.received() == caller ? "──▶" : "◀──").orElse("   ");
    }

    private static String text(LadderEntry entry) {
        var retried = entry.leg() > 1 ? "(" + entry.leg() + ") " : "";
        return retried + entry.name() + (entry.detail().isEmpty() ? "" : "  " + entry.detail());
    }

    private static String side(CallView call, int leg) {
        return call.legs().stream()
                .filter(l -> l.index() == leg)
                .findFirst()
                .map(l -> l.trunk() + " (" + l.protocol() + ")")
                .orElse("nobody yet");
    }

    private static String pad(String text, int width) {
        var cut = cut(text, width);
        return cut + " ".repeat(width - cut.length());
    }

    private static String cut(String text, int width) {
        return text.length() > width ? text.substring(0, width - 1) + "…" : text;
    }
}
