package org.dragoman.gateway.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.TelephoneNumber;
import org.dragoman.core.route.Advice;
import org.dragoman.core.route.Dialled;
import org.dragoman.core.route.RouteQuery;
import org.dragoman.core.route.Rule;
import org.dragoman.core.route.Then;

/// A call as somebody outside is asked about it, and the answer, in JSON.
final class RouteJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TARGETS = 20;
    private static final int NAME = 80; // characters
    private static final int LONGEST = 604_800; // seconds, a week

    private RouteJson() {}

    static byte[] question(String call, RouteQuery query) {
        var json = JSON.createObjectNode();
        json.put("call", call);
        json.put("from", query.ingress());
        json.put("protocol", query.protocol());
        query.account().ifPresent(a -> json.put("account", a));
        query.source().ifPresent(s -> json.put("source", s.getHostAddress()));
        json.put("at", query.at().toString());
        party(json.putObject("called"), query.request().to());
        party(json.putObject("calling"), query.request().from());
        var redirected = json.putArray("redirectedBy");
        query.request().redirections().forEach(r -> party(redirected.addObject(), r.party()));
        var codecs = json.putArray("codecs");
        query.request()
                .media()
                .ifPresent(
                        m ->
                                m.codecs()
                                        .forEach(
                                                c ->
                                                        codecs.add(
                                                                c.name()
                                                                        .toLowerCase(
                                                                                Locale.ROOT))));
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is JSON", e);
        }
    }

    private static void party(ObjectNode json, Party party) {
        json.put("number", Dialled.of(party));
        party.number()
                .ifPresent(
                        n -> {
                            json.put("type", Numbers.word(n.type()));
                            json.put("plan", Numbers.word(n.plan()));
                        });
        party.displayName().ifPresent(n -> json.put("name", n));
        json.put("presentation", Numbers.word(party.presentation()));
    }

    /// - Errors: IOException saying what in it cannot be understood.
    static Advice advice(byte[] body) throws IOException {
        var json = JSON.readTree(body);
        if (json == null || !json.isObject()) {
            throw new IOException("no JSON object");
        }
        return new Advice(
                        digits(json, "number"),
                        digits(json, "caller"),
                        name(json.path("callerName")),
                        targets(json.path("to")),
                        cause(json.path("refuse")),
                        causes(json.path("failoverOn")),
                        Optional.empty())
                .withLongest(seconds(json.path("longestSeconds")));
    }

    private static Optional<Duration> seconds(JsonNode value) throws IOException {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isInt() || value.intValue() < 1 || value.intValue() > LONGEST) {
            throw new IOException("longestSeconds is 1 to " + LONGEST);
        }
        return Optional.of(Duration.ofSeconds(value.intValue()));
    }

    private static Optional<String> digits(JsonNode json, String field) throws IOException {
        var value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()
                || value.textValue().isEmpty()
                || !TelephoneNumber.areDigits(value.textValue())) {
            throw new IOException(field + " is no number");
        }
        return Optional.of(value.textValue());
    }

    private static Optional<String> name(JsonNode value) throws IOException {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()
                || value.textValue().length() > NAME
                || value.textValue().chars().anyMatch(Character::isISOControl)) {
            throw new IOException("callerName is no name");
        }
        return Optional.of(value.textValue());
    }

    private static List<Then.Target> targets(JsonNode value) throws IOException {
        var all = new ArrayList<Then.Target>();
        var items = value.isArray() ? value : JSON.createArrayNode();
        if (value.isTextual()) {
            items = JSON.createArrayNode().add(value.textValue());
        }
        if (!value.isArray() && !value.isTextual() && !value.isMissingNode() && !value.isNull()) {
            throw new IOException("to is no list of peers");
        }
        for (var item : items) {
            var target = Then.Target.parse(item.asText());
            if (!item.isTextual() || target.isEmpty() || all.size() >= TARGETS) {
                throw new IOException("to is no list of peers");
            }
            all.add(target.get());
        }
        return all;
    }

    private static Optional<Integer> cause(JsonNode value) throws IOException {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isInt() || value.intValue() < 1 || value.intValue() > 127) {
            throw new IOException("a cause is 1 to 127");
        }
        return Optional.of(value.intValue());
    }

    private static Set<Integer> causes(JsonNode value) throws IOException {
        if (!value.isArray()) {
            return Rule.FAILOVER;
        }
        var all = new HashSet<Integer>();
        for (var item : value) {
            cause(item).ifPresent(all::add);
        }
        return all;
    }
}
