package org.dragoman.gateway.shell;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine;

/// Reads commands at a terminal and carries each out as if it had been typed behind
/// {@code dragoman}, until {@code exit} or Ctrl-D. Ctrl-C ends a command that goes on, and empties
/// the line else.
public final class Shell {
    private static final String NAME = "dragoman";
    private static final List<String> LEAVING = List.of("exit", "quit");
    private static final List<String> NOT_HERE = List.of("run", "prepare");

    /// What begins so is kept out of the history, which lies in a file.
    private static final String SECRET = "*--token*:*--password*";

    private final Supplier<CommandLine> commands;
    private final LiveNames names;
    private final String greeting;

    /// - {@code commands}: all of them, anew for each line.
    /// - {@code names}: of what there is to be named in commands now.
    public Shell(Supplier<CommandLine> commands, LiveNames names, String greeting) {
        this.commands = commands;
        this.names = names;
        this.greeting = greeting;
    }

    /// Whether somebody sits at a terminal, to read and to type.
    public static boolean isPossible() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    /// - Returns: the exit code of the last command.
    public int converse() throws IOException {
        try (var terminal = TerminalBuilder.builder().name(NAME).system(true).build()) {
            return converse(terminal);
        }
    }

    int converse(Terminal terminal) {
        var reader = reader(terminal);
        terminal.writer().println(greeting);
        int code = 0;
        while (true) {
            try {
                reader.readLine(prompt(names.state()));
            } catch (UserInterruptException ctrlC) {
                continue;
            } catch (EndOfFileException ctrlD) {
                return code;
            }
            var words = words(reader);
            if (!words.isEmpty() && LEAVING.contains(words.getFirst())) {
                return code;
            }
            if (!words.isEmpty()) {
                code = execute(terminal, words);
            }
        }
    }

    private static String prompt(String state) {
        return NAME + (state.isEmpty() ? "" : " (" + state + ")") + "> ";
    }

    private LineReader reader(Terminal terminal) {
        var builder =
                LineReaderBuilder.builder()
                        .appName(NAME)
                        .terminal(terminal)
                        .parser(new DefaultParser())
                        .completer(new CommandCompleter(line(terminal).getCommandSpec(), names))
                        .variable(LineReader.HISTORY_IGNORE, SECRET)
                        .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
        HistoryFile.usual().ifPresent(f -> builder.variable(LineReader.HISTORY_FILE, f));
        return builder.build();
    }

    /// Without the program's own name, which fingers type by habit.
    private static List<String> words(LineReader reader) {
        var words = new ArrayList<>(reader.getParsedLine().words());
        words.removeIf(String::isEmpty);
        if (!words.isEmpty() && words.getFirst().equals(NAME)) {
            words.removeFirst();
        }
        return words;
    }

    private int execute(Terminal terminal, List<String> words) {
        System.setProperty("dragoman.columns", Integer.toString(terminal.getWidth()));
        var here = Thread.currentThread();
        var before = terminal.handle(Terminal.Signal.INT, _ -> here.interrupt());
        try {
            return line(terminal).execute(words.toArray(String[]::new));
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
            Thread.interrupted(); // it was the command's
            terminal.flush();
        }
    }

    private CommandLine line(Terminal terminal) {
        var line = commands.get();
        NOT_HERE.forEach(name -> line.getCommandSpec().removeSubcommand(name));
        line.addSubcommand(new CommandLine.HelpCommand());
        line.addSubcommand(new Leaving());
        line.setOut(terminal.writer());
        line.setErr(terminal.writer());
        return line;
    }

    /// So that it is completed and shown among the commands; the loop above looks for it itself.
    @CommandLine.Command(
            name = "exit",
            aliases = "quit",
            description = "Leave this shell; Ctrl-D does the same.")
    private static final class Leaving implements Runnable {
        @Override
        public void run() {
            throw new IllegalStateException("the conversation has ended before");
        }
    }
}
