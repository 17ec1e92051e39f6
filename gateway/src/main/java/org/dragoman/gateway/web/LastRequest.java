package org.dragoman.gateway.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/// Ends a connection after the request that the client, or our answer, says is the last: Helidon
/// says so too, and then waits minutes for a further one (4.3.2; its issue 12324).
///
/// - Source: RFC 9112 §9.6.
public final class LastRequest implements Filter {
    private static final String CLOSE = "close";

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        boolean last =
                request.headers().values(HeaderNames.CONNECTION).stream()
                        .map(String::strip)
                        .anyMatch(CLOSE::equalsIgnoreCase);
        if (last) {
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
        chain.proceed();
        if (last || response.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
            throw new CloseConnectionException("that was the last request");
        }
    }
}
