package org.dragoman.core.media;

import java.util.List;
import java.util.regex.Pattern;

/// A stretch of a tone: up to two frequencies, or one that swells with another, or silence.
///
/// - {@code hertz}: none for silence; two sound together.
/// - {@code modulationHz}: how often the first swells in a second; 0 for not at all.
/// - Written: {@code 425:1000}, {@code 400+450:400}, {@code 400*25:400}, {@code -:2000}; hertz,
///   then milliseconds.
public record Segment(List<Integer> hertz, int modulationHz, int millis) {
    private static final Pattern FORM =
            Pattern.compile("(?:-|(\\d{2,4})(?:\\+(\\d{2,4})|\\*(\\d{1,3}))?):(\\d{1,5})");
    private static final int HIGHEST_HZ = 3_400; // the telephone band

    public Segment {
        hertz = List.copyOf(hertz);
        if (hertz.size() > 2 || hertz.stream().anyMatch(f -> f < 1 || f > HIGHEST_HZ)) {
            throw new IllegalArgumentException("a tone has one or two frequencies of 1 to 3400 Hz");
        }
        if (millis < 1 || modulationHz < 0 || modulationHz > 0 && hertz.size() != 1) {
            throw new IllegalArgumentException(
                    "a stretch of a tone lasts 1 ms or more, and one frequency swells");
        }
    }

    /// - Errors: {@link IllegalArgumentException} says what is wrong.
    static Segment parse(String text) {
        var m = FORM.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("not a stretch of a tone: " + text);
        }
        int millis = Integer.parseInt(m.group(4));
        if (m.group(1) == null) {
            return new Segment(List.of(), 0, millis);
        }
        int first = Integer.parseInt(m.group(1));
        var hertz =
                m.group(2) == null ? List.of(first) : List.of(first, Integer.parseInt(m.group(2)));
        return new Segment(hertz, m.group(3) == null ? 0 : Integer.parseInt(m.group(3)), millis);
    }
}
