package org.dragoman.media.sdp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.PayloadFormat;
import org.jspecify.annotations.Nullable;

/// One leg's side of offer and answer, as a value: each step returns the next one. It turns what
/// the neutral call says (codecs, direction) into session descriptions with this leg's address and
/// payload types, and what the peer writes back into the neutral words and the {@link MediaFlow}.
///
/// One audio stream is used; every other section of a peer's offer is refused in its place, and
/// keeps its place in all later descriptions (RFC 3264 §6, §8).
///
/// - {@code last}: the description we sent last; its sections fix the order of all later ones.
/// - {@code audio}: index of the section in use.
/// - {@code ourOffer}, {@code theirOffer}: what is offered and not answered yet; never both.
/// - {@code agreed}: the codecs in use, and our own direction.
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
        MediaFlow flow) {

    private static final String PROTOCOL = "RTP/AVP";

    /// An offer of ours that waits for its answer.
    public record OurOffer(MediaDescription media) {}

    /// A peer's offer that waits for our answer.
    public record TheirOffer(SessionDescription sdp, int audio, MediaDescription media) {
        RtpMedia rtp() {
            return RtpMedia.read(sdp, sdp.media().get(audio));
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
    }

    /// Nothing said yet.
    ///
    /// - {@code sessionId}: unique among this gateway's sessions (RFC 8866 §5.2).
    public static OfferAnswer start(LocalAddress local, long sessionId) {
        return new OfferAnswer(
                local,
                sessionId,
                PayloadTypes.NONE,
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                MediaFlow.NONE);
    }

    /// Whether an offer, of either side, waits for its answer.
    public boolean isPending() {
        return ourOffer.isPresent() || theirOffer.isPresent();
    }

    /// Makes an offer of ours.
    public Offered offer(MediaDescription media) {
        var codecs = new ArrayList<>(media.codecs());
        if (media.telephoneEvents()) {
            clocks(media.codecs()).forEach(clock -> codecs.add(PayloadTypes.event(clock)));
        }
        var known = types.with(codecs);
        var formats = codecs.stream().map(c -> new RtpMedia.Format(known.of(c), c)).toList();
        var section =
                AudioSection.of(local, PROTOCOL, formats, media.direction(), media.packetTime());
        var sections = new ArrayList<MediaSection>();
        last.ifPresent(l -> l.media().forEach(s -> sections.add(s.refused())));
        if (sections.isEmpty()) {
            sections.add(section);
        } else {
            sections.set(audio, section);
        }
        var sdp = describe(sections);
        return new Offered(
                new OfferAnswer(
                        local,
                        sessionId,
                        known,
                        Optional.of(sdp),
                        audio,
                        Optional.of(new OurOffer(media)),
                        Optional.empty(),
                        agreed,
                        flow),
                sdp);
    }

    /// Takes the peer's answer to our offer.
    ///
    /// - Errors: the answer refuses the stream, or names nothing we offered.
    public Settled answered(SessionDescription answer) throws PeerFault {
        var offer = ourOffer.orElseThrow(() -> new IllegalStateException("nothing was offered"));
        if (answer.media().size() <= audio) {
            throw SdpParser.malformed("the SDP answer lacks media sections (RFC 3264 §6)");
        }
        var section = answer.media().get(audio);
        if (!RtpMedia.isUsable(section)) {
            throw unsupported("the SDP answer refuses the audio stream");
        }
        var peer = RtpMedia.read(answer, section);
        var common = peer.formats().stream().filter(f -> offer.media().has(f.codec())).toList();
        if (common.isEmpty()) {
            throw unsupported("the SDP answer names no codec that was offered");
        }
        int clock = common.getFirst().codec().clockHz();
        var sendDigits = eventType(peer.events(), clock);
        var receiving =
                offer.media().codecs().stream()
                        .filter(c -> common.stream().anyMatch(f -> f.codec().matches(c)))
                        .map(c -> format(c, types.of(c), offer.media().packetTime()))
                        .toList();
        var direction =
                DirectionAttribute.both(offer.media().direction(), peer.direction().reversed());
        var media =
                new MediaDescription(
                        common.stream().map(RtpMedia.Format::codec).toList(),
                        peer.direction(),
                        sendDigits.isPresent(),
                        peer.packetTime());
        var receiveDigits =
                sendDigits.isPresent() && offer.media().telephoneEvents()
                        ? OptionalInt.of(types.of(PayloadTypes.event(clock)))
                        : OptionalInt.empty();
        var settled =
                flow(peer, common.getFirst(), receiving, sendDigits, receiveDigits, direction);
        return new Settled(
                settled(types, media.withDirection(offer.media().direction()), settled),
                answer,
                media);
    }

    /// Takes an offer of the peer.
    ///
    /// - Errors: there is no audio stream in it that we could take.
    public OfferAnswer offered(SessionDescription offer) throws PeerFault {
        int index = chooseAudio(offer);
        var peer = RtpMedia.read(offer, offer.media().get(index));
        var media =
                new MediaDescription(
                        peer.formats().stream().map(RtpMedia.Format::codec).toList(),
                        peer.direction(),
                        !peer.events().isEmpty(),
                        peer.packetTime());
        return new OfferAnswer(
                local,
                sessionId,
                types.learn(peer),
                last,
                index,
                Optional.empty(),
                Optional.of(new TheirOffer(offer, index, media)),
                agreed,
                flow);
    }

    private int chooseAudio(SessionDescription offer) throws PeerFault {
        if (last.isPresent() && offer.media().size() < last.get().media().size()) {
            throw SdpParser.malformed("an SDP offer dropped media sections (RFC 3264 §8)");
        }
        if (last.isPresent() && isTakable(offer, audio)) {
            return audio;
        }
        for (int i = 0; i < offer.media().size(); i++) {
            if (isTakable(offer, i)) {
                return i;
            }
        }
        throw unsupported("the SDP offer has no audio stream over plain RTP");
    }

    private static boolean isTakable(SessionDescription offer, int index) {
        var section = offer.media().get(index);
        return RtpMedia.isUsable(section) && !RtpMedia.read(offer, section).formats().isEmpty();
    }

    /// Answers the peer's offer; nothing when none of these codecs was offered.
    ///
    /// - {@code media}: the answer; its first codec that was offered is the one in use.
    public Optional<Settled> answer(MediaDescription media) {
        var offer = theirOffer.orElseThrow(() -> new IllegalStateException("no offer to answer"));
        var peer = offer.rtp();
        var formats = new ArrayList<RtpMedia.Format>();
        for (var codec : media.codecs()) {
            peer.formats().stream()
                    .filter(f -> f.codec().matches(codec))
                    .findFirst()
                    .map(f -> new RtpMedia.Format(f.payloadType(), merged(codec, f.codec())))
                    .filter(f -> !formats.contains(f))
                    .ifPresent(formats::add);
        }
        if (formats.isEmpty()) {
            return Optional.empty();
        }
        var inUse = formats.getFirst();
        var digits =
                media.telephoneEvents()
                        ? eventType(peer.events(), inUse.codec().clockHz())
                        : OptionalInt.empty();
        var direction = DirectionAttribute.both(media.direction(), peer.direction().reversed());
        var written = new ArrayList<>(formats);
        digits.ifPresent(
                type ->
                        written.add(
                                new RtpMedia.Format(
                                        type, PayloadTypes.event(inUse.codec().clockHz()))));
        var sections = new ArrayList<MediaSection>();
        for (int i = 0; i < offer.sdp().media().size(); i++) {
            var theirs = offer.sdp().media().get(i);
            sections.add(
                    i == offer.audio()
                            ? AudioSection.of(
                                    local,
                                    theirs.protocol(),
                                    written,
                                    direction,
                                    media.packetTime())
                            : theirs.refused());
        }
        var sdp = describe(sections);
        var receiving =
                formats.stream()
                        .map(f -> format(f.codec(), f.payloadType(), media.packetTime()))
                        .toList();
        var answered =
                new MediaDescription(
                        formats.stream().map(RtpMedia.Format::codec).toList(),
                        direction,
                        digits.isPresent(),
                        media.packetTime());
        var next =
                settled(
                        types,
                        answered.withDirection(media.direction()),
                        flow(peer, inUse, receiving, digits, digits, direction));
        return Optional.of(new Settled(next.sent(sdp, offer.audio()), sdp, answered));
    }

    /// Answers the peer's offer with every stream refused: all that is left where an answer is due
    /// and none is to be had.
    public Offered refuse() {
        var offer = theirOffer.orElseThrow(() -> new IllegalStateException("no offer to refuse"));
        var sdp = describe(offer.sdp().media().stream().map(MediaSection::refused).toList());
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
                flow);
    }

    private OfferAnswer sent(SessionDescription sdp, int index) {
        return new OfferAnswer(
                local,
                sessionId,
                types,
                Optional.of(sdp),
                index,
                ourOffer,
                theirOffer,
                agreed,
                flow);
    }

    private OfferAnswer settled(PayloadTypes known, MediaDescription ours, MediaFlow settled) {
        return new OfferAnswer(
                local,
                sessionId,
                known,
                last,
                audio,
                Optional.empty(),
                Optional.empty(),
                Optional.of(ours),
                settled);
    }

    private static MediaFlow flow(
            RtpMedia peer,
            RtpMedia.Format inUse,
            List<PayloadFormat> receiving,
            OptionalInt sendDigits,
            OptionalInt receiveDigits,
            Direction direction) {
        return new MediaFlow(
                peer.rtp(),
                peer.rtcp(),
                direction.sends()
                        ? Optional.of(format(inUse.codec(), inUse.payloadType(), peer.packetTime()))
                        : Optional.empty(),
                receiving,
                sendDigits,
                receiveDigits,
                direction);
    }

    private static PayloadFormat format(Codec codec, int type, Optional<Duration> packetTime) {
        int usual = codec.name().equals("G723") ? 30 : 20; // RFC 3551 Table 1
        return new PayloadFormat(
                codec, type, packetTime.map(t -> (int) t.toMillis()).orElse(usual));
    }

    // RFC 4733 §2.1: events share the clock of the sound they replace; those of another clock
    // rate would scramble the peer's time line
    private static OptionalInt eventType(Map<Integer, Integer> events, int clockHz) {
        var type = events.get(clockHz);
        return type == null ? OptionalInt.empty() : OptionalInt.of(type);
    }

    private static List<Integer> clocks(List<Codec> codecs) {
        return codecs.stream().map(Codec::clockHz).distinct().toList();
    }

    // RFC 4856 §2.1.9: without annexb=no a G.729 encoder may send Annex B frames; one side that
    // cannot take them decides for both
    private static Codec merged(Codec ours, Codec theirs) {
        boolean noAnnexB =
                ours.name().equals("G729")
                        && (isNo(ours.parameters().get("annexb"))
                                || isNo(theirs.parameters().get("annexb")));
        return noAnnexB ? ours.with("annexb", "no") : ours;
    }

    private static boolean isNo(@Nullable String value) {
        return "no".equalsIgnoreCase(value);
    }

    private SessionDescription describe(List<MediaSection> sections) {
        var sdp =
                new SessionDescription(
                        new Origin("-", Long.toString(sessionId), "1", local.address()),
                        "-",
                        Optional.of(local.address()),
                        List.of(),
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

    private static PeerFault.Unsupported unsupported(String what) {
        return new PeerFault.Unsupported(PeerFault.Scope.MESSAGE, what);
    }
}
