package org.dragoman.tests.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.dragoman.tests.peer.Peers;

/// Somebody else's web server, with pages that use the gateway: those of the tests' resources, what
/// npm brought under /pages/, and pages made by a test.
final class PageServer implements AutoCloseable {
    private static final Map<String, String> TYPES =
            Map.of("html", "text/html; charset=utf-8", "js", "text/javascript; charset=utf-8");

    private static final String NPM = "/pages/";
    private static final Set<String> RESOURCES =
            Set.of("jssip.html", "jssip-page.js", "sipjs.html", "sipjs-page.js");

    private final HttpServer server;
    private final Map<String, String> made = new ConcurrentHashMap<>();

    PageServer(String address, int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(address, port), 0);
            server.createContext("/", this::answer);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The origin of its pages.
    String origin() {
        var address = server.getAddress();
        return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /// A page of the resources with its {@code @words@} replaced.
    ///
    /// - Returns: where it is.
    String make(String name, String resource, Map<String, String> words) {
        var text = new String(resource(resource), StandardCharsets.UTF_8);
        for (var word : words.entrySet()) {
            text = text.replace("@" + word.getKey() + "@", word.getValue());
        }
        return say(name, text);
    }

    /// Answers with this text, whatever the method.
    ///
    /// - Returns: where.
    String say(String name, String text) {
        made.put("/" + name, text);
        return origin() + "/" + name;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (path.equals("/favicon.ico")) { // browsers ask for it, and complain where it is missing
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
            return;
        }
        var body = content(path);
        if (body.isEmpty()) {
            exchange.sendResponseHeaders(404, -1);
            exchange.getResponseBody().close();
            return;
        }
        var ending = path.substring(path.lastIndexOf('.') + 1);
        exchange.getResponseHeaders().set("Content-Type", TYPES.getOrDefault(ending, "text/plain"));
        exchange.sendResponseHeaders(200, body.get().length);
        try (var out = exchange.getResponseBody()) {
            out.write(body.get());
        }
    }

    private Optional<byte[]> content(String path) throws IOException {
        if (made.containsKey(path)) {
            return Optional.of(made.get(path).getBytes(StandardCharsets.UTF_8));
        }
        if (path.startsWith(NPM)) {
            var file = Peers.PAGES.path().resolve(path.substring(NPM.length()));
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        }
        return Optional.of(path.substring(1)).filter(RESOURCES::contains).map(PageServer::resource);
    }

    private static byte[] resource(String name) {
        try (var in = PageServer.class.getResourceAsStream("/browser/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
