package org.dragoman.gateway.rest;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.dragoman.gateway.web.LastRequest;

/// Answers what {@link RestApi} lists, in JSON, to whoever brings the token as
/// {@code Authorization: Bearer}.
public final class RestServer implements AutoCloseable {
    private static final int REQUEST = 16 * 1024; // bytes of a request's body

    /// Helidon tells of each start and stop by java.util.logging; held so that the level stays.
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    private final RestRoutes routes;
    private final StateFolder folder;
    private final StateFolder.Access access;
    private final WebServer server;

    private RestServer(
            InetSocketAddress address,
            GatewayControl control,
            Collection<ApiToken> tokens,
            StateFolder folder,
            InstantSource time) {
        HELIDON.setLevel(Level.WARNING);
        this.folder = folder;
        var token = ApiToken.random();
        var all = new ArrayList<>(tokens);
        all.add(new ApiToken("command line", ApiToken.hash(token), Set.of(Scope.values())));
        routes = new RestRoutes(control, all, time);
        server =
                WebServer.builder()
                        .host(address.getAddress().getHostAddress())
                        .port(address.getPort())
                        .shutdownHook(false)
                        .maxPayloadSize(REQUEST)
                        .routing(this::route)
                        .build()
                        .start();
        access = new StateFolder.Access(url(address, server.port()), token);
    }

    /// Listens, and leaves address and token in the folder.
    ///
    /// - {@code tokens}: further ones that are answered.
    public static RestServer start(
            InetSocketAddress address,
            GatewayControl control,
            Collection<ApiToken> tokens,
            StateFolder folder)
            throws IOException {
        return start(address, control, tokens, folder, InstantSource.system());
    }

    /// - {@code time}: by which tokens expire.
    static RestServer start(
            InetSocketAddress address,
            GatewayControl control,
            Collection<ApiToken> tokens,
            StateFolder folder,
            InstantSource time)
            throws IOException {
        if (address.getPort() != 0) {
            // Helidon wraps what went wrong; trying first gives the plain reason
            new ServerSocket(address.getPort(), 1, address.getAddress()).close();
        }
        var started = new RestServer(address, control, tokens, folder, time);
        try {
            folder.write(started.access);
        } catch (IOException e) {
            started.server.stop();
            throw e;
        }
        return started;
    }

    public String url() {
        return access.url();
    }

    @Override
    public void close() throws IOException {
        folder.remove(access);
        server.stop();
    }

    private void route(HttpRouting.Builder routing) {
        routing.addFilter(new LastRequest());
        routing.any(this::authorize);
        routes.accept(routing);
        routing.any((_, response) -> routes.send(response, Reply.missing(ErrorView.NOTHING)));
    }

    /// Whoever has no token is told nothing, not even what there is.
    private void authorize(ServerRequest request, ServerResponse response) {
        if (routes.isKnown(request, response)) {
            response.next();
        }
    }

    private static String url(InetSocketAddress address, int port) {
        var host = address.getAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
