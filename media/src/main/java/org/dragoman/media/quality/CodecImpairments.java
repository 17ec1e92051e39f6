package org.dragoman.media.quality;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.dragoman.core.media.Codec;

/// What each codec costs, as {@code quality/codec-impairments.csv} says with its sources. A
/// codec that is not in the table has no rating: wide-band codecs are on another scale
/// (G.107.1).
public final class CodecImpairments {
    private static final String TABLE = "/quality/codec-impairments.csv";
    private static final String HEADER = "codec,ie,bpl,source";
    private static final CodecImpairments STANDARD = read();

    private final Map<String, Impairment> rows;

    private CodecImpairments(Map<String, Impairment> rows) {
        this.rows = Map.copyOf(rows);
    }

    /// The table that comes with the program.
    public static CodecImpairments standard() {
        return STANDARD;
    }

    public Optional<Impairment> of(Codec codec) {
        return Optional.ofNullable(rows.get(codec.name()));
    }

    private static CodecImpairments read() {
        var stream = Objects.requireNonNull(CodecImpairments.class.getResourceAsStream(TABLE));
        try (var reader =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            var rows = new TreeMap<String, Impairment>();
            var lines = reader.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
            if (!lines.getFirst().equals(HEADER)) {
                throw new IllegalStateException(TABLE + " begins with " + HEADER);
            }
            for (var line : lines.subList(1, lines.size())) {
                String[] row = line.split(",", 4);
                if (row.length < 4 || row[3].isBlank()) {
                    throw new IllegalStateException(TABLE + " lacks a source: " + line);
                }
                var value = new Impairment(Double.parseDouble(row[1]), Double.parseDouble(row[2]));
                if (rows.put(row[0], value) != null) {
                    throw new IllegalStateException(TABLE + " has a codec twice: " + line);
                }
            }
            return new CodecImpairments(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
