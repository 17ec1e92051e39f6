package org.dragoman.core.call;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.VideoDescription;

/// The part of {@link CallMachine} that brings the media of both sides together before the answer,
/// whoever offers: the caller early, the destination late, or the gateway for either.
final class CallOffer {
    private CallOffer() {}

    static boolean isMade(CallDraft d, TrunkPolicy policy) {
        return d.callerOffered()
                || d.callerUses.isPresent()
                || policy.offer() == TrunkPolicy.Offer.ALWAYS;
    }

    static Optional<MediaDescription> make(CallDraft d, TrunkPolicy policy) {
        var offered = d.request.orElseThrow().media();
        if (offered.isEmpty()) {
            return makeOwn(d, policy);
        }
        var offer = d.negotiation.offer(offered.get(), d.callerCodecs(), policy.codecs());
        if (d.callerSettled && d.forCaller.isPresent()) {
            // the caller had its answer from an earlier destination: only that codec is left
            var given = d.forCaller.get().first();
            boolean converts = d.callerCodecs().converts() && policy.codecs().converts();
            return offer.flatMap(o -> o.only(c -> d.negotiation.fit(c, given, converts)))
                    .map(o -> o.withVideo(o.video().flatMap(v -> inUse(v, d.callerVideo))));
        }
        if (d.callerPolicy.ringback() == TrunkPolicy.Ringback.GENERATE) {
            // a tone can begin before the destination chose; G.711 fits whichever law it takes
            return offer.flatMap(o -> o.only(c -> c.isG711())).or(() -> offer);
        }
        return offer;
    }

    /// Of video that a caller had an answer for, the codec it uses.
    private static Optional<VideoDescription> inUse(
            VideoDescription offered, Optional<VideoDescription> used) {
        return used.flatMap(u -> offered.only(u.first()::matches));
    }

    /// What a destination is offered for a caller that offered nothing: the codec that the caller
    /// agreed on with an earlier destination, else the gateway's own, else nothing.
    private static Optional<MediaDescription> makeOwn(CallDraft d, TrunkPolicy policy) {
        if (d.callerUses.isPresent()) {
            return d.negotiation.offer(
                    MediaDescription.of(d.callerUses.get()), d.callerCodecs(), policy.codecs());
        }
        return policy.offer() == TrunkPolicy.Offer.ALWAYS
                ? Optional.of(Negotiation.own(policy.codecs()))
                : Optional.empty();
    }

    /// Takes a description of the destination into account. False: it cannot be brought together
    /// with the caller's, and the destination was given up.
    static boolean take(CallDraft d, Optional<MediaDescription> described) {
        if (described.isEmpty()) {
            return true;
        }
        var media = described.get();
        if (d.callee.orElseThrow().offer().isEmpty()) {
            return takeOffer(d, media);
        }
        d.calleeUses = Optional.of(media.first());
        if (d.callerOffered()) {
            if (d.callerSettled && d.fit(media.first(), answered(d).first())) {
                return true; // the answer that the caller has still holds
            }
            var answer =
                    d.negotiation.answer(
                            media,
                            d.request.flatMap(CallRequest::media).get(),
                            d.calleeCodecs(),
                            d.callerCodecs());
            if (answer.isPresent()) {
                d.forCaller = answer;
                d.pictures(Side.CALLEE, answer.get(), d.request.flatMap(CallRequest::media).get());
                return true;
            }
        } else {
            if (d.callerSettled && d.callerUses.isPresent()) {
                return d.fit(media.first(), d.callerUses.get()) || incompatible(d);
            }
            d.forCaller =
                    d.negotiation.offer(
                            media.withCodecs(List.of(media.first())),
                            d.calleeCodecs(),
                            d.callerCodecs());
            if (d.forCaller.isPresent()) {
                return true;
            }
        }
        return incompatible(d);
    }

    private static boolean takeOffer(CallDraft d, MediaDescription offer) {
        if (d.callerSettled && d.callerUses.isPresent()) {
            return true; // said again; the caller has answered it
        }
        var allowed = d.negotiation.offer(offer, d.calleeCodecs(), d.callerCodecs());
        if (allowed.isEmpty()) {
            return incompatible(d);
        }
        d.calleeOffer = Optional.of(offer);
        d.forCaller = allowed;
        return true;
    }

    private static MediaDescription answered(CallDraft d) {
        return d.forCaller.orElseThrow();
    }

    private static boolean incompatible(CallDraft d) {
        d.decide(d.calleeLeg(), "no codec that both sides know");
        CallSetup.giveUp(d, Cause.BEARER_NOT_IMPLEMENTED);
        return false;
    }

    /// What the caller is told of media with a sign: nothing new unless there is something.
    static Optional<MediaDescription> told(CallDraft d, Optional<MediaDescription> reported) {
        if (reported.isEmpty() || d.forCaller.isEmpty()) {
            return Optional.empty();
        }
        if (d.callerOffered()) {
            d.callerSettled = true;
            d.callerUses = d.forCaller.map(MediaDescription::first);
            return d.forCaller;
        }
        return d.callerSettled ? Optional.empty() : d.forCaller;
    }

    /// Whether the caller listens to sound that the destination already sends.
    static boolean staysHeard(CallDraft d) {
        return d.heard && d.calleeSounds && d.callerPolicy.ringback() != TrunkPolicy.Ringback.PASS;
    }

    /// Whether the gateway makes the ringing tone, and has said with which codec. Not where the
    /// destination already sends sound of its own, as carriers do between 183 and 180
    /// (RFC 3960 §3.2).
    static boolean ringsHere(CallDraft d) {
        if (d.calleeSounds) {
            return false;
        }
        return switch (d.callerPolicy.ringback()) {
            case PASS -> false;
            case AUTO -> d.heard && (d.callerSettled || d.forCaller.isPresent());
            case GENERATE -> d.forCaller.isPresent() || answersByItself(d);
        };
    }

    /// Whether the caller can be played a sound: a codec is settled with it, or can be.
    static boolean canSpeak(CallDraft d) {
        var able = d.negotiation.conversions();
        return d.callerSettled
                || d.forCaller.isPresent()
                || answersByItself(d)
                || answersWith(d, c -> able.canConvert(Codec.PCMA, c));
    }

    /// Answers a caller that offered G.711 before the destination said what it takes.
    private static boolean answersByItself(CallDraft d) {
        return answersWith(d, Codec::isG711);
    }

    /// Answers a caller with the first of its codecs that will do.
    private static boolean answersWith(CallDraft d, Predicate<Codec> test) {
        var offer = d.request.flatMap(CallRequest::media);
        d.forCaller =
                offer.flatMap(o -> o.codecs().stream().filter(test).findFirst())
                        .map(c -> Negotiation.own(c, offer.get()));
        return d.forCaller.isPresent();
    }
}
