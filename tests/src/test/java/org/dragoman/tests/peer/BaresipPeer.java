package org.dragoman.tests.peer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One baresip: a softphone without a sound card. It answers every call at once, sends a tone
/// while it talks, and keeps what it hears. One call at a time; {@link #heard} is of the last.
///
/// Seen with 1.0.0 (Debian 12): its sound comes from 127.0.0.1 on whatever address of the
/// loopback network it listens, and it takes calls for its account's user alone.
public final class BaresipPeer implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(90);
    private static final Path MODULES = Path.of("lib", "baresip", "modules");

    private static final int PRINTED = 100; // lines; a status line grows without end
    private static final String SOUNDS = "sounds";
    private static final int TWO_SECONDS = 2 * 8_000 * Short.BYTES; // at least, at any rate

    private final BaresipSettings settings;
    private final Path sounds;
    private final ChildProcess process;
    private final BaresipControl control;
    private int call; // messages there were before it

    private BaresipPeer(
            BaresipSettings settings, Path folder, ChildProcess process, BaresipControl control) {
        this.settings = settings;
        this.sounds = folder.resolve(SOUNDS);
        this.process = process;
        this.control = control;
    }

    /// Starts an instance and returns when it can be called.
    public static BaresipPeer start(BaresipSettings settings) {
        Path program = Peers.BARESIP.path();
        Path folder = Folders.fresh(settings.name());
        Path sounds = folder.resolve(SOUNDS);
        Path modules = program.getParent().resolveSibling(MODULES);
        try {
            Files.createDirectories(sounds);
            Files.writeString(
                    folder.resolve("config"),
                    settings.config(modules.toString(), sounds.toString()));
            Files.writeString(folder.resolve("accounts"), settings.accounts());
            Files.writeString(folder.resolve("contacts"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var process =
                ChildProcess.start(
                        "baresip", folder, List.of(program.toString(), "-f", folder.toString()));
        try {
            var control =
                    Await.value(
                            STARTS_WITHIN,
                            "baresip's control port; log in " + folder,
                            () -> BaresipControl.connect(settings.address()));
            return new BaresipPeer(settings, folder, process, control);
        } catch (AssertionError e) {
            process.close();
            throw new AssertionError(process.output(), e);
        }
    }

    public BaresipSettings settings() {
        return settings;
    }

    /// All it has printed.
    public String output() {
        return process.output();
    }

    /// Waits until it is registered; fails when it was refused. What it prints counts: it
    /// may be registered before its control port has anybody to tell.
    public void awaitRegistration(Duration deadline) {
        Await.until(
                deadline,
                () -> "a registration; it printed " + output(),
                () -> isRegistered() || control.seen(0, m -> is(m, "REGISTER_FAIL")));
        if (!isRegistered()) {
            throw new AssertionError("not registered: " + output());
        }
    }

    private boolean isRegistered() {
        return output().contains(" binding");
    }

    /// Waits until its registration was refused, and returns the words of that.
    public String awaitRefusal(Duration deadline) {
        return control.await(deadline, "a refusal", 0, m -> is(m, "REGISTER_FAIL"))
                .path("param")
                .asText();
    }

    /// Calls an address ({@code sip:1000@127.1.2.3}).
    public void call(String uri) {
        call = control.count();
        control.command("dial", uri);
    }

    /// From now on, the next incoming call is the one that is asked about.
    public void expectCall() {
        call = control.count();
    }

    public void awaitAnswer(Duration deadline) {
        var event =
                control.await(
                        deadline,
                        "an established call",
                        call,
                        m -> is(m, "CALL_ESTABLISHED") || is(m, "CALL_CLOSED"));
        if (is(event, "CALL_CLOSED")) {
            throw new AssertionError("baresip's call ended: " + event.path("param").asText());
        }
    }

    /// Whether the call is over.
    public boolean hasEnded() {
        return control.seen(call, m -> is(m, "CALL_CLOSED"));
    }

    /// Waits until it has heard two seconds of sound, be it silence.
    public void awaitSound(Duration deadline) {
        Await.until(
                deadline,
                "two seconds of sound in " + sounds,
                () -> newest().filter(f -> f.toFile().length() > TWO_SECONDS).isPresent());
    }

    /// Waits for the end of the call and returns the reason that baresip gives.
    public String awaitEnd(Duration deadline) {
        return control.await(deadline, "the end of the call", call, m -> is(m, "CALL_CLOSED"))
                .path("param")
                .asText();
    }

    /// Waits for the far side's digits by RFC 4733, one.
    public char awaitDigit(Duration deadline) {
        return control.await(deadline, "a digit", call, m -> is(m, "CALL_DTMF_START"))
                .path("param")
                .asText()
                .charAt(0);
    }

    public void hangUp() {
        control.command("hangup", "");
    }

    /// Puts the call on hold, or takes it back.
    public void hold(boolean on) {
        control.command(on ? "hold" : "resume", "");
    }

    /// Sends digits by RFC 4733.
    public void sendDigits(String digits) {
        control.command("sndcode", digits);
    }

    /// Transfers the call by REFER.
    public void transfer(String uri) {
        control.command("transfer", uri);
    }

    /// Waits until it has decoded a picture of the other side; it says how large that is.
    public void awaitPicture(Duration deadline) {
        Await.until(
                deadline,
                () -> "a picture; it printed " + output().lines().limit(PRINTED).toList(),
                () -> output().contains("video: receiving with resolution"));
    }

    /// Runs any command that baresip's menu has ({@code about}, {@code callstat}).
    public String command(String command, String parameters) {
        return control.command(command, parameters);
    }

    /// What its decoder made of the packets; waits for the end of the call.
    public Sound heard() {
        awaitEnd(Duration.ofSeconds(20));
        return Sound.ofWave(
                Await.value(Duration.ofSeconds(10), "a sound file in " + sounds, this::newest));
    }

    // one for each second in which it began to decode: names are dates
    private Optional<Path> newest() {
        try (Stream<Path> files = Files.list(sounds)) {
            return files.filter(f -> f.toString().endsWith("-dec.wav"))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean is(JsonNode message, String event) {
        return message.path("type").asText().equals(event);
    }

    @Override
    public void close() {
        control.close();
        process.close();
    }
}
