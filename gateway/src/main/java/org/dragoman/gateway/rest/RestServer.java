package org.dragoman.gateway.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Answers {@code GET /gateway}, {@code GET /calls}, {@code GET /calls/ID} and
/// {@code DELETE /calls/ID} in JSON, to whoever brings the token as {@code Authorization: Bearer}.
public final class RestServer implements AutoCloseable {
    private static final int TOKEN = 32; // bytes
    private static final int REQUEST = 16 * 1024; // bytes of a request's body; none is read

    /// Helidon tells of each start and stop by java.util.logging; held so that the level stays.
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    private final ObjectMapper json = new ObjectMapper();
    private final GatewayControl control;
    private final StateFolder folder;
    private final StateFolder.Access access;
    private final byte[] authorization;
    private final WebServer server;

    private RestServer(InetSocketAddress address, GatewayControl control, StateFolder folder) {
        HELIDON.setLevel(Level.WARNING);
        this.control = control;
        this.folder = folder;
        var token = token();
        authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
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
    public static RestServer start(
            InetSocketAddress address, GatewayControl control, StateFolder folder)
            throws IOException {
        if (address.getPort() != 0) {
            // Helidon wraps what went wrong; trying first gives the plain reason
            new ServerSocket(address.getPort(), 1, address.getAddress()).close();
        }
        var started = new RestServer(address, control, folder);
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
        routing.any(this::authorize)
                .get("/gateway", (_, response) -> send(response, control.gateway()))
                .get("/calls", (_, response) -> send(response, control.calls()))
                .get("/calls/{id}", this::call)
                .delete("/calls/{id}", this::hangUp);
    }

    private void authorize(ServerRequest request, ServerResponse response) {
        var given =
                request.headers()
                        .first(HeaderNames.AUTHORIZATION)
                        .orElse("")
                        .getBytes(StandardCharsets.UTF_8);
        if (MessageDigest.isEqual(given, authorization)) {
            response.next();
        } else {
            response.status(Status.UNAUTHORIZED_401)
                    .header(HeaderNames.WWW_AUTHENTICATE, "Bearer")
                    .send();
        }
    }

    private void call(ServerRequest request, ServerResponse response)
            throws JsonProcessingException {
        var found = control.call(request.path().pathParameters().get("id"));
        if (found.isPresent()) {
            send(response, found.get());
        } else {
            sendError(response);
        }
    }

    private void hangUp(ServerRequest request, ServerResponse response)
            throws JsonProcessingException {
        if (control.hangUp(request.path().pathParameters().get("id"))) {
            response.status(Status.NO_CONTENT_204).send();
        } else {
            sendError(response);
        }
    }

    private void sendError(ServerResponse response) throws JsonProcessingException {
        response.status(Status.NOT_FOUND_404);
        send(response, Map.of("error", "there is no such call"));
    }

    private void send(ServerResponse response, Object body) throws JsonProcessingException {
        response.header(HeaderNames.CONTENT_TYPE, "application/json")
                .send(json.writeValueAsBytes(body));
    }

    private static String url(InetSocketAddress address, int port) {
        var host = address.getAddress().getHostAddress();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static String token() {
        var bytes = new byte[TOKEN];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
