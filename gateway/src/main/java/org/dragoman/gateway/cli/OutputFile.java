package org.dragoman.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dragoman.gateway.shell.Shell;
import picocli.CommandLine.Model.CommandSpec;

/// A file that a command writes: of a name, or standard output for {@code -}, which gets it when it
/// is whole. By SSH that is the way to have it here.
record OutputFile(Path path) {
    static final String MEANING = "What is written; it must not be there. - is standard output.";

    // on a disk; the usual temporary folder may be memory
    private static final Path ROOMY = Path.of("/var/tmp");

    /// Writes the file, and says how that went.
    interface Writer<T> {
        T write(Path file) throws IOException, CommandFailed;
    }

    <T> T write(Writer<T> writer) throws IOException, CommandFailed {
        if (!isStandard()) {
            return writer.write(path);
        }
        if (Shell.isPossible()) {
            throw new CommandFailed("Standard output is a terminal here: name a file.");
        }
        var folder =
                Files.isWritable(ROOMY)
                        ? Files.createTempDirectory(ROOMY, "dragoman")
                        : Files.createTempDirectory("dragoman");
        var file = folder.resolve("out");
        try {
            var said = writer.write(file);
            Files.copy(file, System.out);
            System.out.flush();
            if (System.out.checkError()) {
                throw new IOException("standard output does not take it");
            }
            return said;
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private boolean isStandard() {
        return path.toString().equals("-");
    }

    /// Where words go: not among the file's octets.
    PrintWriter words(CommandSpec spec) {
        return isStandard() ? spec.commandLine().getErr() : spec.commandLine().getOut();
    }
}
