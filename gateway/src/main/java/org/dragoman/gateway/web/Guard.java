package org.dragoman.gateway.web;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.net.InetSocketAddress;
import java.util.List;

/// Stands before every request: an address that asks too much is told to wait, and every answer
/// says what browsers shall not do with it.
final class Guard implements Filter {
    private static final List<Header> HEADERS =
            List.of(
                    // CSP Level 3; 'self' of connect-src takes in wss: of the same host
                    HeaderValues.create(
                            "Content-Security-Policy",
                            "default-src 'none'; script-src 'self'; style-src 'self';"
                                    + " img-src 'self'; media-src 'self' blob:;"
                                    + " connect-src 'self'; manifest-src 'self';"
                                    + " base-uri 'none'; form-action 'none';"
                                    + " frame-ancestors 'none'"),
                    HeaderValues.create("X-Content-Type-Options", "nosniff"),
                    HeaderValues.create("X-Frame-Options", "DENY"),
                    HeaderValues.create("Referrer-Policy", "no-referrer"),
                    HeaderValues.create("Cross-Origin-Opener-Policy", "same-origin"),
                    HeaderValues.create(
                            "Permissions-Policy",
                            "microphone=(self), camera=(self), geolocation=()"));

    private final Rates rates;

    Guard(Rates rates) {
        this.rates = rates;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        HEADERS.forEach(response::header);
        var remote = (InetSocketAddress) request.remotePeer().address();
        if (rates.take(remote.getAddress())) {
            chain.proceed();
        } else {
            response.status(Status.TOO_MANY_REQUESTS_429)
                    .header(HeaderNames.RETRY_AFTER, "1")
                    .send();
        }
    }
}
