package org.dragoman.gateway.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The routes of {@link RestApi} and {@link FlashphonerApi} on a web server, each for those whose
/// token is good for it.
public final class RestRoutes implements Consumer<HttpRouting.Builder> {
    private static final byte[] NO_BODY = {};

    private final ObjectMapper json = new ObjectMapper();
    private final GatewayControl control;
    private final Bearers bearers;
    private final EventStream events;
    private final FlashphonerApi flashphoner;

    /// - {@code tokens}: those that are answered.
    public RestRoutes(GatewayControl control, Collection<ApiToken> tokens, InstantSource time) {
        this.control = control;
        this.bearers = new Bearers(tokens, time);
        this.events = new EventStream(control);
        this.flashphoner = new FlashphonerApi(control);
    }

    @Override
    public void accept(HttpRouting.Builder routing) {
        var methods = new LinkedHashMap<String, List<String>>();
        for (var operation : RestApi.OPERATIONS) {
            var path = RestApi.BASE + operation.path();
            Handler handler =
                    operation.path().equals(RestApi.EVENTS)
                            ? (_, response) -> events.serve(response)
                            : (request, response) -> answer(operation, request, response);
            route(routing, operation.method(), path, operation.scope(), handler);
            methods.computeIfAbsent(path, _ -> new ArrayList<>()).add(operation.method());
        }
        for (var operation : FlashphonerApi.OPERATIONS) {
            var path = FlashphonerApi.BASE + operation.path();
            route(
                    routing,
                    "POST",
                    path,
                    operation.scope(),
                    (request, response) ->
                            send(response, flashphoner.reply(operation, body(request))));
            methods.put(path, List.of("POST"));
        }
        // RFC 9110 §15.5.6: a method that a resource has not is told from a resource that is not
        // there
        methods.forEach(
                (path, has) ->
                        routing.any(
                                path,
                                (request, response) -> {
                                    if (isKnown(request, response)) {
                                        refuse(response, has);
                                    }
                                }));
    }

    private void route(
            HttpRouting.Builder routing, String method, String path, Scope scope, Handler handler) {
        routing.route(
                Method.create(method),
                path,
                (request, response) -> {
                    if (mayUse(scope, request, response)) {
                        handler.handle(request, response);
                    }
                });
    }

    /// Whether the bearer of the token is known; else it was told.
    boolean isKnown(ServerRequest request, ServerResponse response) {
        return scopes(request, response).isPresent();
    }

    private boolean mayUse(Scope scope, ServerRequest request, ServerResponse response) {
        var scopes = scopes(request, response);
        if (scopes.isPresent() && !scopes.get().contains(scope)) {
            response.status(Status.FORBIDDEN_403)
                    .header(
                            HeaderNames.WWW_AUTHENTICATE,
                            "Bearer error=\"insufficient_scope\", scope=\"" + scope.word() + "\"")
                    .send();
            return false;
        }
        return scopes.isPresent();
    }

    private Optional<java.util.Set<Scope>> scopes(ServerRequest request, ServerResponse response) {
        var given = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
        var scopes = bearers.scopes(given);
        if (scopes.isEmpty()) {
            response.status(Status.UNAUTHORIZED_401)
                    .header(
                            HeaderNames.WWW_AUTHENTICATE,
                            // RFC 6750 §3.1: who brought none is told of no error
                            given.isEmpty() ? "Bearer" : "Bearer error=\"invalid_token\"")
                    .send();
        }
        return scopes;
    }

    private void answer(Operation operation, ServerRequest request, ServerResponse response)
            throws JsonProcessingException {
        var id = operation.hasId() ? request.path().pathParameters().get(Operation.ID) : "";
        var query = request.query().isEmpty() ? "" : request.query().rawValue();
        send(
                response,
                operation.isQuery()
                        ? operation.asked(control, id, query)
                        : operation.reply(control, id, body(request)));
    }

    private static byte[] body(ServerRequest request) {
        return request.content().hasEntity() ? request.content().as(byte[].class) : NO_BODY;
    }

    private static void refuse(ServerResponse response, List<String> has) {
        response.status(Status.METHOD_NOT_ALLOWED_405)
                .header(HeaderNames.ALLOW, String.join(", ", has))
                .send();
    }

    void send(ServerResponse response, Reply reply) throws JsonProcessingException {
        response.status(Status.create(reply.status()));
        if (reply.body().isPresent()) {
            response.header(HeaderNames.CONTENT_TYPE, "application/json")
                    .send(json.writeValueAsBytes(reply.body().get()));
        } else {
            response.send();
        }
    }
}
