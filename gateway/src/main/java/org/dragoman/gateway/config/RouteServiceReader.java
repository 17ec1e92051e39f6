package org.dragoman.gateway.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dragoman.gateway.route.RouteServiceConfig;

/// Reads the web servers that rules may ask.
final class RouteServiceReader {
    private static final String SAMPLE = "NAME";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private RouteServiceReader() {}

    static List<RouteServiceConfig> read(Section top) {
        var all = new ArrayList<RouteServiceConfig>();
        if (top.isDocumenting()) {
            service(
                    SAMPLE,
                    top.sample(
                            "route-services." + SAMPLE,
                            "A web server of yours that rules `ask` where a call goes: it gets a"
                                    + " POST with the call in JSON (docs/operating.md)."));
        }
        top.named("route-services").forEach((n, s) -> service(n, s).ifPresent(all::add));
        return all;
    }

    private static Optional<RouteServiceConfig> service(String name, Section s) {
        try (s) {
            var url =
                    s.required(
                            "url",
                            "http://127.0.0.1:8000/route",
                            "a URL with http or https",
                            "Where it is.",
                            RouteServiceReader::url);
            var patience =
                    s.duration(
                            "timeout",
                            PATIENCE,
                            Duration.ofMillis(100),
                            Duration.ofSeconds(8),
                            "",
                            "How long it has for its answer; then the rules behind decide.");
            var token =
                    s.optional(
                            "token",
                            "none",
                            "letters, digits and -._~+/=",
                            "Shown to it: Authorization: Bearer TOKEN.",
                            t -> Optional.of(t).filter(x -> x.matches("[-A-Za-z0-9._~+/=]+")));
            return url.map(u -> new RouteServiceConfig(name, u, patience, token));
        }
    }

    private static Optional<URI> url(String text) {
        try {
            return Optional.of(new URI(text))
                    .filter(u -> "http".equals(u.getScheme()) || "https".equals(u.getScheme()))
                    .filter(u -> u.getHost() != null);
        } catch (URISyntaxException e) {
            return Optional.empty(); // the caller tells what is allowed
        }
    }
}
