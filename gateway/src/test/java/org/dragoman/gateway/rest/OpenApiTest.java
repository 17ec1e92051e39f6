package org.dragoman.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the description says is what is answered, and nothing else is.
class OpenApiTest {
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");
    private static final String KNOWN = FakeControl.CALL.id();
    private static final String UNKNOWN = "ffffffffffff";

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private StateFolder.Access access;
    private RestServer server;

    @TempDir private Path temp;

    @BeforeEach
    void start() throws Exception {
        var folder = new StateFolder(temp.resolve("state"));
        var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = RestServer.start(anyPort, new FakeControl(), List.of(), folder);
        access = folder.read().orElseThrow();
    }

    @AfterEach
    void end() throws Exception {
        server.close();
        http.close();
    }

    private JsonNode description() throws Exception {
        return json.readTree(ask("GET", "/openapi.json", access.token()).body());
    }

    @Test
    void each_described_operation_answers_as_described() throws Exception {
        var description = description();
        var answered = new TreeSet<String>();
        for (var path : description.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                var method = operation.getKey().toUpperCase(Locale.ROOT);
                if (path.getKey().equals(RestApi.EVENTS)) {
                    continue; // has a test of its own: it never ends
                }
                for (var place : placesFor(path.getKey(), operation.getValue())) {
                    for (var body : bodiesFor(operation.getValue())) {
                        var answer = ask(method, place, access.token(), body);
                        var said = operation.getValue().at("/responses/" + answer.statusCode());
                        assertThat(said.isObject())
                                .as("%s %s: %d", method, path.getKey(), answer.statusCode())
                                .isTrue();
                        check(description, said, answer);
                        answered.add(method + " " + path.getKey() + " " + answer.statusCode());
                    }
                }
            }
        }
        assertThat(answered).isEqualTo(describedAnswers(description));
    }

    private static List<String> placesFor(String path, JsonNode operation) {
        if (path.contains("{id}")) {
            return Stream.of(KNOWN, UNKNOWN, FakeControl.SILENT)
                    .map(id -> path.replace("{id}", id))
                    .toList();
        }
        boolean asks = operation.at("/parameters/0/in").asText().equals("query");
        return asks
                ? Stream.of("", "?limit=5", "?limit=0", "?x=1", "?limit=1000")
                        .map(query -> path + query)
                        .toList()
                : List.of(path);
    }

    /// What is asked for, what is not, and what there is no room for.
    private static List<String> bodiesFor(JsonNode operation) {
        var example = operation.at("/requestBody/content/application~1json/example");
        if (example.isMissingNode()) {
            return List.of("");
        }
        var noRoom = example.toString().replace("1001", FakeControl.NO_ROOM);
        return List.of(example.toString(), noRoom, "{\"x\": 1}");
    }

    /// All that is described but for 401, 403 and the events, which have tests of their own.
    private static Set<String> describedAnswers(JsonNode description) {
        var described = new TreeSet<String>();
        for (var path : description.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                operation
                        .getValue()
                        .get("responses")
                        .fieldNames()
                        .forEachRemaining(
                                status ->
                                        described.add(
                                                operation.getKey().toUpperCase(Locale.ROOT)
                                                        + " "
                                                        + path.getKey()
                                                        + " "
                                                        + status));
            }
        }
        described.removeIf(
                d -> d.endsWith(" 401") || d.endsWith(" 403") || d.contains(RestApi.EVENTS));
        return described;
    }

    private void check(JsonNode description, JsonNode said, HttpResponse<String> answer)
            throws Exception {
        var schema = said.at("/content/application~1json/schema");
        if (schema.isMissingNode()) {
            assertThat(answer.body()).isEmpty();
            return;
        }
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        var wrong = new ArrayList<String>();
        check(description, schema, json.readTree(answer.body()), "$", wrong);
        assertThat(wrong).as(answer.body()).isEmpty();
    }

    /// As much of JSON Schema as the description uses.
    private static void check(
            JsonNode description, JsonNode schema, JsonNode value, String at, List<String> wrong) {
        if (schema.has("$ref")) {
            var named = description.at(schema.get("$ref").asText().substring(1));
            check(description, named, value, at, wrong);
            return;
        }
        boolean fits =
                switch (schema.get("type").asText()) {
                    case "string" -> value.isTextual();
                    case "integer" -> value.isIntegralNumber();
                    case "number" -> value.isNumber();
                    case "boolean" -> value.isBoolean();
                    case "array" -> value.isArray();
                    case "object" -> value.isObject();
                    default -> false;
                };
        if (!fits) {
            wrong.add(at + " is no " + schema.get("type").asText());
        } else if (value.isArray()) {
            value.forEach(v -> check(description, schema.get("items"), v, at + "[]", wrong));
        } else if (schema.has("properties")) {
            checkFields(description, schema, value, at, wrong);
        }
    }

    private static void checkFields(
            JsonNode description, JsonNode schema, JsonNode value, String at, List<String> wrong) {
        schema.get("required")
                .forEach(
                        name -> {
                            if (!value.has(name.asText())) {
                                wrong.add(at + "." + name.asText() + " is missing");
                            }
                        });
        for (var field : value.properties()) {
            var property = schema.get("properties").path(field.getKey());
            if (property.isMissingNode()) {
                wrong.add(at + "." + field.getKey() + " is not described");
            } else {
                check(description, property, field.getValue(), at + "." + field.getKey(), wrong);
            }
        }
    }

    @Test
    void nothing_answers_that_is_not_described() throws Exception {
        var paths = description().get("paths");
        for (var path : paths.properties()) {
            for (var method : METHODS) {
                if (!path.getValue().has(method.toLowerCase(Locale.ROOT))) {
                    var answer = ask(method, path.getKey().replace("{id}", KNOWN), access.token());
                    assertThat(answer.statusCode()).as(method + " " + path).isEqualTo(405);
                    assertThat(answer.headers().firstValue("allow").orElseThrow().split(", "))
                            .allMatch(m -> path.getValue().has(m.toLowerCase(Locale.ROOT)));
                }
            }
        }
        for (var path : List.of("", "/", "/calls/", "/calls/" + KNOWN + "/x", "/other")) {
            for (var method : METHODS) {
                assertThat(ask(method, path, access.token()).statusCode())
                        .as(method + " " + path)
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void without_the_token_each_operation_says_401_as_described() throws Exception {
        for (var path : description().get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                assertThat(operation.getValue().at("/responses/401").isObject()).isTrue();
                var method = operation.getKey().toUpperCase(Locale.ROOT);
                for (var token : List.of("", "wrong", access.token() + "0")) {
                    var answer = ask(method, path.getKey().replace("{id}", KNOWN), token);
                    assertThat(answer.statusCode()).as(method + " " + path).isEqualTo(401);
                    assertThat(answer.body()).isEmpty();
                }
            }
        }
    }

    @Test
    void what_is_served_is_what_lies_in_the_documentation() throws Exception {
        assertThat(description()).isEqualTo(json.readTree(OpenApi.text()));
    }

    @Test
    void every_field_says_what_it_means() throws Exception {
        var schemas = description().at("/components/schemas");
        assertThat(schemas.properties()).extracting(Map.Entry::getKey).contains("Call", "Error");
        for (var schema : schemas.properties()) {
            for (var field : schema.getValue().get("properties").properties()) {
                assertThat(field.getValue().path("description").asText())
                        .as(schema.getKey() + "." + field.getKey())
                        .endsWith(".");
            }
        }
    }

    private HttpResponse<String> ask(String method, String path, String token) throws Exception {
        return ask(method, path, token, "");
    }

    private HttpResponse<String> ask(String method, String path, String token, String body)
            throws Exception {
        var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        var request =
                HttpRequest.newBuilder(URI.create(access.url() + "/api/v1" + path))
                        .method(method, publisher)
                        .header("Authorization", "Bearer " + token)
                        .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
