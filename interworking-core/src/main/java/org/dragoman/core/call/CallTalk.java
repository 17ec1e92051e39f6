package org.dragoman.core.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.route.CallScript;

/// The part of {@link CallMachine} that carries what parties do once there is something to hear:
/// media offered again, digits, identities.
final class CallTalk {
    private static final Duration DIGIT = Duration.ofMillis(120); // well above Q.24's 40
    static final Duration MEDIA_ANSWER = Duration.ofSeconds(35); // SIP: Timer B, 32 s

    private CallTalk() {}

    static void begin(CallDraft d) {
        d.phase = Phase.TALKING;
        d.waitForever();
        d.tellScript(new CallScript.News.Connected());
        d.led = false; // it is told once more: of the end
        if (d.callerHolds.any()) {
            d.order(d.calleeLeg(), new LegCommand.Hold());
        }
        if (d.calleeHolds.any()) {
            d.order(d.caller, new LegCommand.Hold());
        }
    }

    /// A peer sends nothing any more, neither sound nor reports: the call is dead, and nobody says
    /// so. A party on hold may well be silent, and so may one that rings.
    static void silent(CallDraft d, LegId leg, Duration length) {
        boolean held = d.callerHolds.any() || d.calleeHolds.any();
        if (d.phase != Phase.TALKING || held || CallThreeWay.isIdle(d, leg)) {
            return;
        }
        var words = "no media for " + length.toSeconds() + " s";
        d.decide(leg, words + ": the call is released");
        d.end(Cause.TIMER_EXPIRED.withWords(words), Optional.empty());
    }

    /// Passes an offer to the other leg. One that only repeats the codec in use is answered here:
    /// the other side need not hear of a session refresh. One that crosses another is refused
    /// (glare, RFC 3261 §14.2).
    static void mediaOffered(CallDraft d, Side side, LegEvent.MediaOffered e) {
        var other = d.opposite(side);
        if (d.phase == Phase.TALKING && CallFax.takesOver(d, e)) {
            return;
        }
        if (d.phase.isBeforeAnswer() && changesEarly(d, side, e)) {
            return;
        }
        if (d.phase != Phase.TALKING || d.exchange.isPresent() || other.isEmpty()) {
            d.order(e.leg(), new LegCommand.RefuseMedia(Cause.TEMPORARY_FAILURE));
            return;
        }
        if (e.offer().isFax()) {
            CallThreeWay.stop(d);
            CallFax.offered(d, e, other.get());
            return;
        }
        boolean video = CallVideo.stays(d, side, e.offer());
        if (video && soundStays(d, side, e.offer())) {
            answerAsBefore(d, side, e.offer().first(), e);
            return;
        }
        if (video && passesNow(d, side, e)) {
            return;
        }
        var offer = d.negotiation.offer(e.offer(), d.codecs(side), d.codecs(opposite(side)));
        if (offer.isEmpty()) {
            d.order(e.leg(), new LegCommand.RefuseMedia(Cause.BEARER_NOT_IMPLEMENTED));
            return;
        }
        exchange(d, e, other.get(), offer.get());
    }

    /// Whether an offer only repeats the codec of the sound in use.
    static boolean soundStays(CallDraft d, Side side, MediaDescription offer) {
        var used = side == Side.CALLER ? d.callerUses : d.calleeUses;
        return used.filter(u -> !offer.isFax() && offer.first().matches(u)).isPresent();
    }

    /// Answers with this codec, and the video in use.
    private static void answerAsBefore(
            CallDraft d, Side side, Codec codec, LegEvent.MediaOffered e) {
        var answer = Negotiation.own(codec, e.offer()).withVideo(d.video(opposite(side)));
        d.order(e.leg(), new LegCommand.AnswerMedia(answer));
    }

    /// Where sound is being converted and the new offer has the codec that the other side uses,
    /// that is the answer: nothing is converted any more, and the other side need not hear.
    private static boolean passesNow(CallDraft d, Side side, LegEvent.MediaOffered e) {
        var used = side == Side.CALLER ? d.callerUses : d.calleeUses;
        var theirs = side == Side.CALLER ? d.calleeUses : d.callerUses;
        if (used.isEmpty()
                || theirs.isEmpty()
                || used.get().matches(theirs.get())
                || !e.offer().has(theirs.get())
                || !d.codecs(side).permits(theirs.get())) {
            return false;
        }
        if (side == Side.CALLER) {
            d.callerUses = theirs;
        } else {
            d.calleeUses = theirs;
        }
        d.decide(e.leg(), theirs.get() + " is offered now, which the other side uses: it passes");
        answerAsBefore(d, side, theirs.get(), e);
        return true;
    }

    /// Before the answer a change is not passed on, since the other side may have nothing agreed
    /// that could be changed. It is had where both sides have a codec already and sound of the one
    /// that is offered can reach the other side as it is (RFC 3311 §5.2: an offer in an early
    /// dialog).
    private static boolean changesEarly(CallDraft d, Side side, LegEvent.MediaOffered e) {
        var used = side == Side.CALLER ? d.callerUses : d.calleeUses;
        var theirs = side == Side.CALLER ? d.calleeUses : d.callerUses;
        boolean knows = side == Side.CALLER || side == Side.CALLEE;
        if (!knows || used.isEmpty() || theirs.isEmpty() || e.offer().isFax()) {
            return false;
        }
        var wanted = MediaDescription.of(e.offer().has(used.get()) ? used.get() : theirs.get());
        var answer =
                d.negotiation.answer(
                        wanted.withDirection(e.offer().direction().reversed()),
                        e.offer(),
                        d.codecs(opposite(side)),
                        d.codecs(side));
        if (answer.isEmpty() || !d.fit(answer.get().first(), theirs.get())) {
            return false;
        }
        var codec = answer.map(MediaDescription::first);
        if (side == Side.CALLER) {
            d.callerUses = codec;
        } else {
            d.calleeUses = codec;
        }
        d.decide(e.leg(), "changed before the answer, to " + codec.get() + ": not passed on");
        d.order(e.leg(), new LegCommand.AnswerMedia(answer.get()));
        return true;
    }

    /// Passes an offer of one leg to the other, and waits for the answer.
    static void exchange(
            CallDraft d, LegEvent.MediaOffered e, LegId other, MediaDescription asOffered) {
        d.exchange = Optional.of(new CallMedia.Exchange(e.leg(), e.offer(), CallMedia.Origin.PEER));
        d.order(other, new LegCommand.OfferMedia(asOffered));
        d.waitFor(Wait.Kind.MEDIA_ANSWER, MEDIA_ANSWER);
    }

    static void mediaAnswered(CallDraft d, Side side, LegEvent.MediaAnswered e) {
        if (d.phase == Phase.AWAITING_SOUND) {
            CallFailure.answered(d, Optional.of(e));
        } else if (d.exchange.isPresent()) {
            exchangeAnswered(d, side, e);
        } else if (side == Side.CALLER && !d.callerSettled && d.forCaller.isPresent()) {
            callerAnswered(d, e);
        }
    }

    static void mediaRefused(CallDraft d, Side side, LegEvent.MediaRefused e) {
        if (d.phase == Phase.AWAITING_SOUND) {
            CallFailure.answered(d, Optional.empty());
        } else if (d.exchange.isPresent()) {
            if (!isFrom(d, e.leg())) {
                refused(d, side, e.cause());
            }
        } else if (side == Side.CALLER && !d.callerSettled && d.phase != Phase.TALKING) {
            d.decide(e.leg(), "the caller takes none of the media offered");
            d.end(e.cause(), Optional.of(Side.CALLER));
        }
    }

    static void exchangeExpired(CallDraft d) {
        if (d.exchange.isPresent()) {
            var expired = d.exchange.get();
            endExchange(d, new LegCommand.RefuseMedia(Cause.TIMER_EXPIRED));
            CallFax.refused(
                    d, expired.from().equals(d.caller) ? Side.CALLEE : Side.CALLER, expired);
        }
    }

    private static void refused(CallDraft d, Side side, Cause cause) {
        var refused = d.exchange.orElseThrow();
        CallVideo.refused(d, opposite(side), cause);
        CallFax.refused(d, side, refused);
    }

    /// Digits to one side that the other did not dial.
    static void sendDigits(CallDraft d, Side to, String digits) {
        if (d.phase == Phase.TALKING && (to == Side.CALLER || to == Side.CALLEE)) {
            var leg = to == Side.CALLER ? d.caller : d.calleeLeg();
            digits.chars().forEach(c -> d.order(leg, new LegCommand.SendDigit((char) c, DIGIT)));
        }
    }

    static void digit(CallDraft d, Side side, LegEvent.Digit e, Instant at) {
        var filter = side == Side.CALLER ? d.callerDigits : d.calleeDigits;
        var result = filter.accept(e.digit(), e.method(), e.held(), at);
        if (side == Side.CALLER) {
            d.callerDigits = result.next();
        } else {
            d.calleeDigits = result.next();
        }
        if (result.fresh()) {
            d.opposite(side)
                    .ifPresent(o -> d.order(o, new LegCommand.SendDigit(e.digit(), e.held())));
        } else {
            d.decide(e.leg(), "the digit came by another method before; it counts once");
        }
    }

    static void identityChanged(CallDraft d, Side side, LegEvent.IdentityChanged e) {
        if (d.phase.isBeforeAnswer()) {
            d.connected = Optional.of(e.party()); // told with the answer
        } else {
            d.parties =
                    side == Side.CALLER
                            ? d.parties.withCaller(e.party())
                            : d.parties.withCallee(e.party());
            d.opposite(side).ifPresent(o -> d.order(o, new LegCommand.UpdateIdentity(e.party())));
        }
    }

    private static void callerAnswered(CallDraft d, LegEvent.MediaAnswered e) {
        var used = e.answer().first();
        if (d.calleeOffer.isPresent()) {
            var answer =
                    d.negotiation.answer(
                            e.answer(), d.calleeOffer.get(), d.callerCodecs(), d.calleeCodecs());
            if (answer.isEmpty()) {
                incompatible(d);
                return;
            }
            d.order(d.calleeLeg(), new LegCommand.AnswerMedia(answer.get()));
            d.calleeUses = Optional.of(answer.get().first());
            d.pictures(Side.CALLER, answer.get(), d.calleeOffer.get());
        } else if (!d.fit(used, d.calleeUses.orElse(used))) {
            incompatible(d);
            return;
        }
        d.callerSettled = true;
        d.callerUses = Optional.of(used);
        if (d.phase == Phase.AWAITING_CALLER_MEDIA) {
            begin(d);
        }
    }

    private static void incompatible(CallDraft d) {
        d.decide(d.caller, "no codec that both sides know");
        d.end(Cause.BEARER_NOT_IMPLEMENTED, Optional.empty());
    }

    private static void exchangeAnswered(CallDraft d, Side side, LegEvent.MediaAnswered e) {
        if (isFrom(d, e.leg())) {
            return; // the one who asked cannot answer
        }
        var offer = d.exchange.orElseThrow().offer();
        if (d.exchange.get().origin() != CallMedia.Origin.PEER) {
            if (e.answer().isFax()) {
                refused(d, side, Cause.BEARER_NOT_IMPLEMENTED); // that was not the question
            } else {
                CallFax.goesAsSound(d, side, e.answer());
            }
            return;
        }
        if (offer.isFax() || e.answer().isFax()) {
            CallFax.answered(d, offer, e.answer());
            return;
        }
        var answer =
                d.negotiation.answer(e.answer(), offer, d.codecs(side), d.codecs(opposite(side)));
        if (answer.isEmpty()) {
            endExchange(d, new LegCommand.RefuseMedia(Cause.BEARER_NOT_IMPLEMENTED));
            return;
        }
        var theirs = Optional.of(e.answer().first());
        var asked = answer.map(MediaDescription::first);
        d.callerUses = side == Side.CALLER ? theirs : asked;
        d.calleeUses = side == Side.CALLER ? asked : theirs;
        d.pictures(side, answer.get(), offer);
        endExchange(d, new LegCommand.AnswerMedia(answer.get()));
    }

    static void endExchange(CallDraft d, LegCommand answer) {
        var ended = d.exchange.orElseThrow();
        if (ended.origin() == CallMedia.Origin.PEER) {
            d.order(ended.from(), answer);
        }
        d.exchange = Optional.empty();
        d.waitForever();
    }

    private static boolean isFrom(CallDraft d, LegId leg) {
        return d.exchange.orElseThrow().from().equals(leg);
    }

    static Side opposite(Side side) {
        return side == Side.CALLER ? Side.CALLEE : Side.CALLER;
    }
}
