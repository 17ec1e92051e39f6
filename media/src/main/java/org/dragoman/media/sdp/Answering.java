package org.dragoman.media.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.jspecify.annotations.Nullable;

/// Peers' offers, and our answers to them.
///
/// - Source: RFC 3264 §6, §8.
final class Answering {
    private Answering() {}

    static OfferAnswer offered(OfferAnswer now, SessionDescription offer) throws PeerFault {
        var index = chooseAudio(now, offer);
        if (index.isEmpty()) {
            var fax = FaxStream.find(offer).filter(_ -> now.mayBeFax());
            return FaxStream.offered(now, offer, fax.orElseThrow(() -> noStream(now)));
        }
        return soundOffered(now, offer, index.get());
    }

    private static OfferAnswer soundOffered(OfferAnswer now, SessionDescription offer, int index) {
        var peer = RtpMedia.read(offer, offer.media().get(index));
        var media =
                new MediaDescription(
                                peer.formats().stream().map(RtpMedia.Format::codec).toList(),
                                peer.direction(),
                                !peer.events().isEmpty(),
                                peer.packetTime())
                        .withData(peer.data());
        var known = now.types().learn(peer);
        var video = VideoStream.find(now, offer, index);
        if (video.isEmpty()) {
            var none = new OfferAnswer.TheirOffer(offer, index, VideoStream.NOWHERE, media);
            return now.learned(known, index, none);
        }
        var pictures = VideoSection.read(offer, offer.media().get(video.get()));
        return now.learned(
                known.learn(pictures.rtp()),
                index,
                new OfferAnswer.TheirOffer(
                        offer,
                        index,
                        video.get(),
                        media.withVideo(Optional.of(pictures.description()))));
    }

    /// Nothing where there is no sound to take. Where there is, it wins over fax: a peer that
    /// offers both can do either, and gets one (S5).
    private static Optional<Integer> chooseAudio(OfferAnswer now, SessionDescription offer)
            throws PeerFault {
        if (now.last().isPresent() && offer.media().size() < now.last().get().media().size()) {
            throw SdpParser.malformed("an SDP offer dropped media sections (RFC 3264 §8)");
        }
        if (now.last().isPresent() && isTakable(now, offer, now.audio())) {
            return Optional.of(now.audio());
        }
        for (int i = 0; i < offer.media().size(); i++) {
            if (isTakable(now, offer, i)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static PeerFault noStream(OfferAnswer now) {
        return OfferAnswer.unsupported(
                "the SDP offer has neither T.38 nor an audio stream over "
                        + now.carriage().taken());
    }

    private static boolean isTakable(OfferAnswer now, SessionDescription offer, int index) {
        var section = offer.media().get(index);
        return RtpMedia.isAudio(section)
                && now.carriage().isUsable(section)
                && now.carriage().takes(offer, section)
                && !RtpMedia.read(offer, section).formats().isEmpty();
    }

    static Optional<OfferAnswer.Settled> answer(OfferAnswer now, MediaDescription media) {
        var offer =
                now.theirOffer().orElseThrow(() -> new IllegalStateException("no offer to answer"));
        if (media.isFax() || offer.media().isFax()) {
            return answerFax(now, offer, media);
        }
        var peer = offer.rtp();
        var formats = common(peer, media);
        if (formats.isEmpty()) {
            return Optional.empty();
        }
        var inUse = formats.getFirst();
        var digits =
                media.telephoneEvents()
                        ? Flows.eventType(peer.events(), inUse.codec().clockHz())
                        : OptionalInt.empty();
        var direction = DirectionAttribute.both(media.direction(), peer.direction().reversed());
        var written = new ArrayList<>(formats);
        digits.ifPresent(
                type ->
                        written.add(
                                new RtpMedia.Format(
                                        type, PayloadTypes.event(inUse.codec().clockHz()))));
        var receiving =
                formats.stream()
                        .map(f -> Flows.format(f.codec(), f.payloadType(), media.packetTime()))
                        .toList();
        var keys =
                now.carriage()
                        .answering(
                                offer.sdp(),
                                offer.section(),
                                Flows.flow(
                                        peer,
                                        asked(inUse, peer),
                                        receiving,
                                        digits,
                                        digits,
                                        direction));
        var section =
                AudioSection.of(
                                now.local(),
                                offer.section().protocol(),
                                written,
                                direction,
                                media.packetTime())
                        .with(keys.attributes())
                        .with(AudioSection.marks(media.data()))
                        .with(AudioSection.metrics(peer.voipMetrics()));
        var video = VideoStream.answer(now, offer, media, keys.next());
        var sdp = now.describe(keys.next(), inItsPlace(now, section, offer, video));
        var answered =
                new MediaDescription(
                                formats.stream().map(RtpMedia.Format::codec).toList(),
                                direction,
                                digits.isPresent(),
                                media.packetTime())
                        .withData(media.data())
                        .withVideo(video.map(VideoStream.Answered::media));
        var pictures = video.map(VideoStream.Answered::next).orElse(now.video().stopped());
        var ours = answered.withDirection(media.direction());
        var next = now.settled(now.types(), ours, keys, pictures);
        return Optional.of(new OfferAnswer.Settled(next.sent(sdp, offer.audio()), sdp, answered));
    }

    private static Optional<OfferAnswer.Settled> answerFax(
            OfferAnswer now, OfferAnswer.TheirOffer offer, MediaDescription media) {
        return media.fax()
                .filter(_ -> offer.media().isFax())
                .map(fax -> FaxSection.of(now.local().rtpPort(), fax))
                .map(
                        section ->
                                FaxStream.answer(
                                        now,
                                        offer,
                                        inItsPlace(now, section, offer, Optional.empty())));
    }

    // RFC 7587 §7: parameters of Opus say what their writer wants to be sent, each for itself
    private static RtpMedia.Format asked(RtpMedia.Format inUse, RtpMedia peer) {
        return peer.formats().stream()
                .filter(f -> f.codec().name().equals("OPUS"))
                .filter(f -> f.payloadType() == inUse.payloadType())
                .findFirst()
                .orElse(inUse);
    }

    private static List<RtpMedia.Format> common(RtpMedia peer, MediaDescription ours) {
        var formats = new ArrayList<RtpMedia.Format>();
        for (var codec : ours.codecs()) {
            peer.formats().stream()
                    .filter(f -> f.codec().matches(codec))
                    .findFirst()
                    .map(f -> new RtpMedia.Format(f.payloadType(), merged(codec, f.codec())))
                    .filter(f -> !formats.contains(f))
                    .ifPresent(formats::add);
        }
        return formats;
    }

    // every other section is refused where it stands (RFC 3264 §6)
    private static List<MediaSection> inItsPlace(
            OfferAnswer now,
            MediaSection ours,
            OfferAnswer.TheirOffer offer,
            Optional<VideoStream.Answered> video) {
        var sections = new ArrayList<MediaSection>();
        offer.sdp().media().forEach(theirs -> sections.add(now.carriage().refused(theirs)));
        sections.set(offer.audio(), ours);
        video.ifPresent(v -> sections.set(offer.video(), v.section()));
        return sections;
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
}
