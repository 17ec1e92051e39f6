package org.dragoman.media.tone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dragoman.core.media.Tone;

/// The tones of each country, from {@code tones.csv}: a row says country, tone, cadence, source.
/// What a country's rows leave out sounds as the ITU recommends for all.
///
/// - Source: ITU-T E.180/Q.35 §§3 to 8; for each country the column of the table.
public final class ToneTable {
    /// The recommendation, which is no country's.
    public static final String ITU = "itu";

    private static final String HEADER = "country,tone,cadence,source";
    private static final int COLUMNS = 4;

    private final Map<String, Map<Tone, Cadence>> countries;

    private ToneTable(Map<String, Map<Tone, Cadence>> countries) {
        this.countries = countries;
    }

    /// The table that the program brings along.
    public static ToneTable ofTheProgram() {
        try (var in = ToneTable.class.getResourceAsStream("tones.csv")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks tones.csv");
            }
            return read(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own tones.csv cannot be read", e);
        }
    }

    /// Countries by their two letters (ISO 3166-1), lower case, and {@link #ITU}.
    public SortedSet<String> countries() {
        return new TreeSet<>(countries.keySet());
    }

    /// The tones of a country, all of them; nothing when it is not in the table.
    public Optional<Map<Tone, Cadence>> of(String country) {
        return Optional.ofNullable(countries.get(country.toLowerCase(Locale.ROOT)))
                .map(
                        own -> {
                            var all = new EnumMap<Tone, Cadence>(countries.get(ITU));
                            all.putAll(own);
                            return Map.copyOf(all);
                        });
    }

    static ToneTable read(InputStream in) throws IOException {
        var lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
            throw new IllegalArgumentException("tones.csv:1: the columns are " + HEADER);
        }
        var countries = new TreeMap<String, Map<Tone, Cadence>>();
        for (int i = 1; i < lines.size(); i++) {
            try {
                row(lines.get(i), countries);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "tones.csv:" + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        if (!countries.getOrDefault(ITU, Map.of()).keySet().containsAll(List.of(Tone.values()))) {
            throw new IllegalArgumentException("tones.csv: the ITU's rows have every tone");
        }
        return new ToneTable(countries);
    }

    private static void row(String line, Map<String, Map<Tone, Cadence>> countries) {
        var cells = line.split(",", COLUMNS);
        if (cells.length != COLUMNS || cells[3].isBlank()) {
            throw new IllegalArgumentException("a row has four cells, the last says the source");
        }
        var tone = Tone.valueOf(cells[1].toUpperCase(Locale.ROOT).replace('-', '_'));
        var own = countries.computeIfAbsent(cells[0], _ -> new EnumMap<>(Tone.class));
        if (own.put(tone, Cadence.parse(cells[2])) != null) {
            throw new IllegalArgumentException(cells[0] + " has this tone twice: " + cells[1]);
        }
    }
}
