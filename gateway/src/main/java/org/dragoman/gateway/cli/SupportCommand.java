package org.dragoman.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dragoman.gateway.Version;
import org.dragoman.gateway.account.AccountFile;
import org.dragoman.gateway.backup.NamedFiles;
import org.dragoman.gateway.rest.AskedView;
import org.dragoman.gateway.rest.CallView;
import org.dragoman.gateway.rest.RestClient;
import org.dragoman.gateway.support.MachineFacts;
import org.dragoman.gateway.support.Secrets;
import org.dragoman.gateway.support.SupportBundle;
import org.dragoman.sip.TlsConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// {@code dragoman support FILE}.
@Command(
        name = "support",
        description = {
            "Write what whoever helps you needs to see into one ZIP file: versions, the configuration,"
                    + " what doctor says, the log, the last calls with their ladders.",
            "Passwords, tokens and keys are taken out. Numbers and addresses of calls are in it: look"
                    + " at it before you give it away."
        },
        mixinStandardHelpOptions = true)
final class SupportCommand implements Callable<Integer> {
    private static final int LADDERS = 50;

    @Spec private CommandSpec spec;
    @Mixin private StateOption state;
    @Mixin private JsonOption json;

    @Parameters(paramLabel = "FILE", description = OutputFile.MEANING)
    private Path file = Path.of("");

    @Mixin private ConfigOption config;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "The gateway's log, where systemd does not keep it.")
    private Optional<Path> log = Optional.empty();

    private final Secrets secrets = new Secrets();

    SupportCommand() {}

    /// What is printed for programs.
    private record Written(String file, int texts) {}

    @Override
    public Integer call() throws CommandFailed {
        var bundle = new SupportBundle(secrets);
        var out = new OutputFile(file);
        var configuration = config.chosen();
        try {
            bundle.add("versions.txt", versions());
            if (configuration.isPresent()) {
                configuration(bundle, configuration.get());
            }
            secrets.learnFrom(new AccountFile(accounts()).text());
            bundle.add("doctor.txt", said(of(configuration, "doctor")));
            bundle.add("machine.txt", MachineFacts.files());
            bundle.add(
                    "log.txt", log.isPresent() ? Files.readString(log.get()) : MachineFacts.log());
            running(bundle);
            out.write(
                    to -> {
                        bundle.write(to);
                        return bundle.size();
                    });
        } catch (FileAlreadyExistsException e) {
            throw new CommandFailed(file + " is there already.");
        } catch (IOException e) {
            throw new CommandFailed("No bundle was made: " + e.getMessage());
        }
        json.say(
                out.words(spec),
                file
                        + " is written. Secrets are taken out; numbers and addresses of calls are in"
                        + " it.",
                new Written(file.toString(), bundle.size()));
        return 0;
    }

    private static Path accounts() {
        return TlsConfig.usualFolder().resolve("accounts.yaml");
    }

    private static String versions() {
        return "Dragoman %s%nJava %s, %s%n%s %s on %s%n"
                .formatted(
                        Version.text(),
                        Runtime.version(),
                        System.getProperty("java.vendor"),
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"));
    }

    private void configuration(SupportBundle bundle, Path configuration) throws IOException {
        var text = Files.readString(configuration);
        secrets.learnFrom(text);
        bundle.add("dragoman.yaml", text);
        var named = new StringBuilder();
        for (var one : NamedFiles.in(configuration)) {
            named.append(one)
                    .append("  ")
                    .append(Files.isDirectory(one) ? "folder" : Files.size(one) + " bytes")
                    .append('\n');
        }
        bundle.add("files-it-names.txt", named.toString());
    }

    private List<String> of(Optional<Path> configuration, String... words) {
        var all = new ArrayList<>(List.of(words));
        configuration.ifPresent(c -> all.addAll(List.of("--config", c.toString())));
        all.addAll(stateWords());
        return all;
    }

    private List<String> stateWords() {
        return List.of("--state", state.folder().path().toString());
    }

    /// What a command prints, to whichever stream.
    private static String said(List<String> words) {
        var text = new StringWriter();
        var out = new PrintWriter(text, true);
        DragomanCommand.commandLine().setOut(out).setErr(out).execute(words.toArray(String[]::new));
        return text.toString();
    }

    private void running(SupportBundle bundle) {
        try (var rest = RestClient.open(state.folder())) {
            rest.gateway();
            for (var what : List.of("stats", "peers", "calls")) {
                var words = new ArrayList<>(List.of(what));
                words.addAll(stateWords());
                bundle.add(what + ".txt", said(words));
            }
            var ids = new ArrayList<>(rest.calls().stream().map(CallView::id).toList());
            rest.asked().stream().map(AskedView::call).forEach(ids::add);
            for (var id : ids.stream().distinct().limit(LADDERS).toList()) {
                var found = rest.call(id);
                found.ifPresent(call -> bundle.add("calls/" + id + ".txt", report(call)));
            }
        } catch (RestClient.Unreachable none) {
            bundle.add("gateway.txt", none.getMessage() + "\n");
        }
    }

    private static String report(CallView call) {
        var text = new StringWriter();
        var out = new PrintWriter(text, true);
        new CallReport(out).print(call);
        return text.toString();
    }
}
