package org.dragoman.gateway.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Answers what {@link RestApi} lists, in JSON, to whoever brings the token as
/// {@code Authorization: Bearer}.
public final class RestServer implements AutoCloseable {
    private static final int TOKEN = 32; // bytes
    private static final int REQUEST = 16 * 1024; // bytes of a request's body; none is read

    private static final ErrorView NOTHING = new ErrorView("There is nothing here.");

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
        routing.any(this::authorize);
        var methods = new LinkedHashMap<String, List<String>>();
        for (var operation : RestApi.OPERATIONS) {
            var path = RestApi.BASE + operation.path();
            routing.route(
                    Method.create(operation.method()),
                    path,
                    (request, response) ->
                            send(
                                    response,
                                    operation.handling().reply(control, id(operation, request))));
            methods.computeIfAbsent(path, _ -> new ArrayList<>()).add(operation.method());
        }
        // RFC 9110 §15.5.6: a method that a resource has not is told from a resource that is not
        // there
        methods.forEach((path, has) -> routing.any(path, (_, response) -> refuse(response, has)));
        routing.any((_, response) -> send(response, RestApi.Reply.missing(NOTHING)));
    }

    private static String id(RestApi.Operation operation, ServerRequest request) {
        return operation.hasId() ? request.path().pathParameters().get(RestApi.ID) : "";
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

    private static void refuse(ServerResponse response, List<String> has) {
        response.status(Status.METHOD_NOT_ALLOWED_405)
                .header(HeaderNames.ALLOW, String.join(", ", has))
                .send();
    }

    private void send(ServerResponse response, RestApi.Reply reply) throws JsonProcessingException {
        response.status(Status.create(reply.status()));
        if (reply.body().isPresent()) {
            response.header(HeaderNames.CONTENT_TYPE, "application/json")
                    .send(json.writeValueAsBytes(reply.body().get()));
        } else {
            response.send();
        }
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
