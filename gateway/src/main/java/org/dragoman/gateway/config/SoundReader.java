package org.dragoman.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dragoman.core.call.SoundPolicy;
import org.dragoman.core.media.Cadence;
import org.dragoman.core.media.Tone;
import org.dragoman.media.tone.Recording;
import org.dragoman.media.tone.SoundBook;
import org.dragoman.rules.ToneTable;

/// Reads what the gateway plays: tones of a country, announcements, music on hold.
final class SoundReader {
    private static final Pattern ANNOUNCEMENT = Pattern.compile("(\\d{1,3}|other) +(\\S.*)");
    private static final String OTHER = "other";
    private static final int HIGHEST_CAUSE = 127;

    /// What a peer's calls hear.
    ///
    /// - {@code country}: whose tones, if not the gateway's.
    /// - {@code recordings}: the files it names, by those names.
    record OfPeer(
            SoundPolicy policy, Optional<String> country, Map<String, Recording> recordings) {}

    private record Announcement(String cause, String file) {}

    private final ToneTable tones;

    SoundReader(ToneTable tones) {
        this.tones = tones;
    }

    /// The country whose tones are played.
    String country(Section s) {
        return s.choice(
                "tones",
                ToneTable.ITU,
                List.copyOf(tones.countries()),
                "Whose tones the gateway plays, by country; itu is what the ITU recommends for all"
                        + " (E.180). A peer may have its own.");
    }

    OfPeer ofPeer(Section s, boolean digitTones) {
        var standard = SoundPolicy.NONE;
        var recordings = new HashMap<String, Recording>();
        var country =
                s.optional(
                        "tones",
                        "media.tones",
                        Section.oneOf(List.copyOf(tones.countries())),
                        "Whose tones its peers hear, if not those of the gateway.",
                        text -> Optional.of(text).filter(tones.countries()::contains));
        boolean failureTones =
                s.flag(
                        "failure-tones",
                        standard.failureTones(),
                        "Its callers hear busy, congestion or special information tone, by the"
                                + " cause, before a call that failed is released.");
        var time =
                s.duration(
                        "failure-tone-time",
                        standard.toneTime(),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(2),
                        "",
                        "How long they hear it.");
        var announcements = announcements(s);
        var music =
                s.optional(
                        "music-on-hold",
                        "none",
                        "the name of a WAV file",
                        "What it hears while the other side holds it and plays nothing itself: a"
                                + " WAV file, mono, 8000 or 16000 samples/s, 16-bit PCM or G.711.",
                        text -> Optional.of(text).filter(t -> !t.isBlank()));
        music.ifPresent(file -> read(s, "music-on-hold", file, recordings));
        var byCause = new HashMap<Integer, String>();
        var other = Optional.<String>empty();
        for (var one : announcements) {
            read(s, "announcements", one.file(), recordings);
            if (one.cause().equals(OTHER)) {
                other = Optional.of(one.file());
            } else {
                byCause.put(Integer.parseInt(one.cause()), one.file());
            }
        }
        var policy = new SoundPolicy(failureTones, byCause, other, time, music, digitTones);
        return new OfPeer(policy, country, Map.copyOf(recordings));
    }

    /// All that can be played.
    SoundBook book(String country, Map<String, OfPeer> peers) {
        var trunkTones = new HashMap<String, Map<Tone, Cadence>>();
        var recordings = new HashMap<String, Recording>();
        peers.forEach(
                (name, peer) -> {
                    peer.country().flatMap(tones::of).ifPresent(own -> trunkTones.put(name, own));
                    recordings.putAll(peer.recordings());
                });
        return new SoundBook(tones.of(country).orElseThrow(), trunkTones, recordings);
    }

    private static List<Announcement> announcements(Section s) {
        return s.list(
                "announcements",
                List.of(),
                "none",
                "a cause (Q.850, or other) and the name of a WAV file, such as 17 busy.wav",
                "What its callers hear instead of a tone when a call failed, by cause.",
                text -> {
                    var m = ANNOUNCEMENT.matcher(text);
                    boolean right =
                            m.matches()
                                    && (m.group(1).equals(OTHER)
                                            || Integer.parseInt(m.group(1)) <= HIGHEST_CAUSE);
                    return right
                            ? Optional.of(new Announcement(m.group(1), m.group(2).strip()))
                            : Optional.empty();
                });
    }

    private static void read(
            Section s, String key, String file, Map<String, Recording> recordings) {
        if (s.isDocumenting() || recordings.containsKey(file)) {
            return;
        }
        try {
            recordings.put(file, Recording.read(Path.of(file)));
        } catch (Recording.Unusable e) {
            s.problem(key, file + " " + e.getMessage());
        }
    }
}
