package org.dragoman.gateway.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.dragoman.gateway.rest.CallView;
import org.dragoman.rules.Mappings;
import org.dragoman.rules.MessageTable;

/// Prints why a call went as it did: rules, codecs, rows of tables.
final class DecisionReport {
    private final PrintWriter out;
    private final MessageTable messages;

    DecisionReport(PrintWriter out, Mappings mappings) {
        this.out = out;
        this.messages = mappings.messages();
    }

    void print(CallView call) {
        out.printf("%8s  %-3s  %-7s  %s%n", "ms", "leg", "about", "decided");
        for (var decision : call.decisions()) {
            out.printf(
                    Locale.ROOT,
                    "%8.1f  %-3d  %-7s  %s%n",
                    decision.atMicros() / 1_000.0,
                    decision.leg(),
                    decision.kind(),
                    words(decision));
        }
    }

    /// A message's neutral name comes with the row of the table that has it.
    private String words(CallView.DecisionView decision) {
        return decision.kind().equals("message")
                ? decision.what()
                        + messages.event(decision.what()).map(DecisionReport::row).orElse("")
                : decision.what();
    }

    private static String row(MessageTable.Entry entry) {
        return ": %s in H.323, %s in SIP (%s; %s:%d)"
                .formatted(
                        entry.h323(),
                        entry.sip(),
                        entry.row().source(),
                        entry.row().file(),
                        entry.row().line());
    }
}
