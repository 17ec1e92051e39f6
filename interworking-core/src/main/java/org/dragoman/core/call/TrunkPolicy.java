package org.dragoman.core.call;

import java.time.Duration;

/// How the gateway treats the calls of one trunk, whatever its protocol.
///
/// - {@code ringback}: who makes the ringing tone for callers on this trunk.
/// - {@code redirect}: what becomes of a destination on this trunk that says to call elsewhere.
/// - {@code offer}: whether destinations on this trunk are dialled without media when the caller
///   brought none.
/// - {@code codecs}: which codecs it may use, and whether sound is converted for it.
/// - {@code setup}: from dialling to the first sign of the called party.
/// - {@code noAnswer}: from the first sign to the answer.
/// - {@code interDigit}: between digits of a number dialled bit by bit (Q.931 T302).
/// - {@code answerMedia}: from the answer with an offer to the caller's media.
/// - {@code sounds}: what its peers are played.
public record TrunkPolicy(
        Ringback ringback,
        Redirect redirect,
        Offer offer,
        CodecPolicy codecs,
        Duration setup,
        Duration noAnswer,
        Duration interDigit,
        Duration answerMedia,
        SoundPolicy sounds) {

    public enum Ringback {
        /// The gateway makes it only when a caller that already listens would hear nothing.
        AUTO,
        /// The gateway makes it whenever the destination gives none.
        GENERATE,
        /// The gateway makes none.
        PASS
    }

    public enum Redirect {
        /// The gateway calls there itself.
        FOLLOW,
        /// The caller is told to.
        PASS
    }

    public enum Offer {
        /// The destination makes the offer when the caller made none (delayed offer).
        AS_CALLER,
        /// The gateway makes an offer for a caller that made none.
        ALWAYS
    }

    public static final TrunkPolicy DEFAULT =
            new TrunkPolicy(
                    Ringback.AUTO,
                    Redirect.FOLLOW,
                    Offer.AS_CALLER,
                    CodecPolicy.ALL,
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(180), // Q.931 T301 is 180 s or more
                    Duration.ofSeconds(15), // Q.931 T302
                    Duration.ofSeconds(30),
                    SoundPolicy.NONE);

    public TrunkPolicy withRingback(Ringback other) {
        return new TrunkPolicy(
                other, redirect, offer, codecs, setup, noAnswer, interDigit, answerMedia, sounds);
    }

    public TrunkPolicy withRedirect(Redirect other) {
        return new TrunkPolicy(
                ringback, other, offer, codecs, setup, noAnswer, interDigit, answerMedia, sounds);
    }

    public TrunkPolicy withOffer(Offer other) {
        return new TrunkPolicy(
                ringback,
                redirect,
                other,
                codecs,
                setup,
                noAnswer,
                interDigit,
                answerMedia,
                sounds);
    }

    public TrunkPolicy withCodecs(CodecPolicy others) {
        return new TrunkPolicy(
                ringback,
                redirect,
                offer,
                others,
                setup,
                noAnswer,
                interDigit,
                answerMedia,
                sounds);
    }

    public TrunkPolicy withSetup(Duration other) {
        return new TrunkPolicy(
                ringback,
                redirect,
                offer,
                codecs,
                other,
                noAnswer,
                interDigit,
                answerMedia,
                sounds);
    }

    public TrunkPolicy withNoAnswer(Duration other) {
        return new TrunkPolicy(
                ringback, redirect, offer, codecs, setup, other, interDigit, answerMedia, sounds);
    }

    public TrunkPolicy withSounds(SoundPolicy other) {
        return new TrunkPolicy(
                ringback, redirect, offer, codecs, setup, noAnswer, interDigit, answerMedia, other);
    }
}
