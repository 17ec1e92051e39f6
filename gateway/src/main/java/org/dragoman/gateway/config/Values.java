package org.dragoman.gateway.config;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Values as they are written in the file, and back.
final class Values {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,9}");

    private Values() {}

    static OptionalInt integer(String text) {
        return INTEGER.matcher(text).matches()
                ? OptionalInt.of(new BigInteger(text).intValueExact())
                : OptionalInt.empty();
    }

    static Optional<Duration> duration(String text) {
        var m = DURATION.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(m.group(1));
        return Optional.of(
                switch (m.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    default -> Duration.ofHours(count); // the pattern leaves only h
                });
    }

    static String written(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        if (duration.toMillis() % 1_000 != 0) {
            return duration.toMillis() + "ms";
        }
        if (duration.toSeconds() % 60 != 0) {
            return duration.toSeconds() + "s";
        }
        return duration.toMinutes() % 60 == 0
                ? duration.toHours() + "h"
                : duration.toMinutes() + "m";
    }

    static Optional<Boolean> flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "on", "true", "yes" -> Optional.of(true);
            case "off", "false", "no" -> Optional.of(false);
            default -> Optional.empty(); // any other word is a problem the caller reports
        };
    }

    /// The constant that is written so.
    static <E extends Enum<E>> Optional<E> constant(String text, List<E> values) {
        return values.stream().filter(v -> written(v).equals(text)).findFirst();
    }

    /// {@code H245_SIGNAL} is written {@code h245-signal}.
    static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
