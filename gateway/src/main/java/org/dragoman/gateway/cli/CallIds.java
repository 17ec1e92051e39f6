package org.dragoman.gateway.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Call names as people type them.
final class CallIds {
    private CallIds() {}

    static void check(CommandSpec spec, String id) {
        if (!id.matches("[0-9a-f]{12}")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "\"" + id + "\" does not name a call: that is 12 hexadecimal digits.");
        }
    }

    static int unknown(CommandSpec spec, String id) {
        spec.commandLine()
                .getErr()
                .println("There is no call " + id + ", and it is not among the last that ended.");
        return DragomanCommand.MISTAKE;
    }
}
