package org.dragoman.core.log;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Conversions;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.PayloadFormat;

/// How sound gets from one leg to another, for people to read: H.323 lets the directions differ.
///
/// - {@code from}, {@code to}: indexes of the legs.
/// - {@code heard}: what comes, with the length of its packets; {@code sent}: what goes.
/// - {@code way}: what is done to it; {@code why}: in words.
public record SoundPath(
        int from, int to, PayloadFormat heard, PayloadFormat sent, Way way, String why) {

    /// What is done to sound.
    public enum Way {
        /// Nothing: packets pass as they are.
        PASSED,
        /// One law of G.711 becomes the other, sample by sample.
        LAW,
        /// It is decoded and encoded again.
        CONVERTED,
        /// Nothing can be done; it is not heard.
        LOST
    }

    /// The path from one leg to another; nothing while either has not agreed on what it takes.
    ///
    /// - {@code mayUse}: what the trunk of the listener may use.
    public static Optional<SoundPath> between(
            int from,
            MediaFlow heard,
            int to,
            MediaFlow listener,
            Predicate<Codec> mayUse,
            Conversions conversions) {
        if (listener.sending().isEmpty() || heard.receiving().isEmpty()) {
            return Optional.empty();
        }
        var sent = listener.sending().get();
        var spoken = spoken(heard.receiving(), sent.codec());
        var way = way(spoken.codec(), sent.codec(), conversions);
        var why = why(spoken, sent, way, mayUse.test(spoken.codec()), conversions);
        return Optional.of(new SoundPath(from, to, spoken, sent, way, why));
    }

    /// The format that comes: of several that may, the one that needs no conversion.
    private static PayloadFormat spoken(List<PayloadFormat> formats, Codec wanted) {
        return formats.stream()
                .filter(f -> f.codec().matches(wanted))
                .findFirst()
                .orElse(formats.getFirst());
    }

    private static Way way(Codec heard, Codec sent, Conversions conversions) {
        if (heard.matches(sent)) {
            return Way.PASSED;
        }
        if (heard.isG711() && sent.isG711()) {
            return Way.LAW;
        }
        return conversions.canConvert(heard, sent) ? Way.CONVERTED : Way.LOST;
    }

    private static String why(
            PayloadFormat heard,
            PayloadFormat sent,
            Way way,
            boolean mayUse,
            Conversions conversions) {
        return switch (way) {
            case PASSED -> "both sides use it";
            case LAW -> "the listener agreed to the other law of G.711";
            case CONVERTED ->
                    "%s; %d µs per 20 ms%s"
                            .formatted(
                                    mayUse
                                            ? "the listener did not agree to " + heard.codec()
                                            : "the listener's trunk may not use " + heard.codec(),
                                    conversions.cost(heard.codec(), sent.codec()),
                                    heard.packetMillis() == sent.packetMillis()
                                            ? ""
                                            : ", packets of %d ms become %d ms"
                                                    .formatted(
                                                            heard.packetMillis(),
                                                            sent.packetMillis()));
            case LOST -> "this machine cannot convert it";
        };
    }
}
