package org.dragoman.gateway.web;

import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.websocket.WsConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.dragoman.core.link.WebSocketLink.Service;
import org.dragoman.sip.tls.LiveCertificate;

/// The web server for browsers, on every listener of the configuration: TLS, WebSockets, pages, and
/// what other rooms route ({@link Part}).
public final class WebEdge implements AutoCloseable {
    private static final int REQUEST = 64 * 1024; // bytes of a request's body
    private static final int HEADERS = 16 * 1024; // bytes of a request's headers
    private static final int FRAME = 128 * 1024; // bytes of a WebSocket frame
    // where a handshake or a request is awaited, or a WebSocket's word, which is asked every ten
    // seconds whether it is there; so this is also when a network is lost
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int COUNTED_ELSEWHERE = -1;

    /// Helidon tells of each start and stop by java.util.logging; held so that the level stays.
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    /// What answers requests: adds its paths.
    public interface Part extends Consumer<HttpRouting.Builder> {}

    /// What is served.
    ///
    /// - {@code pages}: paths of {@link Pages}.
    /// - {@code sockets}: by path.
    public record Content(List<String> pages, Map<String, Service> sockets, List<Part> parts) {}

    private final WebConfig config;
    private final Content content;
    private final Optional<LiveCertificate> certificate;
    private final Rates rates;
    private final InstantSource time;
    private final List<WebServer> servers = new ArrayList<>();
    private final List<String> urls = new ArrayList<>();

    private WebEdge(
            WebConfig config,
            Content content,
            Optional<LiveCertificate> certificate,
            InstantSource time) {
        this.config = config;
        this.content = content;
        this.certificate = certificate;
        this.rates = new Rates(config.limits(), time);
        this.time = time;
        HELIDON.setLevel(Level.WARNING);
    }

    /// Listens.
    ///
    /// - {@code certificate}: needed where a listener is secure.
    /// - Errors: IOException with a sentence for the operator when it cannot listen.
    public static WebEdge start(
            WebConfig config,
            Content content,
            Optional<LiveCertificate> certificate,
            InstantSource time)
            throws IOException {
        var edge = new WebEdge(config, content, certificate, time);
        try {
            for (var listener : config.listeners()) {
                edge.listen(listener);
            }
        } catch (IOException | RuntimeException e) {
            edge.close();
            throw e;
        }
        return edge;
    }

    private void listen(WebConfig.Listener listener) throws IOException {
        var address = listener.address();
        tryFirst(address);
        var websockets = WsConfig.builder().maxFrameLength(FRAME).build();
        var http = Http1Config.builder().maxHeadersSize(HEADERS).build();
        var server =
                WebServer.builder()
                        .host(address.getAddress().getHostAddress())
                        .port(address.getPort())
                        .shutdownHook(false)
                        .shutdownGracePeriod(Duration.ofMillis(200))
                        .maxPayloadSize(REQUEST)
                        .maxTcpConnections(
                                listener.secure()
                                        ? COUNTED_ELSEWHERE
                                        : config.limits().connections())
                        .protocolsDiscoverServices(false)
                        .addProtocol(websockets)
                        .addConnectionSelector(
                                Http1ConnectionSelector.builder()
                                        .config(http)
                                        .addUpgrader(upgrader(websockets))
                                        .build())
                        .routing(this::route);
        if (listener.secure()) {
            server.tls(tls());
        }
        var started = server.build().start();
        servers.add(started);
        urls.add(url(listener, started.port()));
    }

    /// Helidon wraps what went wrong; trying first gives the plain reason.
    private static void tryFirst(InetSocketAddress address) throws IOException {
        if (address.getPort() == 0) {
            return;
        }
        try {
            new ServerSocket(address.getPort(), 1, address.getAddress()).close();
        } catch (IOException e) {
            throw new IOException(
                    "The web server cannot listen on %s:%d: %s"
                            .formatted(
                                    address.getAddress().getHostAddress(),
                                    address.getPort(),
                                    e.getMessage()),
                    e);
        }
    }

    private WebSockets upgrader(WsConfig websockets) {
        return new WebSockets(websockets, content.sockets(), origins(), rates, time);
    }

    private Origins origins() {
        return new Origins(new HashSet<>(config.origins()));
    }

    private Tls tls() throws IOException {
        var shown =
                certificate.orElseThrow(
                        () -> new IllegalStateException("a secure listener needs a certificate"));
        return Tls.builder()
                .sslContext(
                        BoundedTls.around(
                                shown.serverContext(), config.limits().connections(), SILENCE))
                .enabledProtocols(org.dragoman.sip.tls.Tls.PROTOCOLS)
                .enabledCipherSuites(org.dragoman.sip.tls.Tls.CIPHERS)
                .build();
    }

    private void route(HttpRouting.Builder routing) {
        routing.addFilter(new LastRequest());
        routing.addFilter(new Guard(rates));
        routing.addFilter(new CrossOrigin(origins()));
        new Pages(content.pages()).route(routing);
        content.parts().forEach(part -> part.accept(routing));
    }

    private static String url(WebConfig.Listener listener, int port) {
        var host = listener.address().getAddress().getHostAddress();
        return "%s://%s:%d"
                .formatted(
                        listener.secure() ? "https" : "http",
                        host.contains(":") ? "[" + host + "]" : host,
                        port);
    }

    /// Where it is reached, without a path.
    public List<String> urls() {
        return List.copyOf(urls);
    }

    /// SHA-256 of the certificate it shows, where it shows one.
    public Optional<String> fingerprint() {
        return certificate.filter(_ -> config.isSecure()).map(LiveCertificate::fingerprint);
    }

    @Override
    public void close() {
        servers.forEach(WebServer::stop);
    }
}
