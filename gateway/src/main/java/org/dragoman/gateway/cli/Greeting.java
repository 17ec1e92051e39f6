package org.dragoman.gateway.cli;

import java.io.PrintWriter;
import org.dragoman.gateway.Gateway;
import org.dragoman.gateway.demo.DemoStage;

/// What a gateway that has just started tells whoever started it.
final class Greeting {
    /// How the launcher was called, so that what is printed can be copied.
    private static final String COMMAND = System.getProperty("dragoman.command", "dragoman");

    private final PrintWriter out;

    Greeting(PrintWriter out) {
        this.out = out;
    }

    void print(Gateway gateway) {
        var view = gateway.control().gateway();
        out.println("Dragoman " + view.version() + " is ready.");
        out.println();
        view.listening().forEach(l -> out.println("  listens   " + l));
        gateway.pages().forEach(url -> out.println("  phone     " + url));
        gateway.webFingerprint()
                .ifPresent(f -> out.println("  certificate of web, SHA-256:\n    " + f));
        view.peers().forEach(p -> out.println("  peer      " + p));
        out.println();
        out.println("What to try next, in another terminal:");
        if (DemoStage.of(view).isPresent()) {
            next("demo", "a call from an H.323 endpoint to a SIP phone");
        }
        if (!gateway.pages().isEmpty()) {
            next(
                    "account add 1001",
                    "who may log in to the softphone page; it asks for a password");
        }
        next("calls", "what is in progress; then: call ID");
        next("check FILE", "a configuration of your own; then: run --config FILE");
        out.flush();
    }

    private void next(String command, String what) {
        out.printf("  %s %-16s %s%n", COMMAND, command, what);
    }
}
