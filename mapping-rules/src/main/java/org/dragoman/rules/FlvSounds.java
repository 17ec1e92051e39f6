package org.dragoman.rules;

import java.util.List;
import java.util.Optional;
import org.dragoman.core.media.Codec;

/// The kinds of sound in FLV audio tags and their codecs.
public record FlvSounds(List<Entry> entries) {
    /// - {@code tag}: SoundFormat in digits, or a FourCC; {@code rateHz}: of the sound.
    /// - {@code flag}: the bit of {@code audioCodecs}; 0 for none.
    public record Entry(String tag, int rateHz, Codec codec, int flag, Row row) {}

    public FlvSounds {
        entries = List.copyOf(entries);
    }

    /// The table the program ships with; operators cannot change what FLV says.
    public static FlvSounds ofTheProgram() {
        try {
            return new CodecLoader(new TableLoader(TableLoader::resource)).flv();
        } catch (BadTable broken) {
            throw new IllegalStateException("the shipped tables are broken", broken);
        }
    }

    public Optional<Entry> of(String tag, int rateHz) {
        return entries.stream()
                .filter(e -> e.tag().equals(tag) && e.rateHz() == rateHz)
                .findFirst();
    }

    /// The table as it is written.
    public List<Row> rows() {
        return entries.stream().map(Entry::row).toList();
    }
}
