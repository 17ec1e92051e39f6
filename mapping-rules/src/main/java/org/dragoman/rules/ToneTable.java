package org.dragoman.rules;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dragoman.core.media.Cadence;
import org.dragoman.core.media.Tone;

/// The tones of each country. What a country's rows leave out sounds as the ITU recommends for all.
///
/// - Source: ITU-T E.180/Q.35 §§3 to 8; for each country the column of the table.
public final class ToneTable {
    /// The recommendation, which is no country's.
    public static final String ITU = "itu";

    private final Map<String, Map<Tone, Cadence>> countries = new TreeMap<>();
    private final List<Row> rows;

    /// - {@code country}: in lower case.
    record Key(String country, Tone tone) {}

    ToneTable(Map<Key, Mapped<Cadence>> tones) {
        tones.forEach(
                (key, cadence) ->
                        countries
                                .computeIfAbsent(key.country(), _ -> new EnumMap<>(Tone.class))
                                .put(key.tone(), cadence.value()));
        this.rows = Rows.written(tones.values());
    }

    /// The tones that the recommendation has no row for.
    Collection<Tone> missing() {
        var all = new TreeSet<>(List.of(Tone.values()));
        all.removeAll(countries.getOrDefault(ITU, Map.of()).keySet());
        return all;
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

    /// The table as it is written.
    public List<Row> rows() {
        return rows;
    }
}
