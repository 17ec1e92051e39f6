package org.dragoman.gateway.web;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;

/// Which pages may use what programs use: those of the gateway's own origin and of those that the
/// operator names. Browsers ask beforehand; whoever does not, and says that it is a page of another
/// origin, is refused before anything is done.
///
/// - Source: Fetch Standard §3.2 (HTTP CORS protocol).
final class CrossOrigin implements Filter {
    private static final List<String> PATHS = List.of("/api/", "/rest-api/");
    private static final String METHODS = "GET, POST, PUT, DELETE";
    private static final String FIELDS = "authorization, content-type";
    private static final String SECONDS = "600"; // that a browser remembers it
    private static final HeaderName WANTED = HeaderNames.ACCESS_CONTROL_REQUEST_METHOD;

    private final Origins origins;

    CrossOrigin(Origins origins) {
        this.origins = origins;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        var origin = request.headers().first(HeaderNames.ORIGIN).orElse("");
        if (origin.isEmpty() || PATHS.stream().noneMatch(request.path().path()::startsWith)) {
            chain.proceed();
            return;
        }
        var host = request.headers().first(HeaderNames.HOST).orElse("");
        response.header(HeaderNames.VARY, "Origin");
        if (!origins.allow(origin, host, request.isSecure())) {
            response.status(Status.FORBIDDEN_403).send();
            return;
        }
        response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        if (request.prologue().method().equals(Method.OPTIONS)
                && request.headers().contains(WANTED)) {
            response.status(Status.NO_CONTENT_204)
                    .header(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                    .header(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, FIELDS)
                    .header(HeaderNames.ACCESS_CONTROL_MAX_AGE, SECONDS)
                    .send();
        } else {
            chain.proceed();
        }
    }
}
