package org.dragoman.sip.message;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// The session interval, and who keeps it alive.
///
/// - Source: RFC 4028 §4, §5.
public record SessionExpires(Duration interval, Optional<Refresher> refresher) {
    private static final long LONGEST = 86_400 * 7L; // seconds; a week says as much as forever

    /// Who refreshes: the client or the server of the transaction the header stands in.
    public enum Refresher {
        UAC,
        UAS
    }

    public static Optional<SessionExpires> of(Headers headers) {
        return headers.first("Session-Expires")
                .or(() -> headers.first("x"))
                .flatMap(SessionExpires::parse);
    }

    private static Optional<SessionExpires> parse(String value) {
        var parts = Text.split(value, ';');
        if (parts.isEmpty() || !Text.isNumber(parts.getFirst(), 9)) {
            return Optional.empty();
        }
        long seconds = Math.min(Long.parseLong(parts.getFirst()), LONGEST);
        var refresher =
                Parameters.of(parts.subList(1, parts.size()))
                        .value("refresher")
                        .map(v -> v.toUpperCase(Locale.ROOT))
                        .filter(v -> v.equals("UAC") || v.equals("UAS"))
                        .map(Refresher::valueOf);
        return Optional.of(new SessionExpires(Duration.ofSeconds(seconds), refresher));
    }

    /// The shortest interval a peer allows.
    public static Optional<Duration> minimum(Headers headers) {
        return headers.first("Min-SE")
                .map(v -> Text.split(v, ';'))
                .filter(p -> !p.isEmpty() && Text.isNumber(p.getFirst(), 9))
                .map(p -> Duration.ofSeconds(Math.min(Long.parseLong(p.getFirst()), LONGEST)));
    }

    @Override
    public String toString() {
        return interval.toSeconds()
                + refresher.map(r -> ";refresher=" + r.name().toLowerCase(Locale.ROOT)).orElse("");
    }
}
