package org.dragoman.gateway.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/// A command as it was typed, and what came of it.
public record Typed(int code, String out, String err) {
    public static Typed of(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var line = DragomanCommand.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        int code = line.execute(arguments);
        return new Typed(code, out.toString(), err.toString());
    }
}
