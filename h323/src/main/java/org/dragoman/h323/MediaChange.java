package org.dragoman.h323;

import java.util.Optional;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.core.media.MediaDescription;

/// Changes of media in the middle of a call: who asked for one, and who is told how it ended.
final class MediaChange {
    /// What is being settled, and for whom.
    private enum Exchange {
        NONE,
        /// The core offered, and waits.
        OFFERED,
        /// Settles what the core already knows.
        QUIET,
        /// The same, for fax: sound comes back where it fails.
        FAX
    }

    private final LegContext context;
    private final H323Behaviour behaviour;
    private final LegControl control;
    private final LegEvents events;
    private final MediaAgreement agreement;
    private Exchange exchange = Exchange.NONE;

    MediaChange(
            LegContext context,
            H323Behaviour behaviour,
            LegControl control,
            LegEvents events,
            MediaAgreement agreement) {
        this.context = context;
        this.behaviour = behaviour;
        this.control = control;
        this.events = events;
        this.agreement = agreement;
    }

    // --- the core asks

    /// The core wants other media.
    void offer(MediaDescription media) {
        if (asksForVideoAlone(media)) {
            tellAnswer();
            return;
        }
        exchange = Exchange.OFFERED;
        if (media.isFax()) {
            offerFax(media.fax().get());
        } else if (media.data() && agreement.usesOnly(media)) {
            agreement.settle(); // signals of a fax go as they are, and H.245 has no mark for that
            end();
            tellAnswer();
        } else {
            agreement.offer(media);
        }
    }

    /// Whether the sound offered is in use already and video is beside it, which cannot be
    /// had here.
    private boolean asksForVideoAlone(MediaDescription media) {
        return media.video().isPresent()
                && agreement
                        .description()
                        .filter(d -> !d.isFax() && d.usesTheSameAs(sound(media)))
                        .isPresent();
    }

    private static MediaDescription sound(MediaDescription media) {
        return media.withVideo(Optional.empty());
    }

    private void offerFax(FaxRelay fax) {
        if (!behaviour.fax().relay() || !agreement.isSettled()) {
            notSettled("no T.38 with this peer");
            return;
        }
        var shown = behaviour.fax().shown(fax);
        // H27: there are peers that take T.38 but no word of its UDP in RequestMode
        boolean bare = behaviour.fax().stripOptions();
        control.run(
                control.session().offerFax(shown, bare ? shown.withoutErrorCorrection() : shown));
    }

    private void tellAnswer() {
        agreement
                .description()
                .ifPresent(d -> events.emit(new LegEvent.MediaAnswered(events.leg(), d)));
    }

    // --- the peer asks

    /// H.245 has come to something, asked or not.
    void mediaChanged() {
        if (exchange == Exchange.NONE && agreement.hasMoved()) {
            agreement.description().ifPresent(this::tellOffer);
        }
    }

    void faxAsked(FaxRelay fax) {
        if (agreement.isSettled() && exchange == Exchange.NONE) {
            tellOffer(MediaDescription.of(fax));
        } else {
            refused();
        }
    }

    private void tellOffer(MediaDescription offer) {
        events.emit(new LegEvent.MediaOffered(events.leg(), offer));
    }

    /// The other leg answered what this one had offered, or what the peer changed to.
    void answered(MediaDescription answer) {
        if (answer.isFax()) {
            exchange = Exchange.FAX;
            var shown = behaviour.fax().shown(answer.fax().get());
            control.run(control.session().acceptFax(shown));
        } else if (agreement.isSettled() && !agreement.sendsFirstOf(answer)) {
            exchange = Exchange.QUIET;
            agreement.offer(answer);
        }
    }

    /// The other leg refused what this one had offered. Sound stays as it is.
    void refused() {
        control.run(control.session().refuseFax());
    }

    // --- how it ends

    /// All is settled.
    ///
    /// - {@code first}: nothing was before.
    /// - Returns: whether the rest of the leg is to know.
    boolean settled(boolean first) {
        return switch (end()) {
            case OFFERED -> {
                tellAnswer();
                yield false;
            }
            case NONE -> true;
            case QUIET, FAX -> first;
        };
    }

    /// It cannot be had; {@code why} in words.
    ///
    /// - Returns: whether the rest of the leg is to know.
    boolean notSettled(String why) {
        context.trace().decision(context.id(), "media not settled: " + why);
        return switch (end()) {
            case FAX -> {
                agreement.forgetKnown(); // the sound that comes back is news to the other side
                yield false;
            }
            case OFFERED -> {
                events.emit(new LegEvent.MediaRefused(events.leg(), Cause.BEARER_NOT_IMPLEMENTED));
                yield false;
            }
            case NONE, QUIET -> true;
        };
    }

    private Exchange end() {
        var asked = exchange;
        exchange = Exchange.NONE;
        return asked;
    }
}
