package org.dragoman.gateway.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/// Writes what all commands say of themselves, for the documentation.
public final class CommandReference {
    private CommandReference() {}

    public static void print(PrintWriter out) {
        out.println("# The command line");
        out.println();
        out.println(
                "Generated from the commands' own help. Those that talk to a running gateway find it"
                        + " by its state folder. `--json`");
        out.println(
                "prints JSON for programs. A mistake is a sentence on standard error and exit code"
                        + " 2.");
        print(out, DragomanCommand.commandLine());
    }

    private static void print(PrintWriter out, CommandLine line) {
        out.println();
        out.println("## `" + line.getCommandSpec().qualifiedName() + "`");
        out.println();
        out.println("```");
        out.println(line.getUsageMessage(CommandLine.Help.Ansi.OFF).stripTrailing());
        out.println("```");
        line.getSubcommands().values().stream().distinct().forEach(sub -> print(out, sub));
    }
}
