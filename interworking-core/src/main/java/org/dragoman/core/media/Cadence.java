package org.dragoman.core.media;

import java.util.Arrays;
import java.util.List;

/// How a tone sounds: its stretches one after the other, and again from the first.
public record Cadence(List<Segment> segments) {
    public Cadence {
        segments = List.copyOf(segments);
        if (segments.stream().allMatch(s -> s.hertz().isEmpty())) {
            throw new IllegalArgumentException("a tone sounds at least once");
        }
    }

    /// Stretches separated by spaces, as {@link Segment} writes them.
    ///
    /// - Errors: {@link IllegalArgumentException} says what is wrong.
    public static Cadence parse(String text) {
        return new Cadence(Arrays.stream(text.strip().split("\\s+")).map(Segment::parse).toList());
    }
}
