package org.dragoman.gateway.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The files that the gateway serves: the softphone page and what it is made of. They are few, are
/// read once, and browsers keep them until they change.
final class Pages {
    private static final String FOLDER = "/org/dragoman/gateway/web";
    private static final int TAG = 16; // hexadecimal digits

    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml",
                    "webmanifest", "application/manifest+json");

    private record Page(byte[] content, String type, String tag) {}

    private final Map<String, Page> pages = new LinkedHashMap<>();

    /// - {@code paths}: of the files, such as {@code /phone/phone.js}; one that ends in a slash is
    ///   the {@code index.html} there.
    /// - Errors: IllegalStateException where one is not in the program.
    Pages(List<String> paths) {
        paths.forEach(path -> pages.put(path, read(path)));
    }

    private static Page read(String path) {
        var file = path.endsWith("/") ? path + "index.html" : path;
        try (InputStream in = Pages.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its page " + file);
            }
            var content = in.readAllBytes();
            var ending = file.substring(file.lastIndexOf('.') + 1);
            var type = Optional.ofNullable(TYPES.get(ending)).orElseThrow();
            return new Page(content, type, tag(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tag(byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + HexFormat.of().formatHex(digest).substring(0, TAG) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void route(HttpRouting.Builder routing) {
        pages.forEach(
                (path, page) -> {
                    routing.get(path, (request, response) -> send(request, response, page));
                    if (path.length() > 1 && path.endsWith("/")) {
                        var bare = path.substring(0, path.length() - 1);
                        routing.get(bare, (_, response) -> redirect(response, path));
                    }
                });
    }

    private static void redirect(ServerResponse response, String path) {
        response.status(Status.MOVED_PERMANENTLY_301).header(HeaderNames.LOCATION, path).send();
    }

    /// - Source: RFC 9110 §13.1.2 (If-None-Match).
    private static void send(ServerRequest request, ServerResponse response, Page page) {
        // scripts are also loaded by the pages of others that have a call button
        response.header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        response.header(HeaderNames.ETAG, page.tag()).header(HeaderNames.CACHE_CONTROL, "no-cache");
        if (request.headers().first(HeaderNames.IF_NONE_MATCH).orElse("").contains(page.tag())) {
            response.status(Status.NOT_MODIFIED_304).send();
        } else {
            response.header(HeaderNames.CONTENT_TYPE, page.type()).send(page.content());
        }
    }
}
