package org.dragoman.gateway.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.dragoman.gateway.rest.RestClient.Unreachable;

/// A gateway reached by HTTP or HTTPS, with a token. What can go wrong on the way is told in a
/// sentence.
final class HttpLink implements Link {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String EVENT = "data: "; // HTML Living Standard §9.2.6
    private static final Pattern SCOPE = Pattern.compile("scope=\"([a-z]+)\"");

    private final String url;
    private final String token;
    private final Optional<ShownCertificate> shown;
    private final HttpClient http;

    private HttpLink(String url, String token, Optional<ShownCertificate> shown) {
        this.url = url;
        this.token = token;
        this.shown = shown;
        var builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
        shown.map(ShownCertificate::context).ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    /// The gateway of this machine, by what it left in its state folder.
    static HttpLink to(StateFolder.Access access) {
        return new HttpLink(access.url(), access.token(), Optional.empty());
    }

    /// A gateway somewhere else.
    static HttpLink to(Remote remote) {
        return new HttpLink(
                remote.base(),
                remote.token(),
                remote.isSecure()
                        ? Optional.of(ShownCertificate.judgedBy(remote.fingerprint()))
                        : Optional.empty());
    }

    @Override
    public Answer ask(String method, String path, Optional<byte[]> body) throws Unreachable {
        var publisher =
                body.map(HttpRequest.BodyPublishers::ofByteArray)
                        .orElseGet(HttpRequest.BodyPublishers::noBody);
        var request = request(path).timeout(PATIENCE).method(method, publisher).build();
        var answer = send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() == 404 && !isJson(answer)) {
            throw new Unreachable(
                    "There is no call API at %s: it is another program, or its configuration has no rest: tokens."
                            .formatted(url));
        }
        return new Answer(answer.statusCode(), answer.body());
    }

    @Override
    public void follow(Listener listener) throws Unreachable {
        try (var lines =
                send(request(RestApi.EVENTS).build(), HttpResponse.BodyHandlers.ofLines()).body()) {
            take(lines, listener);
        } catch (UncheckedIOException e) {
            throw new Unreachable("The gateway at %s has ended.".formatted(url));
        }
    }

    private static void take(Stream<String> lines, Listener listener) throws Unreachable {
        for (var each = lines.iterator(); each.hasNext(); ) {
            var line = each.next();
            if (line.startsWith(EVENT)) {
                listener.take(line.substring(EVENT.length()).getBytes(UTF_8));
            }
        }
    }

    @Override
    public void close() {
        http.shutdownNow(); // a stream of events may be under way
        http.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + RestApi.BASE + path))
                .header("Authorization", "Bearer " + token);
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws Unreachable {
        try {
            var answer = http.send(request, handler);
            refuseUnlessAllowed(answer);
            return answer;
        } catch (IOException e) {
            throw new Unreachable(why(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable(RestClient.INTERRUPTED);
        }
    }

    private void refuseUnlessAllowed(HttpResponse<?> answer) throws Unreachable {
        switch (answer.statusCode()) {
            case 401 ->
                    throw new Unreachable(
                            "The gateway at %s does not know the token, or it has expired."
                                    .formatted(url));
            case 403 -> throw new Unreachable(notGood(answer));
            case 429 ->
                    throw new Unreachable(
                            "The gateway at %s was asked too much from here; try again in a second."
                                    .formatted(url));
            default -> {
                // whoever asked knows what it means
            }
        }
    }

    private String notGood(HttpResponse<?> answer) {
        var said = answer.headers().firstValue("WWW-Authenticate").orElse("");
        var scope = SCOPE.matcher(said);
        return scope.find()
                ? "The token is not good for that at %s: it needs the scope %s."
                        .formatted(url, scope.group(1))
                : "The gateway at %s does not allow that.".formatted(url);
    }

    private static boolean isJson(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Content-Type")
                .filter(t -> t.startsWith("application/json"))
                .isPresent();
    }

    /// The client wraps what went wrong, sometimes twice.
    private String why(IOException e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            switch (t) {
                case UnknownHostException _, UnresolvedAddressException _ -> {
                    return "There is no host of that name: %s.".formatted(url);
                }
                case ConnectException _ -> {
                    return "Nobody answers at %s: does the gateway run, and listen there?"
                            .formatted(url);
                }
                case HttpTimeoutException _ -> {
                    return "Nobody answers at %s within %d seconds."
                            .formatted(url, PATIENCE.toSeconds());
                }
                case SSLException ssl -> {
                    return tls(ssl);
                }
                default -> {
                    // what caused it says more
                }
            }
        }
        return "The gateway at %s does not answer; is it still running?".formatted(url);
    }

    private String tls(SSLException e) {
        return shown.flatMap(ShownCertificate::refused)
                .map(refused -> "%s: %s".formatted(url, refused))
                .orElseGet(() -> "No TLS with %s: %s.".formatted(url, e.getMessage()));
    }
}
