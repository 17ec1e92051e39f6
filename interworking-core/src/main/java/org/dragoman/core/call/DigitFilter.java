package org.dragoman.core.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Makes one digit of what a peer sent by several methods. A report of the same digit by another
/// method, close in time, is the same key stroke; by the same method it is the next one.
///
/// Seen with H.323 gateways that send H.245 signal and alphanumeric for each key (FreeSWITCH
/// mod_h323, yate f0408750), and with SIP phones that send INFO beside RFC 4733.
public record DigitFilter(List<Stroke> recent) {
    /// Reports of one key stroke come within this time of one another, beyond the time it is held:
    /// a relay reports an RFC 4733 digit at its end, H.245 signal tells of its start.
    static final Duration WINDOW = Duration.ofMillis(1_000);

    private static final Duration LONGEST = Duration.ofSeconds(10); // a digit held, in earnest
    private static final int STROKES = 32; // faster than anyone types in the window

    /// A key stroke, and the methods that reported it.
    public record Stroke(char digit, Instant at, Duration held, Set<DigitMethod> methods) {
        public Stroke {
            methods = Set.copyOf(methods);
        }

        private boolean isReportedBy(
                char other, Instant when, Duration lasting, DigitMethod method) {
            var longest = held.compareTo(lasting) > 0 ? held : lasting;
            return digit == other
                    && !methods.contains(method)
                    && !when.isAfter(at.plus(WINDOW).plus(shortened(longest)));
        }
    }

    /// - {@code fresh}: the digit counts; else it was reported before.
    public record Result(DigitFilter next, boolean fresh) {}

    public static final DigitFilter EMPTY = new DigitFilter(List.of());

    public DigitFilter {
        recent = List.copyOf(recent);
    }

    /// Takes a report.
    public Result accept(char digit, DigitMethod method, Duration held, Instant at) {
        var kept = new ArrayList<Stroke>();
        boolean fresh = true;
        for (var stroke : recent) {
            if (fresh && stroke.isReportedBy(digit, at, held, method)) {
                var methods = EnumSet.copyOf(stroke.methods());
                methods.add(method);
                kept.add(new Stroke(digit, stroke.at(), stroke.held(), methods));
                fresh = false;
            } else if (!at.isAfter(stroke.at().plus(WINDOW).plus(LONGEST))) {
                kept.add(stroke);
            }
        }
        if (fresh) {
            kept.add(new Stroke(digit, at, held, Set.of(method)));
        }
        int surplus = Math.max(0, kept.size() - STROKES);
        return new Result(new DigitFilter(kept.subList(surplus, kept.size())), fresh);
    }

    private static Duration shortened(Duration held) {
        return held.compareTo(LONGEST) > 0 ? LONGEST : held;
    }
}
