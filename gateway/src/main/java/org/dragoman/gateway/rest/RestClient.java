package org.dragoman.gateway.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The command line's side of REST.
public final class RestClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// No gateway runs here, or it does not answer; the message is a sentence for the operator.
    public static final class Unreachable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreachable(String message) {
            super(message);
        }
    }

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http;
    private final StateFolder.Access access;

    private RestClient(StateFolder.Access access) {
        this.access = access;
        this.http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    }

    /// Finds the gateway that left its address in the folder, and makes sure that it answers.
    public static RestClient open(StateFolder folder) throws Unreachable {
        try {
            var access = folder.read();
            if (access.isEmpty()) {
                throw new Unreachable(
                        "No gateway runs here (nothing in %s); start one with: dragoman run"
                                .formatted(folder.path()));
            }
            return new RestClient(access.get());
        } catch (IOException e) {
            throw new Unreachable(
                    "%s cannot be read: it belongs to whoever started the gateway (%s)."
                            .formatted(folder.path(), e.getClass().getSimpleName()));
        }
    }

    public GatewayView gateway() throws Unreachable {
        return read(get("/gateway").body(), GatewayView.class);
    }

    public List<CallView> calls() throws Unreachable {
        return readAll(get("/calls").body(), CallView.class);
    }

    public List<AccountView> accounts() throws Unreachable {
        return readAll(get("/accounts").body(), AccountView.class);
    }

    public Optional<CallView> call(String id) throws Unreachable {
        var answer = get("/calls/" + id);
        return answer.statusCode() == 404
                ? Optional.empty()
                : Optional.of(read(answer.body(), CallView.class));
    }

    /// The messages of a call as they were on the wire; nothing where they are not kept.
    public Optional<List<WireView>> wire(String id) throws Unreachable {
        var answer = get("/calls/" + id + "/wire");
        return answer.statusCode() == 404
                ? Optional.empty()
                : Optional.of(readAll(answer.body(), WireView.class));
    }

    /// Takes what happens to calls; may ask more of the gateway.
    public interface Follower {
        void take(EventView event) throws Unreachable;
    }

    /// Tells what happens to calls from now on, until the gateway ends.
    public void follow(Follower follower) throws Unreachable {
        var request =
                HttpRequest.newBuilder(URI.create(access.url() + RestApi.BASE + RestApi.EVENTS))
                        .header("Authorization", "Bearer " + access.token())
                        .build();
        try (var lines = http.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
            for (var each = lines.iterator(); each.hasNext(); ) {
                var line = each.next();
                if (line.startsWith("data: ")) {
                    follower.take(json.readValue(line.substring(6), EventView.class));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new Unreachable("The gateway at %s has ended.".formatted(access.url()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable("Interrupted.");
        }
    }

    /// False where there is no such call.
    public boolean hangUp(String id) throws Unreachable {
        return send(request("/calls/" + id).DELETE().build()).statusCode() == 204;
    }

    /// Begins a call between two parties.
    ///
    /// - Returns: its id, or why not.
    public Begun begin(String first, String second) throws Unreachable {
        var answer = post("/calls", Map.of("from", first, "to", second));
        if (answer.statusCode() == 202) {
            return new Begun(read(answer.body(), BegunView.class).id(), "");
        }
        return new Begun("", error(answer));
    }

    /// Has the gateway read its configuration again.
    public ReloadView reload() throws Unreachable {
        return read(post("/configuration/reload", Map.of()).body(), ReloadView.class);
    }

    /// Where a call would go; nothing where there is neither such a peer nor such an account.
    public Optional<RouteView> explain(RouteQuestion question) throws Unreachable {
        var fields = new HashMap<>(Map.of("from", question.from(), "to", question.to()));
        question.calling().ifPresent(c -> fields.put("calling", c));
        question.at().ifPresent(at -> fields.put("at", at.toString()));
        var answer = post("/routes/explain", fields);
        return switch (answer.statusCode()) {
            case 200 -> Optional.of(read(answer.body(), RouteView.class));
            case 404 -> Optional.empty();
            default -> throw new Unreachable("The gateway refuses that: " + error(answer));
        };
    }

    /// A call that was begun, or why it was not.
    public record Begun(String id, String problem) {}

    /// Orders a call something: {@code hold}, {@code resume}, {@code transfer}.
    ///
    /// - Returns: nothing when it is done, else why not.
    public Optional<String> order(String id, String what, Map<String, String> fields)
            throws Unreachable {
        var answer = post("/calls/" + id + "/" + what, fields);
        return answer.statusCode() == 204 ? Optional.empty() : Optional.of(error(answer));
    }

    private HttpResponse<byte[]> post(String path, Map<String, String> fields) throws Unreachable {
        try {
            var body = HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(fields));
            return send(request(path).POST(body).build());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are JSON", e);
        }
    }

    private String error(HttpResponse<byte[]> answer) throws Unreachable {
        var said = read(answer.body(), ErrorView.class);
        return said.field().isEmpty() ? said.error() : said.field() + ": " + said.error();
    }

    /// Begins to record a call, or stops that. False where there is no such call.
    public boolean record(String id, boolean on) throws Unreachable {
        var request = request("/calls/" + id + "/recording");
        var order = on ? request.PUT(HttpRequest.BodyPublishers.noBody()) : request.DELETE();
        return send(order.build()).statusCode() == 204;
    }

    @Override
    public void close() {
        http.close();
    }

    private <T> T read(byte[] body, Class<T> type) throws Unreachable {
        try {
            return json.readValue(body, type);
        } catch (IOException e) {
            throw new Unreachable("The gateway's answer is not understood: " + e.getMessage());
        }
    }

    private <T> List<T> readAll(byte[] body, Class<T> type) throws Unreachable {
        var list = TypeFactory.defaultInstance().constructCollectionType(List.class, type);
        try {
            return json.readValue(body, list);
        } catch (IOException e) {
            throw new Unreachable("The gateway's answer is not understood: " + e.getMessage());
        }
    }

    private HttpResponse<byte[]> get(String path) throws Unreachable {
        return send(request(path).GET().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(access.url() + RestApi.BASE + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + access.token());
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws Unreachable {
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() == 401) {
                throw new Unreachable("The gateway at " + access.url() + " does not know us.");
            }
            return answer;
        } catch (IOException e) {
            throw new Unreachable(
                    "The gateway at %s does not answer; is it still running?"
                            .formatted(access.url()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable("Interrupted.");
        }
    }
}
