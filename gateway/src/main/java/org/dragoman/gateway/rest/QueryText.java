package org.dragoman.gateway.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Map;
import java.util.stream.Collectors;

/// The query of a URL ({@code since=...&limit=10}) as the JSON object that says the same, and back.
final class QueryText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private QueryText() {}

    /// - {@code query}: without the question mark.
    /// - Errors: a mistake where it cannot be read, or says something twice.
    static byte[] toJson(String query) throws OrderReader.Mistake {
        var object = JSON.createObjectNode();
        for (var part : query.split("&")) {
            if (!part.isEmpty()) {
                put(object, part);
            }
        }
        return object.toString().getBytes(UTF_8);
    }

    private static void put(ObjectNode object, String part) throws OrderReader.Mistake {
        int equals = part.indexOf('=');
        var name = decoded(equals < 0 ? part : part.substring(0, equals));
        var value = decoded(equals < 0 ? "" : part.substring(equals + 1));
        if (object.has(name)) {
            throw new OrderReader.Mistake(name, "It is there twice.");
        }
        object.put(name, value);
    }

    private static String decoded(String text) throws OrderReader.Mistake {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw new OrderReader.Mistake("", "The query is not encoded as URLs are.");
        }
    }

    static String of(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(f -> encoded(f.getKey()) + "=" + encoded(f.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
