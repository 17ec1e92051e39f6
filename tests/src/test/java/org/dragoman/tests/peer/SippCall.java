package org.dragoman.tests.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One SIPp that plays one call, with the sound of an {@link RtpPhone} beside it or its own.
public final class SippCall implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(10);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final ChildProcess process;
    private final RtpPhone phone;
    private final Path folder;

    private SippCall(ChildProcess process, RtpPhone phone, Path folder) {
        this.process = process;
        this.phone = phone;
        this.folder = folder;
    }

    /// What a SIPp is told besides its scenario.
    ///
    /// - {@code address}, {@code port}: its own; port 0 lets it choose.
    /// - {@code toneHertz}, {@code toneDbm0}: what its phone sends.
    /// - {@code codecs}: in its SDP, first choice first; its phone speaks the first.
    /// - {@code identity}: its From header, as a caller.
    public record Settings(
            String address,
            int port,
            int toneHertz,
            double toneDbm0,
            List<String> codecs,
            String identity) {
        public Settings {
            codecs = List.copyOf(codecs);
        }

        public static Settings at(String address, int port) {
            return new Settings(
                    address,
                    port,
                    440,
                    -12,
                    List.of("PCMU", "PCMA"),
                    "\"Ann Ekho\" <sip:2000@" + address + ">");
        }

        public Settings withCodecs(String... others) {
            return new Settings(address, port, toneHertz, toneDbm0, List.of(others), identity);
        }

        public Settings sending(int hertz) {
            return new Settings(address, port, hertz, toneDbm0, codecs, identity);
        }

        public Settings withIdentity(String other) {
            return new Settings(address, port, toneHertz, toneDbm0, codecs, other);
        }
    }

    /// Calls {@code number} at {@code remote} (address:port).
    public static SippCall call(
            String remote, String number, SippScenario scenario, Settings settings) {
        List<String> destination = new ArrayList<>(List.of(remote, "-s", number));
        if (scenario.isProven()) { // else it proves itself for an address without a user
            destination.addAll(List.of("-auth_uri", number + "@" + remote));
        }
        return start(scenario, settings, destination);
    }

    /// Waits for a call; returns when it can come.
    public static SippCall answer(SippScenario scenario, Settings settings) {
        Await.until(
                STARTS_WITHIN,
                "the SIPp before this one, or a script of it, to leave its port",
                () -> !Sockets.hearsUdp(settings.address(), settings.port()));
        SippCall call = start(scenario, settings, List.of());
        Await.until(
                STARTS_WITHIN,
                "SIPp on " + settings.address() + ":" + settings.port(),
                () -> call.listens(settings.address(), settings.port()));
        return call;
    }

    private static SippCall start(
            SippScenario scenario, Settings settings, List<String> destination) {
        Path folder = Folders.fresh("sipp-" + COUNT.incrementAndGet());
        Law law = Law.named(settings.codecs().getFirst());
        RtpPhone phone =
                RtpPhone.open(settings.address(), law, settings.toneHertz(), settings.toneDbm0());
        try {
            Files.writeString(folder.resolve("scenario.xml"), scenario.xml());
            List<String> command = new ArrayList<>();
            command.add(Peers.SIPP.path().toString());
            command.addAll(destination);
            command.addAll(
                    List.of(
                            "-sf",
                            folder.resolve("scenario.xml").toString(),
                            "-m",
                            "1",
                            "-nostdin"));
            command.addAll(List.of("-i", settings.address(), "-bind_local", "-t", "u1"));
            if (settings.port() != 0) {
                command.addAll(List.of("-p", Integer.toString(settings.port())));
            }
            command.addAll(
                    List.of(
                            "-recv_timeout",
                            "20000",
                            "-timeout",
                            "45",
                            "-timeout_error",
                            "-cp",
                            "0"));
            command.addAll(
                    List.of("-trace_msg", "-message_file", folder.resolve("messages").toString()));
            command.addAll(
                    List.of("-trace_err", "-error_file", folder.resolve("errors").toString()));
            command.addAll(scenario.options());
            keys(settings, phone, folder)
                    .forEach(key -> command.addAll(List.of("-key", key[0], key[1])));
            SippCall call =
                    new SippCall(ChildProcess.start("sipp", folder, command), phone, folder);
            if (!scenario.speaks()) {
                Thread.ofVirtual().name("sipp-media").start(call::tellPhone);
            }
            return call;
        } catch (IOException e) {
            phone.close();
            throw new UncheckedIOException(e);
        }
    }

    private static List<String[]> keys(Settings settings, RtpPhone phone, Path folder)
            throws IOException {
        List<SippCodec> codecs = settings.codecs().stream().map(SippCodec::valueOf).toList();
        List<String> types = codecs.stream().map(c -> Integer.toString(c.payloadType)).toList();
        List<String> maps = codecs.stream().map(SippCodec::map).toList();
        return List.of(
                new String[] {"rtp_address", settings.address()},
                new String[] {"rtp_port", Integer.toString(phone.port())},
                new String[] {"codec_types", String.join(" ", types)},
                new String[] {"codec_maps", String.join("\r\n", maps)},
                new String[] {"caller_identity", settings.identity()},
                new String[] {"media_script", script(folder, "media")},
                new String[] {"reason_script", script(folder, "reason")});
    }

    /// A script that keeps its arguments in a file, whole or not at all, where there are any.
    private static String script(Path folder, String name) throws IOException {
        Path script = folder.resolve(name + ".sh");
        Path file = folder.resolve(name);
        Files.writeString(
                script,
                "#!/bin/sh\n[ -n \"$1\" ] || exit 0\necho \"$*\" >"
                        + file
                        + ".new && mv "
                        + file
                        + ".new "
                        + file
                        + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script.toString();
    }

    /// The phone beside it: what it hears, and the digits it sends.
    public RtpPhone phone() {
        return phone;
    }

    /// Waits until the call is over on this side; fails, with SIPp's words, unless all went as the
    /// scenario says.
    public SippCall awaitEnd(Duration deadline) {
        int code = process.exitCode(deadline);
        if (code != 0) {
            throw new AssertionError(
                    "SIPp ended with " + code + ":\n" + read("errors") + "\n" + messages());
        }
        return this;
    }

    /// Waits until this side knows where to send its sound.
    public SippCall awaitMedia(Duration deadline) {
        Await.until(
                deadline,
                "media in the signalling; messages:\n" + messages(),
                () -> Files.exists(folder.resolve("media")));
        return this;
    }

    /// The Reason header of what ended the call; its script may run on when SIPp has ended.
    public String reason() {
        Await.until(
                STARTS_WITHIN,
                "a Reason header; messages:\n" + messages(),
                () -> Files.exists(folder.resolve("reason")));
        return read("reason").strip();
    }

    /// Waits until a message with this text was sent or received.
    public void awaitMessage(String text, Duration deadline) {
        Await.until(deadline, text, () -> messages().contains(text));
    }

    /// Every message, as SIPp wrote it down.
    public String messages() {
        return read("messages");
    }

    /// The dialog that this side was called in, as an INVITE to the caller's own side would name
    /// it (Replaces, RFC 3891 §6.1). It has sent something with a tag by then.
    public String calledDialog() {
        String all = messages();
        return first(all, "Call-ID: *(\\S+)")
                + ";to-tag="
                + first(all, "From:.*;tag=([^;\\s]+)")
                + ";from-tag="
                + first(all, "To:.*;tag=([^;\\s]+)");
    }

    private static String first(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        if (!found.find()) {
            throw new AssertionError("no " + pattern + " in\n" + text);
        }
        return found.group(1);
    }

    private void tellPhone() {
        while (process.isAlive()) {
            if (Files.exists(folder.resolve("media"))) {
                String[] parts = read("media").strip().split(" ");
                phone.talkTo(
                        new InetSocketAddress(
                                InetAddress.ofLiteral(parts[0]), Integer.parseInt(parts[1])));
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private boolean listens(String address, int port) {
        if (!process.isAlive()) {
            throw new AssertionError("SIPp ended:\n" + process.output() + read("errors"));
        }
        return Sockets.hearsUdp(address, port);
    }

    private String read(String name) {
        try {
            Path file = folder.resolve(name);
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
        phone.close();
    }
}
