package org.dragoman.h323;

import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.Party;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.h323.q931.Q931Message;

/// What the called side's messages mean to the call: proceeding once, sound before the answer once
/// it can be heard, the answer once.
final class CalledNews {
    private static final Cause FORWARDED =
            Cause.mapped(23, Cause.Location.USER, "H.225 facility callForwarded");

    private final LegEvents events;
    private final LegMedia media;
    private boolean proceeding;
    private boolean inBand;
    private boolean mediaReported;
    private boolean answered;
    private Optional<Party> reached = Optional.empty();

    CalledNews(LegEvents events, LegMedia media) {
        this.events = events;
        this.media = media;
    }

    void proceeding(Q931Message message) {
        if (!proceeding) {
            proceeding = true;
            events.emit(new LegEvent.Proceeding(events.leg()));
        }
        if (message.saysInBand()) {
            progress(message);
        }
    }

    void progress(Q931Message message) {
        boolean early = isHeard(message);
        events.emit(
                new LegEvent.Progress(
                        events.leg(),
                        early,
                        early ? reportedMedia() : Optional.empty(),
                        Causes.along(message)));
    }

    void ringing(Q931Message message) {
        boolean early = isHeard(message);
        events.emit(
                new LegEvent.Ringing(
                        events.leg(), early, early ? reportedMedia() : Optional.empty()));
    }

    private boolean isHeard(Q931Message message) {
        inBand |= message.saysInBand();
        return inBand && media.isSettled();
    }

    private Optional<MediaDescription> reportedMedia() {
        mediaReported = true;
        return media.description();
    }

    /// Sound that was announced before can be heard now.
    void mediaSettled() {
        if (inBand && !mediaReported) {
            events.emit(
                    new LegEvent.Progress(events.leg(), true, reportedMedia(), Optional.empty()));
        }
    }

    /// Call somebody else instead.
    void forwarded(Party target) {
        boolean known =
                target.number().isPresent()
                        || !target.aliases().isEmpty()
                        || target.uri().isPresent();
        if (known) {
            events.emit(new LegEvent.Redirected(events.leg(), List.of(target), FORWARDED));
        }
    }

    /// Who answers.
    void reached(Party party) {
        reached = Optional.of(party);
    }

    void answered() {
        if (!answered) {
            answered = true;
            events.emit(new LegEvent.Answered(events.leg(), media.description(), reached));
        }
    }

    boolean isAnswered() {
        return answered;
    }
}
