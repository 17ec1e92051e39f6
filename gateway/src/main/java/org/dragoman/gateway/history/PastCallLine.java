package org.dragoman.gateway.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.dragoman.webrtc.PastCall;

/// A call as a line of a file: one JSON object.
final class PastCallLine {
    private static final int MOST = 128; // characters of a number, a name, a reason
    private static final ObjectMapper JSON = new ObjectMapper();

    private PastCallLine() {}

    static String write(PastCall call) {
        var line = JSON.createObjectNode().put("at", call.at().toString());
        line.put("direction", call.direction().name().toLowerCase(Locale.ROOT));
        call.number().ifPresent(n -> line.put("number", cut(n)));
        call.name().ifPresent(n -> line.put("name", cut(n)));
        return line.put("millis", call.talked().toMillis())
                .put("reason", cut(call.reason()))
                .toString();
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(MOST, text.length()));
    }

    /// Nothing where the line is spoilt: a machine that lost its power leaves half a line.
    static Optional<PastCall> read(String line) {
        try {
            var read = JSON.readTree(line);
            return Optional.of(
                    new PastCall(
                            PastCall.Direction.valueOf(
                                    read.path("direction").asText().toUpperCase(Locale.ROOT)),
                            text(read, "number"),
                            text(read, "name"),
                            Instant.parse(read.path("at").asText()),
                            Duration.ofMillis(read.path("millis").asLong()),
                            read.path("reason").asText()));
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException spoilt) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode line, String field) {
        return Optional.ofNullable(line.path(field).textValue()).filter(t -> !t.isEmpty());
    }
}
