package org.dragoman.core.call;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.dragoman.core.log.LegCourse;
import org.dragoman.core.time.Timers;

/// What happened to one leg, and when, for records. Used on the call's loop alone.
final class LegStory {
    private final Timers clock;
    private final Instant began;
    private final Stopwatch talk;
    private boolean dialled;
    private Optional<CallRequest> asked = Optional.empty();
    private Optional<Instant> progressed = Optional.empty();
    private Optional<Instant> ringing = Optional.empty();
    private Optional<Instant> answered = Optional.empty();
    private Optional<Instant> ended = Optional.empty();
    private boolean endedByPeer;
    private Optional<Cause> told = Optional.empty();
    private LegCourse.Way way = LegCourse.Way.NONE;

    LegStory(Timers clock) {
        this.clock = clock;
        this.began = clock.instant();
        this.talk = new Stopwatch(clock);
    }

    void sentBy(LegCourse.Way other) {
        way = other;
    }

    /// What the peer did.
    void note(LegEvent event, Instant at) {
        switch (event) {
            case LegEvent.Offered(_, var request) -> asked = Optional.of(request);
            case LegEvent.Replacing(_, var request, _) -> asked = Optional.of(request);
            case LegEvent.DialledDigits(_, var digits, _) -> dialled(digits);
            case LegEvent.Progress _ -> progressed = progressed.or(() -> Optional.of(at));
            case LegEvent.Ringing _ -> ringing = ringing.or(() -> Optional.of(at));
            case LegEvent.Answered _ -> answered(at);
            case LegEvent.Redirected(_, _, var cause) -> end(at, true, cause);
            // one that nobody reaches was not ended by its peer
            case LegEvent.Released(_, var cause) ->
                    end(at, cause.origin() != Cause.Origin.GATEWAY, cause);
            default -> {} // the others are no part of a record
        }
    }

    /// What the peer is told.
    void note(LegCommand command) {
        switch (command) {
            case LegCommand.Dial(var request) -> {
                dialled = true;
                asked = Optional.of(request);
            }
            case LegCommand.SendDialledDigits(var digits, _) -> dialled(digits);
            case LegCommand.Progress(boolean inBand, _, _) -> {
                if (inBand) {
                    progressed = progressed.or(() -> Optional.of(clock.instant()));
                }
            }
            case LegCommand.Ring _ -> ringing = ringing.or(() -> Optional.of(clock.instant()));
            case LegCommand.Answer _ -> answered(clock.instant());
            case LegCommand.Redirect(_, var cause) -> end(clock.instant(), false, cause);
            case LegCommand.Release(var cause) -> end(clock.instant(), false, cause);
            default -> {} // the others are no part of a record
        }
    }

    /// The party of another call answers, or asks, in this place.
    void joined() {
        answered(clock.instant());
    }

    private void dialled(String digits) {
        asked =
                asked.map(
                        request -> {
                            var number =
                                    request.to().number().orElseGet(() -> TelephoneNumber.of(""));
                            var all = number.digits() + digits;
                            return TelephoneNumber.areDigits(all)
                                    ? request.withTo(
                                            request.to().withNumber(number.withDigits(all)))
                                    : request;
                        });
    }

    private void answered(Instant at) {
        answered = answered.or(() -> Optional.of(at));
        talk.start();
    }

    private void end(Instant at, boolean byPeer, Cause cause) {
        if (ended.isEmpty()) {
            ended = Optional.of(at);
            endedByPeer = byPeer;
            told = byPeer ? Optional.empty() : Optional.of(cause);
            talk.stop();
        }
    }

    /// Nothing is left of the leg, whether it said so or not.
    void over(Cause why) {
        end(clock.instant(), false, why);
    }

    LegCourse course(
            Optional<InetAddress> source,
            Map<String, String> identifiers,
            Optional<CallId> joined) {
        return new LegCourse(
                began,
                dialled,
                asked,
                progressed,
                ringing,
                answered,
                ended,
                talk.run(),
                endedByPeer,
                told,
                source,
                identifiers,
                way,
                joined);
    }
}
