package org.dragoman.core.call;

import java.util.Optional;
import org.dragoman.core.media.MediaDescription;

/// The part of {@link CallTalk} in which a call becomes a fax: sound gives way to T.38 on both
/// legs, or on neither. While it is a fax no codec is in use, so that whichever leg wants sound
/// again is passed on as a change. A refusal leaves the sound as it is; what a fax then does goes
/// through as G.711. Source: T.38 Annex D.2.2; H.323 Annex D.5.
final class CallFax {
    private CallFax() {}

    /// Whether a party wants the call itself to be a fax without sound. Fax machines talk before
    /// they send pages, and what H.323 carries begins with sound (H.323 Annex D.3).
    static boolean isTooEarly(CallDraft d, LegEvent event) {
        return switch (event) {
            case LegEvent.Offered e -> isFax(e.request().media());
            case LegEvent.Replacing e -> isFax(e.request().media());
            case LegEvent.Progress e -> isFax(e.media());
            case LegEvent.Ringing e -> isFax(e.media());
            case LegEvent.Answered e -> isFax(e.media());
            case LegEvent.MediaAnswered e ->
                    d.exchange.isEmpty() && !d.callerSettled && e.answer().isFax();
            case LegEvent.MediaOffered _, // refused where it comes too early
                    LegEvent.Proceeding _,
                    LegEvent.MoreDigits _,
                    LegEvent.DialledDigits _,
                    LegEvent.MediaRefused _,
                    LegEvent.Held _,
                    LegEvent.Resumed _,
                    LegEvent.Digit _,
                    LegEvent.KeyFrameWanted _,
                    LegEvent.TransferRequested _,
                    LegEvent.Redirected _,
                    LegEvent.IdentityChanged _,
                    LegEvent.Released _ ->
                    false;
        };
    }

    private static boolean isFax(Optional<MediaDescription> media) {
        return media.filter(MediaDescription::isFax).isPresent();
    }

    static void refuseCall(CallDraft d, LegId leg) {
        d.decide(leg, "a call begins with sound, not with T.38");
        d.end(Cause.BEARER_NOT_IMPLEMENTED, Optional.empty());
    }

    static void offered(CallDraft d, LegEvent.MediaOffered e, LegId other) {
        d.decide(e.leg(), "the peer wants the fax as data: " + e.offer().fax().orElseThrow());
        CallTalk.exchange(d, e, other, e.offer());
    }

    static void answered(CallDraft d, MediaDescription offer, MediaDescription answer) {
        if (!offer.isFax() || !answer.isFax()) {
            CallTalk.endExchange(d, new LegCommand.RefuseMedia(Cause.BEARER_NOT_IMPLEMENTED));
            return;
        }
        d.callerUses = Optional.empty();
        d.calleeUses = Optional.empty();
        var fitting = answer.fax().orElseThrow().asAnswerTo(offer.fax().orElseThrow());
        CallTalk.endExchange(d, new LegCommand.AnswerMedia(MediaDescription.of(fitting)));
    }
}
