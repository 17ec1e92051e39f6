package org.dragoman.h323;

import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.Party;
import org.dragoman.core.log.CallTrace.Kind;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.h323.q931.Q931Message;
import org.dragoman.rules.ProgressTables.Message;

/// What the called side's messages mean to the call: proceeding once, sound before the answer once
/// it can be heard, the answer once.
final class CalledNews {
    private static final Cause FORWARDED =
            Cause.mapped(23, Cause.Location.USER, "H.225 facility callForwarded");

    private final LegParts parts;
    private final LegEvents events;
    private final MediaAgreement media;
    private boolean proceeding;
    private boolean inBand;
    private boolean mediaReported;
    private boolean answered;
    private Optional<Party> reached = Optional.empty();

    CalledNews(LegParts parts, MediaAgreement media) {
        this.parts = parts;
        this.events = parts.events();
        this.media = media;
    }

    /// CallProceeding, Progress and Alerting, by the tables of the peer.
    void told(Q931Message message, Message as) {
        if (as == Message.CALL_PROCEEDING && !proceeding) {
            proceeding = true;
            events.emit(new LegEvent.Proceeding(events.leg()));
        }
        var meaning = parts.mappings().progress().ofQ931(as, message.progressIndicators());
        parts.decided(Kind.MESSAGE, message.type() + " -> " + meaning.value(), meaning.row());
        inBand |= meaning.value().inBand();
        switch (meaning.value().event()) {
            case PROGRESS -> progress(message);
            case RINGING -> ringing();
            case PROCEEDING, OFFERED, ANSWERED -> {} // told above, or no meaning of such a message
        }
    }

    private void progress(Q931Message message) {
        boolean early = isHeard();
        events.emit(
                new LegEvent.Progress(
                        events.leg(),
                        early,
                        early ? reportedMedia() : Optional.empty(),
                        Causes.along(message)));
    }

    private void ringing() {
        boolean early = isHeard();
        events.emit(
                new LegEvent.Ringing(
                        events.leg(), early, early ? reportedMedia() : Optional.empty()));
    }

    private boolean isHeard() {
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
