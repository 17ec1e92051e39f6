package org.dragoman.core.call;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.media.Sound;
import org.dragoman.core.media.Tone;

/// What the peers of a trunk are played by the gateway itself.
///
/// - {@code failureTones}: callers hear a tone when their call fails, before they are told so.
/// - {@code announcements}: files that callers hear instead, by cause (Q.850).
/// - {@code otherAnnouncement}: the file for causes that have none of their own.
/// - {@code toneTime}: how long such a tone sounds. An announcement lasts as long as it is.
/// - {@code music}: the file for who is held by a side that plays nothing itself.
/// - {@code digitTones}: digits are tones in the sound, both ways, and not events.
public record SoundPolicy(
        boolean failureTones,
        Map<Integer, String> announcements,
        Optional<String> otherAnnouncement,
        Duration toneTime,
        Optional<String> music,
        boolean digitTones) {

    /// Nothing but the ringing tone.
    public static final SoundPolicy NONE =
            new SoundPolicy(
                    false,
                    Map.of(),
                    Optional.empty(),
                    Duration.ofSeconds(10),
                    Optional.empty(),
                    false);

    /// An announcement that never says that it is over.
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final int USER_BUSY = 17;

    // ITU-T E.180/Q.35 §8.1: the call cannot be set up for reasons other than busy or congestion.
    // 1, 2, 3: no such number, network or route; 4; 5; 22: changed; 28: wrong format.
    private static final Set<Integer> SPECIAL = Set.of(1, 2, 3, 4, 5, 22, 28);

    public SoundPolicy {
        announcements = Map.copyOf(announcements);
    }

    /// What a caller hears of a call that failed.
    Optional<Sound> onFailure(Cause cause) {
        var file = Optional.ofNullable(announcements.get(cause.q850())).or(() -> otherAnnouncement);
        if (file.isPresent()) {
            return file.map(Sound.OfFile::new);
        }
        return failureTones ? Optional.of(new Sound.OfTone(tone(cause))) : Optional.empty();
    }

    /// How long it is played at most.
    Duration atMost(Sound sound) {
        return sound instanceof Sound.OfTone ? toneTime : LONGEST;
    }

    private static Tone tone(Cause cause) {
        if (cause.q850() == USER_BUSY) {
            return Tone.BUSY;
        }
        return SPECIAL.contains(cause.q850()) ? Tone.SPECIAL_INFORMATION : Tone.CONGESTION;
    }
}
