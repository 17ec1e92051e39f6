package org.dragoman.gateway.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Moments as people type them: a time, a day, or how long ago.
final class MomentConverter implements ITypeConverter<Optional<Instant>> {
    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

    private final InstantSource time;

    MomentConverter() {
        this(InstantSource.system());
    }

    MomentConverter(InstantSource time) {
        this.time = time;
    }

    @Override
    public Optional<Instant> convert(String text) {
        var ago = AGO.matcher(text);
        try {
            if (ago.matches()) {
                return Optional.of(time.instant().minus(length(ago.group(1), ago.group(2))));
            }
            return Optional.of(
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : Instant.parse(text));
        } catch (DateTimeException none) {
            throw new TypeConversionException(
                    "\"" + text + "\" is no time as 2026-11-22T09:30:00Z, 2026-11-22 or 2h");
        }
    }

    private static Duration length(String count, String unit) {
        long number = Long.parseLong(count);
        return switch (unit) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number); // the pattern leaves only d
        };
    }
}
