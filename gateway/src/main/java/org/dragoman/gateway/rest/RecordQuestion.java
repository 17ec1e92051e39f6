package org.dragoman.gateway.rest;

import java.time.Instant;
import java.util.Optional;

/// Which call records are wanted, newest first.
///
/// - {@code since}, {@code until}: of calls that began then or later, and before that.
/// - {@code peer}: it came from there, or was tried there.
/// - {@code number}: calling or called, as it came in or was sent on; the beginning of one with a
///   star behind it.
/// - {@code cause}: Q.850, for which the call ended.
/// - {@code failed}: only those that nobody answered.
/// - {@code limit}: 1 to 1,000.
/// - {@code after}: behind the last one of a page, by what that page calls next.
public record RecordQuestion(
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<String> peer,
        Optional<String> number,
        Optional<Integer> cause,
        boolean failed,
        int limit,
        Optional<String> after) {
    public static final int MOST = 1_000;

    public RecordQuestion {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("1 to " + MOST + " records: " + limit);
        }
    }

    /// The same for the records that follow.
    public RecordQuestion behind(String next, int more) {
        return new RecordQuestion(
                since, until, peer, number, cause, failed, more, Optional.of(next));
    }
}
