package org.dragoman.rtmp.dialect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What FreeSWITCH calls the causes of Q.850; the table is {@code hangup-causes.csv}.
record HangupCauses(Map<Integer, String> names) {
    private static final String OTHERWISE = "NORMAL_UNSPECIFIED";

    static HangupCauses load() {
        try (var in =
                Objects.requireNonNull(
                        HangupCauses.class.getResourceAsStream("hangup-causes.csv"))) {
            var names = new HashMap<Integer, String>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("q850"))
                    .map(line -> line.split(","))
                    .forEach(row -> names.put(Integer.valueOf(row[0]), row[1]));
            return new HangupCauses(Map.copyOf(names));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name(int q850) {
        return names.getOrDefault(q850, OTHERWISE);
    }

    Optional<Integer> q850(String name) {
        return names.entrySet().stream()
                .filter(e -> e.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
