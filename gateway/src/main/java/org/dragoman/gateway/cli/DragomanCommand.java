package org.dragoman.gateway.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.dragoman.gateway.rest.RestClient;
import org.dragoman.gateway.shell.Shell;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The command line as a whole: its commands, and what a mistake in it looks like.
@Command(
        name = "dragoman",
        description = {
            "The interpreter between telephone networks that do not share a language.",
            "Without a command, at a terminal, it reads one after the other until exit."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            DiffCommand.class,
            DemoCommand.class,
            CallsCommand.class,
            CallCommand.class,
            ExplainCommand.class,
            TraceCommand.class,
            CaptureCommand.class,
            PeersCommand.class,
            PeerCommand.class,
            StatsCommand.class,
            DoctorCommand.class,
            CompletionCommand.class,
            HangupCommand.class,
            TransferCommand.class,
            AccountCommand.class,
            TokenCommand.class,
            RecordCommand.class,
            RecordsCommand.class,
            ReloadCommand.class,
            DrainCommand.class,
            RouteCommand.class,
            MapCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            SupportCommand.class,
            PrepareCommand.class,
            VersionCommand.class
        })
public final class DragomanCommand implements Callable<Integer> {
    /// Exit code of a mistake of whoever typed the command, or of a file they wrote.
    static final int MISTAKE = 2;

    @Spec private CommandSpec spec;

    DragomanCommand() {}

    /// The parser with all commands, as {@code main} and the tests use it.
    public static CommandLine commandLine() {
        var line = new CommandLine(new DragomanCommand());
        Examples.addTo(line);
        ExitCodes.addTo(line);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((mistake, _) -> tell(mistake));
        line.setExecutionExceptionHandler(
                (thrown, at, _) -> {
                    if (thrown instanceof RestClient.Unreachable
                            || thrown instanceof CommandFailed) {
                        at.getErr().println(thrown.getMessage());
                        return MISTAKE;
                    }
                    throw thrown; // a bug: picocli prints the stack and exits with 1
                });
        return line;
    }

    /// One sentence, what may have been meant, and where to read on; not the whole of it.
    private static int tell(CommandLine.ParameterException mistake) {
        var err = mistake.getCommandLine().getErr();
        err.println(mistake.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(mistake, err);
        err.println(
                "More: " + mistake.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return MISTAKE;
    }

    @Override
    public Integer call() throws IOException {
        if (Shell.isPossible()) {
            return Conversation.hold();
        }
        spec.commandLine().usage(spec.commandLine().getErr());
        return MISTAKE;
    }
}
