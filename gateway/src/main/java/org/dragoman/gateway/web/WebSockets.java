package org.dragoman.gateway.web;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsConnection;
import io.helidon.webserver.websocket.WsUpgrader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import org.dragoman.core.link.WebSocketLink.Service;
import org.jspecify.annotations.Nullable;

/// Turns HTTP connections into WebSockets: of pages that may, to services that there are, by a
/// protocol both know, and not too many. In place of Helidon's own way because that does not say
/// when a connection breaks off (4.3.1), and because limits are kept before a WebSocket is made.
final class WebSockets extends WsUpgrader {
    private static final String VERSION = "13"; // RFC 6455 §4.1

    private final Map<String, Service> services; // by path
    private final Origins origins;
    private final Rates rates;
    private final InstantSource time;

    WebSockets(
            WsConfig config,
            Map<String, Service> services,
            Origins origins,
            Rates rates,
            InstantSource time) {
        super(config);
        this.services = Map.copyOf(services);
        this.origins = origins;
        this.rates = rates;
        this.time = time;
    }

    @Override
    public @Nullable ServerConnection upgrade(
            ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
        var service = services.get(prologue.uriPath().path());
        if (service == null) {
            return null; // a request like others: there is nothing at this path
        }
        var remote = (InetSocketAddress) context.remotePeer().address();
        var key = checked(context, headers, service);
        if (!rates.take(remote.getAddress()) || !rates.enter(remote.getAddress())) {
            throw refused(Status.TOO_MANY_REQUESTS_429, "Too many WebSockets of this address");
        }
        try {
            return opened(context, prologue, headers, service, key, remote);
        } catch (RuntimeException e) {
            rates.leave(remote.getAddress());
            throw e;
        }
    }

    /// - Returns: the key of the handshake.
    private String checked(ConnectionContext context, WritableHeaders<?> headers, Service service) {
        if (!headers.first(WS_VERSION).orElse("").equals(VERSION)) {
            throw refused(Status.UPGRADE_REQUIRED_426, "WebSocket version 13 is spoken here");
        }
        var origin = headers.first(HeaderNames.ORIGIN).orElse("");
        var host = headers.first(HeaderNames.HOST).orElse("");
        if (!origins.allow(origin, host, context.isSecure())) {
            throw refused(Status.FORBIDDEN_403, "This page may not use the gateway");
        }
        var offered = headers.first(PROTOCOL).orElse("").split(" *, *");
        if (!Arrays.asList(offered).contains(service.subprotocol())) {
            throw refused(
                    Status.BAD_REQUEST_400, "The subprotocol here is " + service.subprotocol());
        }
        return headers.first(WS_KEY)
                .orElseThrow(() -> refused(Status.BAD_REQUEST_400, "No Sec-WebSocket-Key"));
    }

    private ServerConnection opened(
            ConnectionContext context,
            HttpPrologue prologue,
            WritableHeaders<?> headers,
            Service service,
            String key,
            InetSocketAddress remote) {
        var accept = hash(context, key);
        var local = (InetSocketAddress) context.localPeer().address();
        var link = new LiveLink(service, local, remote, context.isSecure(), time);
        var answer =
                SWITCHING_PROTOCOL_PREFIX
                        + accept
                        + "\r\n"
                        + PROTOCOL.defaultCase()
                        + ": "
                        + service.subprotocol()
                        + "\r\n\r\n";
        context.dataWriter()
                .writeNow(BufferData.create(answer.getBytes(StandardCharsets.US_ASCII)));
        var held = new Held(WsConnection.create(context, prologue, headers, key, link), link);
        link.abortsBy(() -> held.close(true));
        return held;
    }

    private static RequestException refused(Status status, String why) {
        return RequestException.builder()
                .type(DirectHandler.EventType.OTHER)
                .status(status)
                .message(why)
                .safeMessage(true)
                .setKeepAlive(false)
                .build();
    }

    /// A connection that says when it is over.
    private final class Held implements ServerConnection {
        private final WsConnection connection;
        private final LiveLink link;

        Held(WsConnection connection, LiveLink link) {
            this.connection = connection;
            this.link = link;
        }

        @Override
        public void handle(Limit limit) {
            try {
                connection.handle(limit);
            } finally {
                rates.leave(link.remote().getAddress());
                link.gone();
            }
        }

        @Override
        public Duration idleTime() {
            return connection.idleTime();
        }

        @Override
        public void close(boolean interrupt) {
            connection.close(interrupt);
        }
    }
}
