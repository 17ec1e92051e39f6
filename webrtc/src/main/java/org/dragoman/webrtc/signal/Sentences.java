package org.dragoman.webrtc.signal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Why calls end, in words for the people who called. The table is {@code sentences.csv}.
public final class Sentences {
    private static final String ANY = "*";
    private static final Map<String, Words> TABLE = load();

    /// - {@code code}: for pages, which say it in the language of their user.
    /// - {@code sentence}: in English.
    public record Words(String code, String sentence) {}

    private Sentences() {}

    public static Words of(int q850) {
        return Optional.ofNullable(TABLE.get(Integer.toString(q850)))
                .or(() -> Optional.ofNullable(TABLE.get(ANY)))
                .orElseThrow();
    }

    private static Map<String, Words> load() {
        try (var in = Sentences.class.getResourceAsStream("sentences.csv")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its table of sentences");
            }
            var table = new HashMap<String, Words>();
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(",", 4))
                    .forEach(c -> put(table, c));
            return Map.copyOf(table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(Map<String, Words> table, String[] cells) {
        if (table.put(cells[0], new Words(cells[1], cells[3])) != null) {
            throw new IllegalStateException("two sentences for cause " + cells[0]);
        }
    }
}
