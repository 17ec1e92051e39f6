package org.dragoman.gateway.cli;

import java.io.PrintWriter;
import org.dragoman.gateway.Gateway;

/// What a gateway that has just started tells whoever started it.
final class Greeting {
    private final PrintWriter out;

    Greeting(PrintWriter out) {
        this.out = out;
    }

    /// - {@code withoutFile}: whether no configuration was named.
    void print(Gateway gateway, boolean withoutFile) {
        var view = gateway.control().gateway();
        out.println("Dragoman " + view.version() + " is ready.");
        out.println();
        view.listening().forEach(l -> out.println("  listens   " + l));
        view.peers().forEach(p -> out.println("  peer      " + p));
        out.println();
        out.println("What to try next, in another terminal:");
        if (withoutFile) {
            out.println("  dragoman demo         a call from an H.323 endpoint to a SIP phone");
        }
        out.println("  dragoman calls        what is in progress; then: dragoman call ID");
        out.println(
                "  dragoman check FILE   a configuration of your own; then: dragoman run --config FILE");
        out.flush();
    }
}
