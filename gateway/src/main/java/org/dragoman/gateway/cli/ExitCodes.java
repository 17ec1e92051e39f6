package org.dragoman.gateway.cli;

import java.util.LinkedHashMap;
import picocli.CommandLine;

/// What exit codes mean, in the help of every command that has no more of its own to say.
final class ExitCodes {
    private ExitCodes() {}

    static void addTo(CommandLine line) {
        var usage = line.getCommandSpec().usageMessage();
        if (usage.exitCodeList().isEmpty()) {
            boolean asksGateway = line.getCommandSpec().findOption("--url") != null;
            var codes = new LinkedHashMap<String, String>();
            codes.put("0", "done");
            codes.put(
                    Integer.toString(DragomanCommand.MISTAKE),
                    asksGateway
                            ? "a mistake in the command, or no gateway answers"
                            : "a mistake in the command, or in a file it reads");
            usage.exitCodeListHeading("%nExit codes:%n");
            usage.exitCodeList(codes);
        }
        line.getSubcommands().values().forEach(ExitCodes::addTo);
    }
}
