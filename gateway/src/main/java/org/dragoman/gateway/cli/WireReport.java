package org.dragoman.gateway.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.dragoman.gateway.rest.WireView;

/// Prints messages as they were on the wire: text as text, octets in hexadecimal.
final class WireReport {
    private static final int OCTETS = 16; // a line

    private final PrintWriter out;

    WireReport(PrintWriter out) {
        this.out = out;
    }

    void print(List<WireView> messages) {
        for (var message : messages) {
            out.printf(
                    "%s  leg %d  %s  %s %s %s (%s)%n",
                    message.at(),
                    message.leg(),
                    message.name(),
                    message.local(),
                    message.received() ? "<--" : "-->",
                    message.remote(),
                    message.transport());
            var octets = HexFormat.of().parseHex(message.octets());
            if (message.protocol().equals("sip")) {
                text(octets);
            } else {
                hexadecimal(octets);
            }
            out.println();
        }
    }

    /// A peer's control characters do nothing to the terminal.
    private void text(byte[] octets) {
        new String(octets, StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> out.println("  " + line.replaceAll("\\p{Cntrl}", "?")));
    }

    private void hexadecimal(byte[] octets) {
        var format = HexFormat.ofDelimiter(" ");
        for (int at = 0; at < octets.length; at += OCTETS) {
            int end = Math.min(octets.length, at + OCTETS);
            var shown = new StringBuilder();
            for (int i = at; i < end; i++) {
                shown.append(octets[i] >= ' ' && octets[i] < 0x7F ? (char) octets[i] : '.');
            }
            out.printf("  %04x  %-47s  %s%n", at, format.formatHex(octets, at, end), shown);
        }
    }
}
