package org.dragoman.tests.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// A telephone of JsSIP or SIP.js in node, without a page and without sound: signalling alone.
public final class WebSocketPhone implements AutoCloseable {
    private static final String SCRIPT = "/peer/websocket/phone.mjs";
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

    private final ChildProcess process;
    private int read; // characters of what it said that were looked at

    /// Whose SIP it is.
    public enum Library {
        JSSIP,
        SIPJS
    }

    private WebSocketPhone(ChildProcess process) {
        this.process = process;
    }

    /// - {@code url}: of the gateway's WebSocket.
    /// - {@code domain}: what it writes after the @.
    public static WebSocketPhone start(
            Library library, String url, String number, String password, String domain) {
        var name = library.name().toLowerCase(Locale.ROOT);
        Path folder = Folders.fresh(name + "-" + number);
        var script = folder.resolve("phone.mjs");
        try (var in = Objects.requireNonNull(WebSocketPhone.class.getResourceAsStream(SCRIPT))) {
            Files.createDirectories(folder);
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var process =
                ChildProcess.startToOrder(
                        name,
                        folder,
                        List.of(
                                Peers.NODE.path().toString(),
                                script.toString(),
                                Peers.PAGES.path().toString(),
                                name,
                                url,
                                number,
                                password,
                                domain));
        var phone = new WebSocketPhone(process);
        phone.await("ready", STARTS_WITHIN);
        return phone;
    }

    /// Gives an order: {@code start}, {@code call NUMBER}, {@code answer}, {@code bye},
    /// {@code cut} …
    public WebSocketPhone does(String order) {
        process.tell(order);
        return this;
    }

    /// Waits for an event that begins so, after the last that was waited for, and returns it whole.
    public String await(String beginning, Duration deadline) {
        try {
            var found =
                    Await.value(
                            deadline,
                            beginning,
                            () ->
                                    process.output()
                                            .substring(read)
                                            .lines()
                                            .filter(l -> l.startsWith(beginning))
                                            .findFirst());
            read = process.output().indexOf(found, read) + found.length();
            return found;
        } catch (AssertionError e) {
            throw new AssertionError("it said:\n" + process.output(), e);
        }
    }

    /// All it has said.
    public String output() {
        return process.output();
    }

    @Override
    public void close() {
        process.close();
    }
}
