package org.dragoman.webrtc.signal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.media.sdp.OfferAnswer;
import org.dragoman.media.sdp.SdpParser;

/// What a call has agreed with its page about media, and whether the page holds. A hold is the
/// gateway's own doing: nothing is asked of the browser, packets just do not pass.
final class CallMedia {
    /// What a page is offered where the core leaves the choice: Opus with what makes it bear loss
    /// (RFC 7587 §6.1), and G.711, which every browser has too (RFC 7874 §3).
    static final MediaDescription OWN =
            new MediaDescription(
                    List.of(
                            new Codec(
                                    "OPUS",
                                    48_000,
                                    2,
                                    Map.of("useinbandfec", "1", "minptime", "10")),
                            Codec.PCMA,
                            Codec.PCMU),
                    Direction.SEND_RECEIVE,
                    true,
                    Optional.empty());

    private OfferAnswer negotiation;
    private boolean holding;

    CallMedia(OfferAnswer start) {
        negotiation = start;
    }

    boolean isHolding() {
        return holding;
    }

    boolean isAgreed() {
        return negotiation.agreed().isPresent();
    }

    /// Whether an offer to the page waits for its answer.
    boolean isOffering() {
        return negotiation.ourOffer().isPresent();
    }

    /// Whether that has video.
    boolean isVideoOffered() {
        return negotiation.ourOffer().flatMap(o -> o.media().video()).isPresent();
    }

    /// Whether an offer of the page waits for our answer.
    boolean isOffered() {
        return negotiation.theirOffer().isPresent();
    }

    /// - Returns: our offer, to be sent.
    String offer(MediaDescription media) {
        var offered = negotiation.offer(media);
        negotiation = offered.next();
        return offered.sdp().text();
    }

    /// Takes the page's answer to it.
    MediaDescription answered(String sdp) throws PeerFault {
        var settled = negotiation.answered(SdpParser.parse(sdp));
        negotiation = settled.next();
        return settled.media();
    }

    /// Takes an offer of the page.
    MediaDescription offered(String sdp) throws PeerFault {
        negotiation = negotiation.offered(SdpParser.parse(sdp));
        return negotiation.theirOffer().orElseThrow().media();
    }

    /// Answers it; nothing where none of these codecs was offered.
    Optional<String> answer(MediaDescription media) {
        var settled = negotiation.answer(media);
        settled.ifPresent(s -> negotiation = s.next());
        return settled.map(s -> s.sdp().text());
    }

    /// Takes an offer of the page in the middle of a call.
    ///
    /// - Returns: the offer, where it is news to the other side of the call: it wants video, or no
    ///   more. Nothing where it only changes the browser's way to the gateway.
    /// - Errors: it does not offer the codec in use.
    Optional<MediaDescription> offeredAgain(String sdp) throws PeerFault {
        var before = negotiation;
        var agreed = negotiation.agreed().orElseThrow();
        var offer = offered(sdp);
        if (!offer.isFax() && !offer.has(agreed.first())) {
            negotiation = before;
            throw new PeerFault.Unsupported(
                    PeerFault.Scope.MESSAGE, "The codec in use is not offered any more.");
        }
        var asked = offer.withCodecs(agreed.codecs());
        return offer.takes(agreed) ? Optional.empty() : Optional.of(asked);
    }

    /// Answers an offer with what is in use.
    ///
    /// - {@code video}: whether the video in use is among it.
    String answerAsBefore(boolean video) {
        var agreed = negotiation.agreed().orElseThrow().withDirection(Direction.SEND_RECEIVE);
        return answer(video ? agreed : agreed.withVideo(Optional.empty())).orElseThrow();
    }

    void withdraw() {
        negotiation = negotiation.withdrawn();
    }

    void hold(boolean on) {
        holding = on;
    }

    /// What the port of video is to do; nothing while there never was any.
    Optional<MediaFlow> videoFlow() {
        var flow = negotiation.videoFlow();
        return holding ? flow.map(f -> f.withDirection(Direction.INACTIVE)) : flow;
    }

    /// What the media port is to do.
    MediaFlow flow() {
        var flow = negotiation.flow();
        return holding ? flow.withDirection(Direction.INACTIVE) : flow;
    }
}
