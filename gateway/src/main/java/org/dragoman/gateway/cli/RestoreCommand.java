package org.dragoman.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dragoman.gateway.backup.Restore;
import org.dragoman.gateway.rest.RestClient;
import org.dragoman.sip.TlsConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// {@code dragoman restore FILE}.
@Command(
        name = "restore",
        description = {
            "Put back what dragoman backup wrote. What is there now is kept beside it, under a name"
                    + " with the time.",
            "The gateway must not run. A file that was cut off or altered, and a wrong password,"
                    + " change nothing."
        },
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss").withZone(ZoneOffset.UTC);

    @Spec private CommandSpec spec;
    @Mixin private StateOption state;
    @Mixin private JsonOption json;

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file = Path.of("");

    @Option(
            names = "--list",
            description = "Read it to its end, print what is in it, and change nothing.")
    private boolean list;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Where the configuration goes (default: where it was).")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "A file with the password in its first line; - is standard input.")
    private Optional<String> passwordFile = Optional.empty();

    RestoreCommand() {}

    @Override
    public Integer call() throws CommandFailed {
        if (!list) {
            gatewayIsOff();
        }
        try {
            var restore = new Restore(file, password());
            if (list) {
                print(restore.look());
            } else {
                var now = InstantSource.system().instant();
                print(
                        restore.perform(
                                new Restore.Places(
                                        config, TlsConfig.usualFolder(), STAMP.format(now))));
            }
            return 0;
        } catch (NoSuchFileException e) {
            throw new CommandFailed("There is no file " + e.getMessage() + ".");
        } catch (IOException e) {
            throw new CommandFailed("Nothing was changed. " + e.getMessage());
        }
    }

    private char[] password() throws CommandFailed {
        var given =
                passwordFile.isPresent()
                        ? PasswordPrompt.read(passwordFile.get())
                        : PasswordPrompt.asked(
                                false, "--password-file FILE (- for standard input)");
        return given.toCharArray();
    }

    /// What it keeps in memory would go over what was put back.
    private void gatewayIsOff() throws CommandFailed {
        try (var rest = RestClient.open(state.folder())) {
            rest.gateway();
        } catch (RestClient.Unreachable none) {
            return;
        }
        throw new CommandFailed("A gateway runs here: end it first (systemctl stop dragoman).");
    }

    private void print(Restore.Content content) {
        var out = spec.commandLine().getOut();
        if (json.isAsked()) {
            JsonOption.print(out, content);
            return;
        }
        var about = content.about();
        out.printf(
                "Made at %s on %s, by version %s.%n", about.made(), about.host(), about.version());
        content.files().forEach(f -> out.println("  " + f));
    }

    private void print(Restore.Done done) {
        var out = spec.commandLine().getOut();
        if (json.isAsked()) {
            JsonOption.print(out, new Restored(done.files(), names(done.kept())));
            return;
        }
        sentences(out, done);
    }

    /// What is printed for programs.
    private record Restored(int files, List<String> kept) {}

    private static List<String> names(List<Path> paths) {
        return paths.stream().map(Path::toString).toList();
    }

    private static void sentences(PrintWriter out, Restore.Done done) {
        out.printf("%d files of %s are back.%n", done.files(), done.about().made());
        done.kept().forEach(k -> out.println("What was there before: " + k));
        out.println("Start the gateway now: systemctl start dragoman, or dragoman run");
    }
}
