package org.dragoman.gateway.route;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.dragoman.core.route.Advice;
import org.dragoman.core.route.AskedCall;
import org.dragoman.core.route.RouteQuery;
import org.dragoman.core.route.ServiceReply;

/// Asks a web server of the operator: a POST with the call in JSON, answered by JSON
/// ({@link RouteJson}). Whatever goes wrong is silence.
public final class HttpRouteService implements OutsideService {
    private static final int UNDER_WAY = 512; // questions; more means that it is down
    private static final int ANSWER = 64 << 10; // bytes

    private final String name;
    private final URI url;
    private final Duration patience;
    private final Optional<String> token;
    private final HttpClient http;
    private final Semaphore room = new Semaphore(UNDER_WAY);

    /// - {@code name}: what decisions call it.
    /// - {@code patience}: for the whole answer.
    /// - {@code token}: shown as a bearer's.
    public HttpRouteService(String name, URI url, Duration patience, Optional<String> token) {
        this.name = name;
        this.url = url;
        this.patience = patience;
        this.token = token;
        this.http = HttpClient.newBuilder().connectTimeout(patience).build();
    }

    static HttpRouteService of(RouteServiceConfig.Web config) {
        return new HttpRouteService(config.name(), config.url(), config.patience(), config.token());
    }

    @Override
    public void ask(AskedCall call, RouteQuery query) {
        if (!room.tryAcquire()) {
            call.reply(silent("too many questions are under way"));
            return;
        }
        var request =
                HttpRequest.newBuilder(url)
                        .timeout(patience)
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofByteArray(
                                        RouteJson.question(call.id(), query)));
        token.ifPresent(t -> request.header("Authorization", "Bearer " + t));
        var body =
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), ANSWER);
        http.sendAsync(request.build(), body)
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .handle(
                        (response, failed) -> {
                            room.release();
                            return Optional.ofNullable(failed)
                                    .map(f -> silent(f.getClass().getSimpleName()))
                                    .orElseGet(() -> reply(response));
                        })
                .thenAccept(call::reply);
    }

    private ServiceReply reply(HttpResponse<byte[]> response) {
        if (response.statusCode() != 200) {
            return silent("status " + response.statusCode());
        }
        try {
            Advice advice = RouteJson.advice(response.body());
            return new ServiceReply.Advised(advice, name + " was asked and answered");
        } catch (IOException e) {
            return silent("its answer is not understood: " + e.getMessage());
        }
    }

    private ServiceReply silent(String why) {
        return new ServiceReply.Silent(
                name + " says nothing (" + why + "); the rules behind decide");
    }

    @Override
    public void retire() {
        http.shutdown(); // what is under way is answered
    }

    @Override
    public void close() {
        retire();
    }
}
