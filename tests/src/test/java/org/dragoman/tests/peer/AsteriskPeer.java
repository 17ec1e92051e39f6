package org.dragoman.tests.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One Asterisk with chan_ooh323, with a configuration of its own, on an address of its own. What
/// its dial plan does with a number is written beside the numbers, in extensions.conf.
public final class AsteriskPeer implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);
    private static final String TEMPLATES = "/peer/asterisk/";
    private static final List<String> FILES =
            List.of(
                    "asterisk.conf",
                    "modules.conf",
                    "logger.conf",
                    "manager.conf",
                    "extensions.conf",
                    "ooh323.conf",
                    "pjsip.conf",
                    "rtp.conf",
                    "udptl.conf",
                    "indications.conf");

    /// Asterisk asks for these and is content when they are empty.
    private static final List<String> EMPTY =
            List.of(
                    "stasis.conf",
                    "cdr.conf",
                    "cel.conf",
                    "features.conf",
                    "codecs.conf",
                    "pjproject.conf",
                    "acl.conf",
                    "cli_aliases.conf",
                    "ccss.conf");

    private final AsteriskSettings settings;
    private final Path folder;
    private final ChildProcess process;
    private final AsteriskManager manager;
    private final AtomicInteger calls = new AtomicInteger();

    private AsteriskPeer(
            AsteriskSettings settings, Path folder, ChildProcess process, AsteriskManager manager) {
        this.settings = settings;
        this.folder = folder;
        this.process = process;
        this.manager = manager;
    }

    /// Starts an instance and returns when it can be called.
    public static AsteriskPeer start(AsteriskSettings settings) {
        return start(settings, List.of());
    }

    /// The same with further modules ({@code cdr_csv.so}).
    public static AsteriskPeer start(AsteriskSettings settings, List<String> modules) {
        Path root = Peers.ASTERISK.path();
        Path folder = Folders.fresh(settings.name());
        writeConfiguration(settings, root, folder);
        load(modules, folder.resolve("etc/modules.conf"));
        ChildProcess process =
                ChildProcess.start(
                        "asterisk",
                        folder,
                        List.of(
                                root.resolve("run-asterisk").toString(),
                                "-C",
                                folder.resolve("etc/asterisk.conf").toString(),
                                "-f",
                                "-g"));
        try {
            AsteriskManager manager =
                    Await.value(
                            STARTS_WITHIN,
                            "Asterisk's manager port; log in " + folder,
                            () -> AsteriskManager.connect(settings.address()));
            manager.await(STARTS_WITHIN, "FullyBooted", m -> m.is("FullyBooted"));
            return new AsteriskPeer(settings, folder, process, manager);
        } catch (AssertionError e) {
            process.close();
            throw e;
        }
    }

    private static void load(List<String> modules, Path file) {
        try {
            var lines = modules.stream().map(m -> "load=" + m).toList();
            Files.write(file, lines, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public AsteriskSettings settings() {
        return settings;
    }

    public String address() {
        return settings.address();
    }

    public long pid() {
        return process.pid();
    }

    /// Calls a number by H.323 and runs an extension of the context {@code caller} when it answers.
    public AsteriskCall callByH323(
            String number, String extension, String callerName, String callerNumber) {
        return originate("OOH323/" + number + "@peer", extension, callerName, callerNumber);
    }

    /// The same by SIP, towards the peer of the settings.
    public AsteriskCall callBySip(String number, String extension) {
        return originate("PJSIP/" + number + "@sippeer", extension, "Tests", "2000");
    }

    /// The same with SRTP, as {@link AsteriskSettings.Secure} says.
    public AsteriskCall callSecurely(String number, String extension) {
        return originate("PJSIP/" + number + "@secure", extension, "Tests", "2000");
    }

    private AsteriskCall originate(String channel, String extension, String name, String number) {
        // none may begin with another's: Asterisk takes that for a duplicate
        String id = "made-" + calls.incrementAndGet() + "-" + settings.name();
        manager.order(
                "Originate",
                Map.of(
                        "Channel",
                        channel,
                        "ChannelId",
                        id,
                        "Context",
                        "caller",
                        "Exten",
                        extension,
                        "Priority",
                        "1",
                        "CallerID",
                        "\"" + name + "\" <" + number + ">",
                        "Timeout",
                        "40000",
                        "Variable",
                        "CALL=" + id,
                        "Async",
                        "true"));
        return new AsteriskCall(manager, id, soundFile(id));
    }

    /// The call that came in on this number, once it has; each number of a test is used once.
    public AsteriskCall awaitIncoming(String number, Duration deadline) {
        var event =
                manager.await(
                        deadline,
                        "a call to " + number,
                        m ->
                                m.is("UserEvent")
                                        && m.field("UserEvent").equals("Incoming")
                                        && m.field("Called").equals(number));
        String id = event.field("Uniqueid");
        return new AsteriskCall(manager, id, soundFile(id));
    }

    /// Runs a command of its command line.
    public List<String> command(String command) {
        return manager.command(command);
    }

    /// The names of its channels that are up or on their way.
    public List<String> channels() {
        return command("core show channels concise").stream()
                .filter(line -> line.contains("!"))
                .map(line -> line.substring(0, line.indexOf('!')))
                .toList();
    }

    /// The lines of its own call records, where it has the module {@code cdr_csv.so}.
    public List<String> callRecords() {
        var file = folder.resolve("log/cdr-csv/Master.csv");
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A file that its dial plan reads or writes.
    public Path spooled(String file) {
        return folder.resolve("spool").resolve(file);
    }

    private Path soundFile(String id) {
        return spooled(id + ".wav");
    }

    private static void writeConfiguration(AsteriskSettings settings, Path root, Path folder) {
        try {
            for (String name :
                    List.of("etc", "var", "run", "log", "spool", "db", "keys", "cache")) {
                Files.createDirectories(folder.resolve(name));
            }
            Path modules = modules(root);
            Map<String, String> values = settings.values();
            values.put("folder", folder.toString());
            values.put("root", root.toString());
            values.put("modules", modules.toString());
            values.put("user", AsteriskManager.USER);
            values.put("secret", AsteriskManager.SECRET);
            for (String file : EMPTY) {
                Files.writeString(folder.resolve("etc").resolve(file), "[general]\n");
            }
            // its call records, where cdr_csv.so is loaded
            Files.writeString(folder.resolve("etc/cdr.conf"), "[general]\n[csv]\nusegmtime=yes\n");
            Files.createDirectories(folder.resolve("log/cdr-csv"));
            for (String file : FILES) {
                Files.writeString(folder.resolve("etc").resolve(file), filled(file, values));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path modules(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("usr/lib"))) {
            return files.filter(f -> f.endsWith("chan_ooh323.so"))
                    .findFirst()
                    .orElseThrow()
                    .getParent();
        }
    }

    private static String filled(String file, Map<String, String> values) throws IOException {
        try (InputStream in = AsteriskPeer.class.getResourceAsStream(TEMPLATES + file)) {
            if (in == null) {
                throw new IOException("no template " + file);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (var entry : values.entrySet()) {
                text = text.replace("@" + entry.getKey() + "@", entry.getValue());
            }
            return text.lines().collect(Collectors.joining("\n", "", "\n"));
        }
    }

    @Override
    public void close() {
        manager.close();
        process.close();
    }
}
