package org.dragoman.core.log;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.dragoman.core.call.CallId;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.route.Rate;

/// How a leg went from its beginning on, for records.
///
/// - {@code began}: its caller was there, or the gateway made it.
/// - {@code dialled}: the gateway called its peer, and not the other way round.
/// - {@code asked}: what its caller asked for, or its peer was asked for.
/// - {@code progressed}: something to hear; {@code ringing}, {@code answered}: of this leg, whoever
///   answered whom.
/// - {@code ended}: it was told to end, or its peer ended it; what comes after that is paperwork.
/// - {@code talked}: from the answer to the end, or until now, by a clock that nobody sets.
/// - {@code endedByPeer}: the peer ended it, and the gateway did not.
/// - {@code told}: the cause it was told to end for.
/// - {@code source}: where the peer's signalling comes from.
/// - {@code identifiers}: what the peer's protocol calls the call by.
/// - {@code way}: what the dial plan sent it there by.
/// - {@code joined}: the other call whose party it brings.
public record LegCourse(
        Instant began,
        boolean dialled,
        Optional<CallRequest> asked,
        Optional<Instant> progressed,
        Optional<Instant> ringing,
        Optional<Instant> answered,
        Optional<Instant> ended,
        Duration talked,
        boolean endedByPeer,
        Optional<Cause> told,
        Optional<InetAddress> source,
        Map<String, String> identifiers,
        Way way,
        Optional<CallId> joined) {

    public LegCourse {
        identifiers = Map.copyOf(identifiers);
    }

    /// One of which no more is known than that it began.
    public static LegCourse of(Instant began) {
        return new LegCourse(
                began,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO,
                false,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Way.NONE,
                Optional.empty());
    }

    /// What sent a call to a trunk.
    ///
    /// - {@code rule}: of the dial plan, or empty; {@code group}: whose member the trunk is, or
    ///   empty.
    /// - {@code rate}: what a minute there costs, where that is known.
    public record Way(String rule, String group, Optional<Rate> rate) {
        public static final Way NONE = new Way("", "", Optional.empty());
    }
}
