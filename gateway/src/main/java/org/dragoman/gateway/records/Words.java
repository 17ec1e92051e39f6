package org.dragoman.gateway.records;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.CallRequest.Redirection;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.Party;
import org.dragoman.gateway.route.Numbers;

/// What is in a call, as records write it.
final class Words {
    private static final int MOST = 256; // characters of what a peer may choose
    private static final int COST_DIGITS = 6;
    private static final BigDecimal MINUTE = BigDecimal.valueOf(60_000); // milliseconds

    /// Always of one length, so that the order of texts is that of times.
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Words() {}

    static String moment(Instant at) {
        return MOMENT.format(at);
    }

    static String moment(Optional<Instant> at) {
        return at.map(Words::moment).orElse("");
    }

    /// A second that has begun counts whole.
    static long begunSeconds(Duration talked) {
        return (talked.toMillis() + 999) / 1_000;
    }

    /// - {@code rate}: of a minute.
    static String cost(BigDecimal rate, Duration talked) {
        return rate.multiply(BigDecimal.valueOf(talked.toMillis()))
                .divide(MINUTE, COST_DIGITS, RoundingMode.HALF_UP)
                .toPlainString();
    }

    static String number(Party party) {
        return clean(Numbers.text(party));
    }

    static String presentation(Party party) {
        return word(party.presentation());
    }

    static String redirecting(Optional<CallRequest> asked) {
        return last(asked).map(Redirection::party).map(Words::number).orElse("");
    }

    static int redirectingReason(Optional<CallRequest> asked) {
        return last(asked).map(Redirection::reason).orElse(-1);
    }

    private static Optional<Redirection> last(Optional<CallRequest> asked) {
        return asked.flatMap(a -> a.redirections().stream().findFirst());
    }

    static String source(Optional<Cause> cause) {
        return cause.map(c -> word(c.origin())).orElse("");
    }

    static String location(Optional<Cause> cause) {
        return cause.map(c -> word(c.location())).orElse("");
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /// Without what no database takes or no line holds, and not longer than need be.
    static String clean(String text) {
        var plain = text.replaceAll("\\p{Cntrl}", " ").strip();
        return plain.length() <= MOST ? plain : plain.substring(0, MOST);
    }
}
