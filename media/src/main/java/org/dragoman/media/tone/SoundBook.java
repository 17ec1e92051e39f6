package org.dragoman.media.tone;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dragoman.core.media.Cadence;
import org.dragoman.core.media.Sound;
import org.dragoman.core.media.Tone;

/// All that the gateway can play. Immutable.
///
/// - {@code tones}: of every kind.
/// - {@code trunkTones}: of the trunks that have their own, by the trunk's name.
/// - {@code recordings}: files, by the name the configuration has for them.
public record SoundBook(
        Map<Tone, Cadence> tones,
        Map<String, Map<Tone, Cadence>> trunkTones,
        Map<String, Recording> recordings) {

    /// Level of tones (ITU-T E.180 §2.2: -10 dBm0 is the nominal one).
    public static final double LEVEL_DBM0 = -10;

    public SoundBook {
        tones = Map.copyOf(tones);
        var own = new HashMap<String, Map<Tone, Cadence>>();
        trunkTones.forEach((trunk, of) -> own.put(trunk, Map.copyOf(of)));
        trunkTones = Map.copyOf(own);
        recordings = Map.copyOf(recordings);
    }

    /// Nothing at all.
    public static final SoundBook NONE = new SoundBook(Map.of(), Map.of(), Map.of());

    /// The same with further files.
    public SoundBook with(Map<String, Recording> further) {
        var all = new HashMap<>(recordings);
        all.putAll(further);
        return new SoundBook(tones, trunkTones, all);
    }

    /// What is played for a sound on a trunk; nothing where there is no such file.
    public Optional<Playable> find(String trunk, Sound sound) {
        return switch (sound) {
            case Sound.OfTone(var tone) ->
                    Optional.ofNullable(trunkTones.getOrDefault(trunk, tones).get(tone))
                            .map(cadence -> rate -> new CadenceSound(cadence, rate, LEVEL_DBM0));
            case Sound.OfFile(var name) ->
                    Optional.ofNullable(recordings.get(name)).map(r -> _ -> r.sound(false));
            case Sound.Music(var name) ->
                    Optional.ofNullable(recordings.get(name)).map(r -> _ -> r.sound(true));
        };
    }
}
