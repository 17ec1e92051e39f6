package org.dragoman.sip;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.LongAdder;

/// Turns new calls away while the gateway is behind, so that the calls it has are served.
///
/// A new INVITE is turned away when it waited too long between the socket and us, or when too many
/// calls are being set up. Each is judged by itself: those that come in time are taken all the
/// while. Turning one away costs much less than a call, so the wait settles at the limit.
///
/// - Source: RFC 3261 §21.5.4; RFC 6357 §5.1 for judging by what waits rather than by counting.
final class Overload {
    private static final Duration CALM = Duration.ofSeconds(10); // without a refusal: it is over

    private final SipConfig.Limits limits;
    private final InstantSource time;
    private final Told told;
    private final LongAdder refused = new LongAdder();
    private volatile Episode episode = Episode.NONE;

    /// A while in which calls are turned away.
    ///
    /// - {@code before}: turned away before it began.
    private record Episode(boolean lasts, Instant last, long before) {
        static final Episode NONE = new Episode(false, Instant.MIN, 0);
    }

    /// Told when it begins and ends: the log.
    interface Told {
        void began(Duration waited, int beingSetUp);

        void ended(long turnedAway);
    }

    Overload(SipConfig.Limits limits, InstantSource time, Told told) {
        this.limits = limits;
        this.time = time;
        this.told = told;
    }

    /// Whether a new call must be turned away; it is counted then.
    ///
    /// - {@code waited}: how long its INVITE did.
    /// - {@code beingSetUp}: INVITEs without a final response, this one included.
    boolean refuses(Duration waited, int beingSetUp) {
        if (waited.compareTo(limits.overloadWait()) <= 0
                && beingSetUp <= limits.callsBeingSetUp()) {
            return false;
        }
        refusing(waited, beingSetUp);
        return true;
    }

    private synchronized void refusing(Duration waited, int beingSetUp) {
        if (!episode.lasts()) {
            told.began(waited, beingSetUp);
        }
        var before = episode.lasts() ? episode.before() : refused.sum();
        refused.increment();
        episode = new Episode(true, time.instant(), before);
    }

    /// Something else came in: tells when the overload is over.
    void look() {
        if (episode.lasts()) {
            end();
        }
    }

    private synchronized void end() {
        if (episode.lasts() && episode.last().plus(CALM).isBefore(time.instant())) {
            told.ended(refused.sum() - episode.before());
            episode = Episode.NONE;
        }
    }

    /// Calls turned away since the start.
    long refused() {
        return refused.sum();
    }
}
