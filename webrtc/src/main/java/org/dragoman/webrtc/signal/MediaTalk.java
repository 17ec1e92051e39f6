package org.dragoman.webrtc.signal;

import java.util.Optional;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.LegId;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.media.sdp.OfferAnswer;
import org.dragoman.webrtc.signal.Refusal.Code;

/// Offers and answers between one call and its page: what of them the page, the media port and the
/// core are told. Whether the call is in a state for them is {@link BrowserMachine}'s business.
final class MediaTalk {
    private final LegId leg;
    private final String call;
    private final CallMedia media;
    private final Outcome outcome;

    MediaTalk(LegId leg, String call, OfferAnswer start, Outcome outcome) {
        this.leg = leg;
        this.call = call;
        this.media = new CallMedia(start);
        this.outcome = outcome;
    }

    boolean isAgreed() {
        return media.isAgreed();
    }

    // ---- the page offers

    /// The offer that the page calls with.
    MediaDescription begin(String sdp) throws PeerFault {
        return media.offered(sdp);
    }

    /// Answers it, once.
    Optional<String> settle(Optional<MediaDescription> described) {
        if (!media.isOffered()) {
            return Optional.empty();
        }
        var sdp = described.flatMap(media::answer);
        if (sdp.isPresent()) {
            agree();
        }
        return sdp;
    }

    /// An offer in the middle of the call.
    void update(ClientMessage.Update m) {
        if (!media.isAgreed() || media.isOffering() || media.isOffered()) {
            outcome.refuse(m.ref(), Code.WRONG_STATE, "sdp", "Another offer waits for its answer.");
            return;
        }
        try {
            var news = media.offeredAgain(m.sdp());
            outcome.done(m.ref());
            if (news.isPresent()) {
                outcome.emit(new LegEvent.MediaOffered(leg, news.get()));
            } else {
                updated(media.answerAsBefore(true));
            }
        } catch (PeerFault e) {
            outcome.refuse(m.ref(), Code.BAD_SDP, "sdp", e.getMessage());
        }
    }

    /// The other side of the call says what it can of what the page wants.
    void updated(MediaDescription answer) {
        if (media.isOffered()) {
            var said = media.answer(answer);
            updated(said.orElseGet(() -> media.answerAsBefore(false)));
        }
    }

    /// It can do nothing of it: the sound stays as it is.
    void notUpdated() {
        if (media.isOffered()) {
            updated(media.answerAsBefore(false));
        }
    }

    private void updated(String answer) {
        outcome.send(new ServerMessage.Updated(call, answer));
        agree();
    }

    // ---- the page is offered

    /// The offer of a call to the page.
    String invite(MediaDescription offer) {
        return media.offer(offer);
    }

    /// Whether that has video.
    boolean isVideoOffered() {
        return media.isVideoOffered();
    }

    /// An offer in the middle of the call.
    void offer(MediaDescription offer) {
        if (offer.isFax() || media.isOffering() || media.isOffered()) {
            outcome.emit(new LegEvent.MediaRefused(leg, Cause.BEARER_NOT_IMPLEMENTED));
        } else {
            outcome.send(new ServerMessage.Offer(call, media.offer(offer)));
        }
    }

    /// The page's answer.
    ///
    /// - {@code talking}: it is about the middle of a call.
    /// - Returns: what is agreed; nothing where the answer was refused.
    Optional<MediaDescription> answered(ClientMessage.Answer m, boolean talking) {
        if (!media.isOffering()) {
            outcome.refuse(m.ref(), Code.WRONG_STATE, "sdp", "Nothing was offered.");
            return Optional.empty();
        }
        try {
            var agreed = media.answered(m.sdp());
            agree();
            return Optional.of(agreed);
        } catch (PeerFault e) {
            outcome.refuse(m.ref(), Code.BAD_SDP, "sdp", e.getMessage());
            if (talking) {
                media.withdraw();
                outcome.emit(new LegEvent.MediaRefused(leg, Cause.BEARER_NOT_IMPLEMENTED));
            }
            return Optional.empty();
        }
    }

    // ---- hold

    /// - Returns: false where it is so already.
    boolean hold(boolean on) {
        if (media.isHolding() == on) {
            return false;
        }
        media.hold(on);
        agree();
        return true;
    }

    private void agree() {
        outcome.add(new Output.Agree(media.flow(), media.videoFlow()));
    }
}
