package org.dragoman.core.log;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.CallId;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.Phase;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaStatistics;

/// A call at one moment, or as it ended: for people, records and tests.
///
/// - {@code from}, {@code to}: as the caller asked; unknown before it did.
/// - {@code progressed}: the first sign of the called party: something to hear, ringing, answer.
/// - {@code ended}: nothing is left of it; {@code cleared}: its end began, and nobody talks since.
/// - {@code talked}: from the answer until it was cleared, or until now, by a clock that nobody
///   sets.
/// - {@code legs}: the caller's first, then the destinations in the order they were tried.
/// - {@code sound}: how sound gets from the caller to the destination and back, while both agree.
/// - {@code cause}: why it ended; absent while it lives.
/// - {@code endedBy}: {@code caller}, {@code callee}, {@code gateway}, or empty while it lives.
/// - {@code rule}: what the dial plan said, or empty.
/// - {@code rowsLost}: rows that the ladder had no room for.
/// - {@code moved}: parties that were connected to somebody new, in their order.
public record CallSnapshot(
        CallId id,
        Phase phase,
        Party from,
        Party to,
        Instant opened,
        Optional<Instant> progressed,
        Optional<Instant> ringing,
        Optional<Instant> answered,
        Optional<Instant> ended,
        Optional<Instant> cleared,
        Duration talked,
        Optional<Cause> cause,
        String endedBy,
        String rule,
        List<Leg> legs,
        List<SoundPath> sound,
        List<Row> ladder,
        int rowsLost,
        List<Moved> moved) {

    /// One side of the call.
    ///
    /// - {@code released}: why this leg ended, if it did.
    public record Leg(
            int index,
            String trunk,
            String protocol,
            Optional<Media> media,
            Optional<Cause> released,
            LegCourse course) {}

    /// A party was connected to somebody new: indexes of their legs.
    public record Moved(Instant at, int stayed, int with) {}

    /// A leg's port: where, what is agreed, what passed, the file it is recorded in, and the video
    /// beside the sound.
    public record Media(
            String localRtp,
            MediaFlow flow,
            MediaStatistics statistics,
            Optional<String> recording,
            Optional<Video> video) {}

    /// What is agreed of a leg's video, and what passed, since it has a port for it.
    public record Video(MediaFlow flow, MediaStatistics statistics) {}

    /// What one input of the call did: the message that came in, what it became, and why.
    public record Row(Instant at, List<Entry> messages, List<Decision> decisions) {
        public Row {
            messages = List.copyOf(messages);
            decisions = List.copyOf(decisions);
        }
    }

    /// A message on the wire of a leg.
    public record Entry(int leg, CallTrace.Way way, String name, String detail) {}

    /// Why something became what it became: the table row or rule.
    public record Decision(int leg, CallTrace.Kind kind, String what) {}

    public CallSnapshot {
        legs = List.copyOf(legs);
        sound = List.copyOf(sound);
        ladder = List.copyOf(ladder);
        moved = List.copyOf(moved);
    }

    /// The same without what only people read.
    public CallSnapshot withoutLadder() {
        return new CallSnapshot(
                id,
                phase,
                from,
                to,
                opened,
                progressed,
                ringing,
                answered,
                ended,
                cleared,
                talked,
                cause,
                endedBy,
                rule,
                legs,
                sound,
                List.of(),
                rowsLost,
                moved);
    }

    /// From the caller's request to the first sign of the called party.
    public Optional<Duration> postDialDelay() {
        return progressed.map(at -> Duration.between(opened, at));
    }

    /// The leg of the destination that counts, or counted last.
    public Optional<Leg> callee() {
        return legs.size() < 2 ? Optional.empty() : Optional.of(legs.getLast());
    }
}
