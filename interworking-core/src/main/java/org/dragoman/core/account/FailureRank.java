package org.dragoman.core.account;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.dragoman.core.call.Cause;

/// Which of several devices' failures says most: what one who was called decided for all; then
/// what a person did; then what is wrong with a device; last what is wrong on the way.
///
/// - Source: RFC 3261 §16.7 item 6: 6xx first, else the lowest class; and of 4xx the one that
///   tells the caller something.
final class FailureRank {
    private static final String FOR_ALL = "SIP 6"; // RFC 3261 §21.6: wherever he is called

    /// Q.850 causes, those that say most first: busy, rejected, no answer, no user responding,
    /// absent, changed number; then the class of what was asked for (incompatible, bearer); then
    /// normal and unspecified; what is left out comes after these.
    private static final List<Integer> ORDER = List.of(17, 21, 19, 18, 22, 1, 28, 88, 65, 31, 20);

    private FailureRank() {}

    /// Whether no other device needs to be asked.
    static boolean isForAll(Cause cause) {
        return cause.protocolCode().startsWith(FOR_ALL);
    }

    /// The cause of a call that failed at all these.
    static Cause best(Collection<Cause> failures) {
        return failures.stream()
                .min(Comparator.comparingInt(FailureRank::rank))
                .orElse(Cause.SUBSCRIBER_ABSENT);
    }

    private static int rank(Cause cause) {
        if (isForAll(cause)) {
            return -1;
        }
        int place = ORDER.indexOf(cause.q850());
        return place < 0 ? ORDER.size() : place;
    }
}
