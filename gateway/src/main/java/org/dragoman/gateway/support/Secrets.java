package org.dragoman.gateway.support;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Takes secrets out of texts: those that were learnt from the gateway's own files, wherever they
/// stand, and whatever looks like one.
///
/// - Threads: not safe.
public final class Secrets {
    private static final String GONE = "(removed)";
    private static final int SHORTEST = 4; // characters: less would take words out of every line
    private static final int LONGEST = 4_096; // characters of one secret

    private static final String WORDS =
            "[\\w-]*(?:passw(?:or)?d|passphrase|secret|token|credential|api-?key|hash|md5|sha256)[\\w-]*";
    private static final Pattern KEY = Pattern.compile(WORDS, Pattern.CASE_INSENSITIVE);

    /// What is looked for, and what of it stays.
    private record Shape(Pattern pattern, String stays) {
        static Shape of(String pattern, String stays) {
            return new Shape(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), stays);
        }
    }

    private static final List<Shape> SHAPES =
            List.of(
                    // PEM (RFC 7468 §10, §11, and what OpenSSL wrote before it)
                    Shape.of(
                            "(?s)-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----.*?(?:-----END [A-Z0-9 ]*PRIVATE"
                                    + " KEY-----|\\z)",
                            ""),
                    // RFC 3261 §22, RFC 7235 §4.2
                    Shape.of("((?:proxy-)?authorization\\s*[:=]\\s*)[^\\r\\n]+", "$1"),
                    Shape.of("(\\bbearer\\s+)[\\w.~+/=-]+", "$1"),
                    Shape.of("(\\bresponse\\s*=\\s*\"?)[0-9a-f]{16,}", "$1"),
                    // RFC 4568 §6.1, RFC 8839 §5.4
                    Shape.of("(inline:)[A-Za-z0-9+/=|:]+", "$1"),
                    Shape.of("(a=ice-pwd:)\\S+", "$1"),
                    // RFC 3986 §3.2.1, and TURN servers as dragoman.yaml has them
                    Shape.of("(\\b[a-z][a-z0-9+.-]*://)[^/\\s@\"']+@", "$1"),
                    Shape.of(
                            "(\\bturns?:[^\\s\"',]+)[ \\t]+[^\\s\"',]+[ \\t]+[^\\s\"',\\]]+",
                            "$1 "),
                    // key: value and key=value, of YAML, JSON, forms and log lines
                    Shape.of(
                            "([\"']?\\b"
                                    + WORDS
                                    + "[\"']?[ \\t]*[:=][ \\t]*)(?:\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^']|'')*'|[^\\s,;&}\\]\"'][^,;&}\\]\\r\\n\"']*)",
                            "$1"));

    private final Set<String> known = new LinkedHashSet<>();

    public Secrets() {}

    /// Learns a secret itself.
    public void learn(String secret) {
        secret.lines()
                .map(String::strip)
                .filter(l -> l.length() >= SHORTEST && l.length() <= LONGEST)
                .forEach(known::add);
    }

    /// Learns what stands under the keys of secrets in a file of ours.
    public void learnFrom(String yaml) {
        try {
            look(new Load(LoadSettings.builder().build()).loadFromString(yaml), false);
        } catch (YamlEngineException mistaken) {
            return; // what looks like a secret goes all the same
        }
    }

    private void look(Object value, boolean secret) {
        switch (value) {
            case Map<?, ?> map ->
                    map.forEach((k, v) -> look(v, KEY.matcher(String.valueOf(k)).matches()));
            case List<?> list -> list.forEach(v -> look(v, secret));
            case null -> {}
            default -> {
                if (secret) {
                    learn(String.valueOf(value));
                }
            }
        }
    }

    /// The text without them.
    public String without(String text) {
        var left = text;
        for (var shape : SHAPES) {
            left = shape.pattern().matcher(left).replaceAll(shape.stays() + GONE);
        }
        var longestFirst = known.stream().sorted(Comparator.comparing(String::length).reversed());
        for (var secret : longestFirst.toList()) {
            left = left.replace(secret, GONE);
        }
        return left;
    }
}
