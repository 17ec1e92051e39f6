package org.dragoman.gateway.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dragoman.gateway.Version;
import org.dragoman.gateway.backup.About;
import org.dragoman.gateway.backup.Backup;
import org.dragoman.gateway.backup.Holdings;
import org.dragoman.gateway.backup.NamedFiles;
import org.dragoman.gateway.config.Configuration;
import org.dragoman.gateway.config.ConfigurationReader;
import org.dragoman.gateway.records.RecordsConfig;
import org.dragoman.gateway.records.RecordsCopy;
import org.dragoman.rules.Mappings;
import org.dragoman.sip.TlsConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// {@code dragoman backup FILE}.
@Command(
        name = "backup",
        description = {
            "Write all that the gateway keeps into one encrypted file: the configuration and the files"
                    + " it names, accounts, certificates, histories, records.",
            "The gateway may run meanwhile. Recordings of calls are not in it, nor what PostgreSQL"
                    + " keeps. Without the password nothing can be had from the file: keep it well."
        },
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    private static final int SHORTEST = 8; // characters of a password

    @Spec private CommandSpec spec;
    @Mixin private JsonOption json;

    @Parameters(paramLabel = "FILE", description = OutputFile.MEANING)
    private Path file = Path.of("");

    @Mixin private ConfigOption config;

    @Option(
            names = "--with",
            paramLabel = "PATH",
            description = "A file or folder of yours that is to be in it too; may be given again.")
    private List<Path> more = List.of();

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "A file with the password in its first line; - is standard input.")
    private Optional<String> passwordFile = Optional.empty();

    BackupCommand() {}

    /// What is printed for programs.
    private record Written(String file, int files) {}

    @Override
    public Integer call() throws CommandFailed {
        var configuration = config.chosen();
        try {
            var data = TlsConfig.usualFolder();
            var read = read(configuration);
            var holdings =
                    new Holdings(
                            configuration,
                            configuration.isPresent()
                                    ? NamedFiles.in(configuration.get())
                                    : List.of(),
                            data,
                            more,
                            recordings(read));
            var about = about(configuration, data);
            var password = password();
            var out = new OutputFile(file);
            int count =
                    out.write(
                            to ->
                                    new Backup(holdings, copier(read.records(), to))
                                            .write(to, about, password));
            json.say(
                    out.words(spec),
                    "%s has %d files.".formatted(file, count),
                    new Written(file.toString(), count));
            return 0;
        } catch (IOException e) {
            throw new CommandFailed("No backup was made: " + e.getMessage());
        }
    }

    private char[] password() throws CommandFailed {
        var given =
                passwordFile.isPresent()
                        ? PasswordPrompt.read(passwordFile.get())
                        : PasswordPrompt.asked(true, "--password-file FILE (- for standard input)");
        if (given.length() < SHORTEST) {
            throw new CommandFailed(
                    "The password of a backup has at least " + SHORTEST + " characters.");
        }
        return given.toCharArray();
    }

    private static Configuration read(Optional<Path> configuration) throws IOException {
        var reader = new ConfigurationReader(Mappings.load());
        return configuration.isPresent()
                ? reader.read(configuration.get()).configuration()
                : reader.embedded();
    }

    private static List<Path> recordings(Configuration configuration) {
        var folder = configuration.media().recordings().folder();
        return List.of(folder.toAbsolutePath().normalize());
    }

    /// Records are written to at any time, and their last ones lie beside their file.
    private static Backup.Copier copier(RecordsConfig records, Path file) {
        var database = records.file().map(f -> f.toAbsolutePath().normalize());
        return (one, to) -> {
            if (database.filter(one::equals).isEmpty()) {
                Files.copy(one, to);
                return;
            }
            // where there is room for the backup; the temporary folder may be memory
            var beside = file.toAbsolutePath().normalize().getParent();
            var folder = Files.createTempDirectory(beside, ".dragoman-backup");
            var copy = folder.resolve("records.db");
            try {
                RecordsCopy.to(records, copy);
                Files.copy(copy, to);
            } finally {
                Files.deleteIfExists(copy);
                Files.delete(folder);
            }
        };
    }

    private static About about(Optional<Path> configuration, Path data) {
        return new About(
                Version.text(),
                InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                host(),
                configuration.map(c -> c.toAbsolutePath().normalize().toString()),
                data.toAbsolutePath().toString());
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "unknown";
        }
    }
}
