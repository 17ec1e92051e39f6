package org.dragoman.media.sdp;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaTransport;

/// One leg's side of offer and answer, as a value: each step returns the next one. It turns what
/// the neutral call says (codecs, direction) into session descriptions with this leg's address and
/// payload types, and what the peer writes back into the neutral words and the {@link MediaFlow}.
///
/// One stream of sound is used, or in its place T.38, and one of video beside it; every other
/// section of a peer's offer is refused where it stands, and keeps its place in all later
/// descriptions (RFC 3264 §6, §8).
///
/// - {@code last}: the description we sent last; its sections fix the order of all later ones.
/// - {@code audio}: index of the section in use.
/// - {@code video}: the stream of video.
/// - {@code ourOffer}, {@code theirOffer}: what is offered and not answered yet; never both.
/// - {@code agreed}: the codecs in use, and our own direction.
/// - {@code carriage}: how the stream is carried: plain, encrypted, or as browsers do.
/// - Source: RFC 3264; RFC 6337 for its use in SIP.
public record OfferAnswer(
        LocalAddress local,
        long sessionId,
        PayloadTypes types,
        Optional<SessionDescription> last,
        int audio,
        Optional<OurOffer> ourOffer,
        Optional<TheirOffer> theirOffer,
        Optional<MediaDescription> agreed,
        MediaFlow flow,
        Carriage carriage,
        VideoStream video) {

    /// An offer of ours that waits for its answer.
    public record OurOffer(MediaDescription media) {}

    /// A peer's offer that waits for our answer.
    ///
    /// - {@code video}: index of the section of video, where {@code media} has any.
    public record TheirOffer(SessionDescription sdp, int audio, int video, MediaDescription media) {
        MediaSection section() {
            return sdp.media().get(audio);
        }

        RtpMedia rtp() {
            return RtpMedia.read(sdp, section());
        }
    }

    /// A description to send, and the negotiation after it.
    public record Offered(OfferAnswer next, SessionDescription sdp) {}

    /// A negotiation that has come to an end.
    ///
    /// - {@code sdp}: our answer, or the peer's.
    /// - {@code media}: what was agreed, in the words of whoever answered.
    public record Settled(OfferAnswer next, SessionDescription sdp, MediaDescription media) {
        public MediaFlow flow() {
            return next.flow();
        }

        /// What the port of video is to do; nothing while there never was any.
        public Optional<MediaFlow> videoFlow() {
            return next.videoFlow();
        }
    }

    /// Nothing said yet, and plain RTP.
    ///
    /// - {@code sessionId}: unique among this gateway's sessions (RFC 8866 §5.2).
    public static OfferAnswer start(LocalAddress local, long sessionId) {
        return start(local, sessionId, SrtpPolicy.OFF);
    }

    /// Nothing said yet, to see whether an offer can be taken; no keys are made.
    public static OfferAnswer start(LocalAddress local, long sessionId, SrtpPolicy srtp) {
        return start(local, sessionId, srtp, NO_KEYS);
    }

    /// Nothing said yet, to see whether an offer can be taken by a leg whose packets travel so.
    public static OfferAnswer judging(MediaTransport transport, SrtpPolicy srtp) {
        return start(LocalAddress.nowhere(transport), 0, srtp);
    }

    private static final RandomGenerator NO_KEYS =
            () -> {
                throw new IllegalStateException("no keys are made here");
            };

    /// Nothing said yet.
    ///
    /// - {@code local}: of the leg's port, which also says whether the peer is a browser.
    /// - {@code srtp}: for peers that are none.
    /// - {@code random}: keys are made of it; nobody may guess what comes.
    public static OfferAnswer start(
            LocalAddress local, long sessionId, SrtpPolicy srtp, RandomGenerator random) {
        return new OfferAnswer(
                local,
                sessionId,
                PayloadTypes.NONE,
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                MediaFlow.NONE,
                carriage(local, srtp, random),
                VideoStream.NONE);
    }

    /// The same, but our offers ask for RTP and RTCP on one port (RFC 5761 §5.1.1), but with
    /// browsers, who always have it.
    public OfferAnswer askingForOnePort() {
        return carriage instanceof RtcpMux mux
                ? new OfferAnswer(
                        local,
                        sessionId,
                        types,
                        last,
                        audio,
                        ourOffer,
                        theirOffer,
                        agreed,
                        flow,
                        new RtcpMux(mux.carried(), true),
                        video)
                : this;
    }

    private static Carriage carriage(LocalAddress local, SrtpPolicy srtp, RandomGenerator random) {
        return local.browser().isPresent()
                ? IceDtls.of(local.browser().get(), random)
                : new RtcpMux(Sdes.of(srtp, random), false);
    }

    /// What is agreed about video; nothing while there never was any.
    public Optional<MediaFlow> videoFlow() {
        return video.flow();
    }

    /// Whether an offer, of either side, waits for its answer.
    public boolean isPending() {
        return ourOffer.isPresent() || theirOffer.isPresent();
    }

    /// Whether the stream may be T.38: it takes the place of sound that there was, and goes in
    /// clear.
    public boolean mayBeFax() {
        return agreed.isPresent() && carriage.mayBeFax();
    }

    /// Makes an offer of ours.
    public Offered offer(MediaDescription media) {
        return Offering.offer(this, media);
    }

    /// Takes the peer's answer to our offer.
    ///
    /// - Errors: the answer refuses the stream, or names nothing we offered.
    public Settled answered(SessionDescription answer) throws PeerFault {
        return Offering.answered(this, answer);
    }

    /// Takes an offer of the peer.
    ///
    /// - Errors: there is no stream in it that we could take.
    public OfferAnswer offered(SessionDescription offer) throws PeerFault {
        return Answering.offered(this, offer);
    }

    /// Answers the peer's offer; nothing when none of these codecs was offered.
    ///
    /// - {@code media}: the answer; its first codec that was offered is the one in use.
    public Optional<Settled> answer(MediaDescription media) {
        return Answering.answer(this, media);
    }

    /// Answers the peer's offer with every stream refused: all that is left where an answer is due
    /// and none is to be had.
    public Offered refuse() {
        var offer = theirOffer.orElseThrow(() -> new IllegalStateException("no offer to refuse"));
        var sections = offer.sdp().media().stream().map(carriage::refused).toList();
        var sdp = describe(carriage, sections);
        return new Offered(withdrawn().sent(sdp, offer.audio()), sdp);
    }

    /// The offer that is pending, of either side, was refused: what was agreed before holds.
    public OfferAnswer withdrawn() {
        return new OfferAnswer(
                local,
                sessionId,
                types,
                last,
                audio,
                Optional.empty(),
                Optional.empty(),
                agreed,
                flow,
                carriage.withdrawn(),
                video.withdrawn());
    }

    OfferAnswer sent(SessionDescription sdp, int index) {
        return new OfferAnswer(
                local,
                sessionId,
                types,
                Optional.of(sdp),
                index,
                ourOffer,
                theirOffer,
                agreed,
                flow,
                carriage,
                video);
    }

    OfferAnswer settled(
            PayloadTypes known, MediaDescription ours, Carriage.Agreed keys, VideoStream pictures) {
        return new OfferAnswer(
                local,
                sessionId,
                known,
                last,
                audio,
                Optional.empty(),
                Optional.empty(),
                Optional.of(ours),
                keys.flow(),
                keys.next(),
                pictures);
    }

    /// A description of ours: its version grows where it says something new (RFC 3264 §8).
    SessionDescription describe(Carriage way, List<MediaSection> sections) {
        var sdp =
                new SessionDescription(
                        new Origin("-", Long.toString(sessionId), "1", local.address()),
                        "-",
                        Optional.of(local.address()),
                        way.session(sections),
                        sections);
        if (last.isEmpty()) {
            return sdp;
        }
        var before = last.get();
        long version = Long.parseLong(before.origin().version());
        return sdp.withOrigin(
                new Origin(
                        "-",
                        Long.toString(sessionId),
                        Long.toString(before.saysTheSameAs(sdp) ? version : version + 1),
                        local.address()));
    }

    /// With an offer of ours that waits for its answer.
    OfferAnswer offering(
            PayloadTypes known,
            SessionDescription sdp,
            MediaDescription media,
            Carriage way,
            VideoStream pictures) {
        return new OfferAnswer(
                local,
                sessionId,
                known,
                Optional.of(sdp),
                audio,
                Optional.of(new OurOffer(media)),
                Optional.empty(),
                agreed,
                flow,
                way,
                pictures);
    }

    /// With an offer of the peer that waits for our answer.
    OfferAnswer learned(PayloadTypes known, int index, TheirOffer offer) {
        return new OfferAnswer(
                local,
                sessionId,
                known,
                last,
                index,
                Optional.empty(),
                Optional.of(offer),
                agreed,
                flow,
                carriage,
                video);
    }

    static PeerFault.Unsupported unsupported(String what) {
        return new PeerFault.Unsupported(PeerFault.Scope.MESSAGE, what);
    }
}
