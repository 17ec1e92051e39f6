package org.dragoman.gateway;

import org.dragoman.gateway.cli.DragomanCommand;

/// Where the program starts.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(DragomanCommand.commandLine().execute(arguments));
    }
}
