package org.dragoman.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A client that says its request is the last sees the connection end with the answer, by TLS and
/// without: the JDK's sockets read until there is no more.
class LastRequestTest {
    private static final WebEdge.Part PART =
            routing -> routing.get("/part", (_, response) -> response.send("here"));

    @TempDir private Path temp;

    private WebEdge start(boolean secure) throws Exception {
        return LoopbackEdge.start(temp, secure, WebConfig.Limits.STANDARD, List.of(PART));
    }

    /// All that comes until the server ends the connection.
    private static String answers(WebEdge edge, String... requests) throws Exception {
        try (var socket = LoopbackEdge.connect(edge)) {
            var text = String.join("", requests).getBytes(StandardCharsets.US_ASCII);
            socket.getOutputStream().write(text);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static String get(String path, String... headers) {
        return "GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n"
                .formatted(path, String.join("", headers));
    }

    @ParameterizedTest
    @CsvSource({
        "true, /part, close, 200",
        "true, /part, 'TE, Close', 200",
        "true, /nothing, close, 404",
        "false, /part, close, 200",
        "false, /nothing, close, 404",
    })
    void the_connection_ends_with_the_answer(boolean secure, String path, String option, int status)
            throws Exception {
        try (var edge = start(secure)) {
            assertThat(answers(edge, get(path, "Connection: " + option + "\r\n")))
                    .startsWith("HTTP/1.1 " + status)
                    .containsIgnoringCase("\r\nConnection: close\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_request_that_says_nothing_of_it_is_followed_by_others(boolean secure) throws Exception {
        try (var edge = start(secure)) {
            var last = get("/part", "Connection: close\r\n");
            var all = answers(edge, get("/part"), get("/part"), last);
            assertThat(all.split("HTTP/1.1 200", -1)).as(all).hasSize(4);
            assertThat(all).endsWith("here");
        }
    }
}
