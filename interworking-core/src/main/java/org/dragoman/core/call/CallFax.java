package org.dragoman.core.call;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaDescription;

/// The part of {@link CallTalk} in which a call becomes a fax: sound gives way to T.38 on both
/// legs, or on neither. While it is a fax no codec is in use, so that whichever leg wants sound
/// again is passed on as a change.
///
/// Where one leg refuses, the fax goes as sound: the gateway has both legs use G.711 of its own
/// accord, the one that refused first, marked as signals out of which nothing may be taken, silence
/// and echo neither. A peer that asks for that itself meanwhile is answered as if it were the
/// gateway's turn. Source: T.38 Annex D.2.2; H.323 Annex D.5; V.152 §7 and RFC 3108 §5.6.2 for the
/// marks.
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
                    LegEvent.MeetingRequested _,
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

    /// What was offered to a side was refused. A fax is tried as sound then.
    static void refused(CallDraft d, Side side, CallMedia.Exchange refused) {
        switch (refused.origin()) {
            case PEER -> {
                if (refused.offer().isFax() && !d.faxAsSound) {
                    asSound(d, side, refused.from());
                }
            }
            case FAX_REFUSED, FAX_WANTED ->
                    d.decide(refused.from(), "one side keeps its sound as it is for the fax");
        }
    }

    private static void asSound(CallDraft d, Side side, LegId wanted) {
        var offer = sound(d.codecs(side), side == Side.CALLER ? d.callerUses : d.calleeUses);
        if (offer.isEmpty()
                || sound(d.codecs(CallTalk.opposite(side)), Optional.empty()).isEmpty()) {
            d.decide(wanted, "no G.711 for the fax: it is not allowed on both sides");
            return;
        }
        d.faxAsSound = true;
        d.decide(wanted, "the other side refuses the fax as data: it goes as sound, in G.711");
        ask(d, side, wanted, offer.get(), CallMedia.Origin.FAX_REFUSED);
    }

    private static void ask(
            CallDraft d, Side side, LegId next, MediaDescription offer, CallMedia.Origin origin) {
        d.exchange = Optional.of(new CallMedia.Exchange(next, offer, origin));
        d.order(leg(d, side), new LegCommand.OfferMedia(offer));
        d.waitFor(Wait.Kind.MEDIA_ANSWER, CallTalk.MEDIA_ANSWER);
    }

    /// A side takes G.711 for the fax.
    static void goesAsSound(CallDraft d, Side side, MediaDescription answer) {
        var turn = d.exchange.orElseThrow();
        var used = answer.first();
        if (side == Side.CALLER) {
            d.callerUses = Optional.of(used);
        } else {
            d.calleeUses = Optional.of(used);
        }
        d.exchange = Optional.empty();
        d.waitForever();
        if (turn.origin() == CallMedia.Origin.FAX_REFUSED) {
            var other = CallTalk.opposite(side);
            sound(d.codecs(other), Optional.of(used))
                    .ifPresent(
                            offer ->
                                    ask(
                                            d,
                                            other,
                                            leg(d, side),
                                            offer,
                                            CallMedia.Origin.FAX_WANTED));
        }
    }

    /// The peer that wanted the fax as data wants sound before its turn comes: what the other side
    /// answers is for it.
    static boolean takesOver(CallDraft d, LegEvent.MediaOffered e) {
        boolean turns =
                d.exchange.isPresent()
                        && d.exchange.get().origin() == CallMedia.Origin.FAX_REFUSED
                        && d.exchange.get().from().equals(e.leg())
                        && !e.offer().isFax();
        if (turns) {
            d.exchange =
                    Optional.of(new CallMedia.Exchange(e.leg(), e.offer(), CallMedia.Origin.PEER));
        }
        return turns;
    }

    private static LegId leg(CallDraft d, Side side) {
        return side == Side.CALLER ? d.caller : d.calleeLeg();
    }

    /// Both laws of G.711 as far as a trunk may use them, the one first that is used already.
    private static Optional<MediaDescription> sound(CodecPolicy policy, Optional<Codec> used) {
        var laws = new ArrayList<>(List.of(Codec.PCMA, Codec.PCMU));
        laws.removeIf(law -> !policy.permits(law));
        laws.sort(Comparator.comparing(law -> used.filter(law::matches).isEmpty()));
        return laws.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new MediaDescription(
                                        laws, Direction.SEND_RECEIVE, true, policy.packetTime())
                                .withData(true));
    }
}
