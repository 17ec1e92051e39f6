package org.dragoman.tests.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// Chromium without a window, driven by Playwright (tests/peers/browser/driver.mjs). Its microphone
/// is a tone. Pages are of contexts of their own: what one stores another does not see.
public final class Browser implements AutoCloseable {
    /// What its microphone hears.
    public static final int HERTZ = 700;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int CLOCK = 48_000; // Hz
    private static final int SECONDS = 10; // of sound, repeated without a seam
    private static final double AMPLITUDE = 8_000; // of 32,767
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final BufferedWriter commands;
    private final Path folder;
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicReference<String> said = new AtomicReference<>("");

    private Browser(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        this.commands = process.outputWriter();
    }

    /// - {@code name}: names the folder of its pictures, below target/peers.
    public static Browser start(String name) {
        Peers.require(Peers.CHROMIUM, Peers.NODE, Peers.PAGES);
        var folder = Folders.fresh(name);
        try {
            var microphone = folder.resolve("microphone.wav");
            Files.write(microphone, tone());
            var driver = Path.of("peers", "browser", "driver.mjs").toAbsolutePath();
            var process =
                    new ProcessBuilder(
                                    Peers.NODE.path().toString(),
                                    driver.toString(),
                                    Peers.CHROMIUM.path().toString(),
                                    folder.toString(),
                                    microphone.toString())
                            .directory(Peers.PAGES.path().toFile())
                            .redirectError(folder.resolve("browser.output").toFile())
                            .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            var browser = new Browser(process, folder);
            var ready = new CompletableFuture<JsonNode>();
            browser.waiting.put(0, ready);
            Thread.ofPlatform().daemon().name("browser-answers").start(browser::read);
            browser.await(ready, "Chromium");
            return browser;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] tone() {
        int samples = CLOCK * SECONDS;
        var wave = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        wave.put("RIFF".getBytes()).putInt(36 + 2 * samples).put("WAVEfmt ".getBytes());
        wave.putInt(16).putShort((short) 1).putShort((short) 1);
        wave.putInt(CLOCK).putInt(2 * CLOCK).putShort((short) 2).putShort((short) 16);
        wave.put("data".getBytes()).putInt(2 * samples);
        for (int i = 0; i < samples; i++) {
            wave.putShort((short) (AMPLITUDE * Math.sin(2 * Math.PI * HERTZ * i / CLOCK)));
        }
        return wave.array();
    }

    private void read() {
        try (BufferedReader answers = process.inputReader()) {
            for (var line = answers.readLine(); line != null; line = answers.readLine()) {
                var answer = JSON.readTree(line);
                var future = waiting.remove(answer.path("id").intValue());
                if (answer.has("error")) {
                    future.completeExceptionally(
                            new AssertionError(answer.path("error").textValue()));
                } else {
                    future.complete(answer.path("value"));
                }
            }
        } catch (IOException e) {
            said.set(e.toString());
        }
        waiting.values().forEach(f -> f.completeExceptionally(new AssertionError("it ended")));
    }

    private JsonNode await(CompletableFuture<JsonNode> answer, String what) {
        try {
            return answer.get(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no answer: " + what + "; " + output(), e);
        } catch (ExecutionException e) {
            throw new AssertionError(what + ": " + e.getCause().getMessage() + output(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String output() {
        try {
            return "\n" + Files.readString(folder.resolve("browser.output")) + said.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode order(Map<String, Object> command) {
        int id = numbers.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(id, answer);
        var numbered = new LinkedHashMap<>(command);
        numbered.put("id", id);
        numbered.put("timeout", PATIENCE.toMillis());
        synchronized (commands) {
            try {
                commands.write(JSON.writeValueAsString(numbered));
                commands.newLine();
                commands.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(output(), e);
            }
        }
        return await(answer, command.toString());
    }

    /// How a page is opened.
    ///
    /// - {@code scheme}: light or dark.
    /// - {@code permissions}: what it may use: microphone, camera, clipboard-read.
    public record Look(
            String locale, String scheme, int width, int height, List<String> permissions) {
        public static final Look PHONE =
                new Look("en-US", "light", 390, 844, List.of("microphone", "camera"));
        public static final Look DESKTOP =
                new Look("ru-RU", "dark", 1_280, 800, List.of("microphone", "camera"));
        public static final Look NO_MICROPHONE = new Look("en-US", "light", 390, 844, List.of());
    }

    public Page open(String url, Look look) {
        var page = new Page("p" + numbers.incrementAndGet());
        page.order(
                "open",
                Map.of(
                        "url",
                        url,
                        "locale",
                        look.locale(),
                        "scheme",
                        look.scheme(),
                        "width",
                        look.width(),
                        "height",
                        look.height(),
                        "permissions",
                        look.permissions()));
        return page;
    }

    /// Something that a screen reader is told of.
    ///
    /// - {@code role}: as WAI-ARIA has it, and Chromium's own for what that has no word for.
    /// - {@code pressed}: {@code true} or {@code false} of a toggle button; else empty.
    public record Node(String role, String name, String pressed) {}

    /// A page; every method waits for what it is about.
    public final class Page implements AutoCloseable {
        private final String name;

        private Page(String name) {
            this.name = name;
        }

        private JsonNode order(String what, Map<String, Object> more) {
            var command = new LinkedHashMap<String, Object>(more);
            command.put("do", what);
            command.put("page", name);
            return Browser.this.order(command);
        }

        public void click(String selector) {
            order("click", Map.of("selector", selector));
        }

        public void fill(String selector, String text) {
            order("fill", Map.of("selector", selector, "text", text));
        }

        /// Types as a keyboard does, into whatever has the focus.
        public void type(String text) {
            order("type", Map.of("text", text));
        }

        /// Chooses of a list, by the value.
        public void select(String selector, String value) {
            order("select", Map.of("selector", selector, "text", value));
        }

        public void press(String key) {
            order("press", Map.of("key", key));
        }

        public void awaitVisible(String selector) {
            order("visible", Map.of("selector", selector));
        }

        public void awaitHidden(String selector) {
            order("hidden", Map.of("selector", selector));
        }

        /// Waits until the element shows this text, among others.
        public void awaitText(String selector, String text) {
            order("says", Map.of("selector", selector, "text", text));
        }

        /// Waits until an expression of the page is true.
        public void awaitTrue(String expression) {
            Await.until(PATIENCE, expression, () -> eval(expression).booleanValue());
        }

        /// What Chromium tells a screen reader: everything that is shown, from top to bottom.
        public List<Node> accessibilityTree() {
            return JSON.convertValue(
                    order("tree", Map.of()),
                    JSON.getTypeFactory().constructCollectionType(List.class, Node.class));
        }

        public String text(String selector) {
            return order("text", Map.of("selector", selector)).asText();
        }

        public JsonNode eval(String script) {
            return order("eval", Map.of("script", script));
        }

        /// The loudest tone of a stream, as an expression of the page names it.
        public JsonNode tone(String stream) {
            return eval("(async () => { const s = " + stream + "; return s && listen(s); })()");
        }

        /// A picture below target/peers, for whoever looks at it.
        public void shot(String file) {
            order("shot", Map.of("name", file));
        }

        /// What it wrote on its console.
        public List<String> console() {
            return JSON.convertValue(
                    order("said", Map.of()),
                    JSON.getTypeFactory().constructCollectionType(List.class, String.class));
        }

        public void offline(boolean on) {
            order("offline", Map.of("on", on));
        }

        /// Closes the tab, as its user does.
        public void leave() {
            order("leave", Map.of());
        }

        @Override
        public void close() {
            order("close", Map.of());
        }
    }

    @Override
    public void close() {
        try {
            commands.close(); // the driver ends with its input
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
