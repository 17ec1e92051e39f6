package org.dragoman.core.call;

import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.VideoDescription;

/// Where offer and answer stand between the two legs.
///
/// - {@code calleeOffer}: what a destination that was dialled without media offers.
/// - {@code forCaller}: what the caller is told: an answer where it offered, else an offer.
/// - {@code callerSettled}: the caller has an answer to its offer, or has answered ours.
/// - {@code callerUses}, {@code calleeUses}: the codecs in use.
/// - {@code callerVideo}, {@code calleeVideo}: what each said of the video in use.
/// - {@code exchange}: an offer in the middle of the call that waits for its answer.
/// - {@code heard}: the caller was told that there is something to hear.
/// - {@code calleeSounds}: the destination sends packets.
/// - {@code tone}: the gateway plays the ringing tone to the caller.
/// - {@code faxAsSound}: the gateway has had both sides use G.711 for a fax; it does so once.
record CallMedia(
        Optional<MediaDescription> calleeOffer,
        Optional<MediaDescription> forCaller,
        boolean callerSettled,
        Optional<Codec> callerUses,
        Optional<Codec> calleeUses,
        Optional<VideoDescription> callerVideo,
        Optional<VideoDescription> calleeVideo,
        Optional<Exchange> exchange,
        Holds callerHolds,
        Holds calleeHolds,
        boolean heard,
        boolean calleeSounds,
        boolean tone,
        boolean faxAsSound) {

    /// An offer that waits for its answer.
    ///
    /// - {@code from}: the leg whose peer made it, or whose turn is next where we made it.
    record Exchange(LegId from, MediaDescription offer, Origin origin) {}

    /// Who made an offer.
    enum Origin {
        /// A peer, who waits for the answer.
        PEER,
        /// The gateway, to the side that refused a fax as data; the other side is asked next.
        FAX_REFUSED,
        /// The gateway, to the side that wanted it.
        FAX_WANTED
    }

    static final CallMedia NONE =
            new CallMedia(
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Holds.NOT,
                    Holds.NOT,
                    false,
                    false,
                    false,
                    false);
}
