package org.dragoman.media.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.VideoDescription;

/// Our offers, and what peers answer to them.
///
/// - Source: RFC 3264 §5, §7, §8.
final class Offering {
    private Offering() {}

    static OfferAnswer.Offered offer(OfferAnswer now, MediaDescription media) {
        if (media.isFax()) {
            return FaxStream.offer(now, media.fax().get());
        }
        var codecs = new ArrayList<>(media.codecs());
        if (media.telephoneEvents()) {
            clocks(media.codecs()).forEach(clock -> codecs.add(PayloadTypes.event(clock)));
        }
        var known = now.types().with(codecs);
        var formats = codecs.stream().map(c -> new RtpMedia.Format(known.of(c), c)).toList();
        var way = now.carriage().offering();
        var section =
                AudioSection.of(
                                now.local(),
                                way.protocol(),
                                formats,
                                media.direction(),
                                media.packetTime())
                        .with(way.attributes())
                        .with(AudioSection.marks(media.data()));
        var video = VideoStream.offer(now, media, way, known);
        var sections = inItsPlace(now, section);
        video.ifPresent(v -> v.putInto(sections));
        var sdp = now.describe(way, sections);
        var pictures = video.map(VideoStream.Offered::next).orElse(now.video());
        var types = video.map(VideoStream.Offered::types).orElse(known);
        var said = video.isPresent() ? media : media.withVideo(Optional.empty());
        return new OfferAnswer.Offered(now.offering(types, sdp, said, way, pictures), sdp);
    }

    /// Every other section there was stays refused (RFC 3264 §8).
    static List<MediaSection> inItsPlace(OfferAnswer now, MediaSection ours) {
        var sections = new ArrayList<MediaSection>();
        now.last().ifPresent(l -> l.media().forEach(s -> sections.add(now.carriage().refused(s))));
        if (sections.isEmpty()) {
            sections.add(ours);
        } else {
            sections.set(now.audio(), ours);
        }
        return sections;
    }

    static OfferAnswer.Settled answered(OfferAnswer now, SessionDescription answer)
            throws PeerFault {
        var offer =
                now.ourOffer().orElseThrow(() -> new IllegalStateException("nothing was offered"));
        if (answer.media().size() <= now.audio()) {
            throw SdpParser.malformed("the SDP answer lacks media sections (RFC 3264 §6)");
        }
        var section = answer.media().get(now.audio());
        if (offer.media().isFax()) {
            return FaxStream.answered(now, answer, section);
        }
        if (!RtpMedia.isAudio(section) || !now.carriage().isUsable(section)) {
            throw OfferAnswer.unsupported("the SDP answer refuses the audio stream");
        }
        var peer = RtpMedia.read(answer, section);
        var common = peer.formats().stream().filter(f -> offer.media().has(f.codec())).toList();
        if (common.isEmpty()) {
            throw OfferAnswer.unsupported("the SDP answer names no codec that was offered");
        }
        int clock = common.getFirst().codec().clockHz();
        var sendDigits = Flows.eventType(peer.events(), clock);
        var receiving =
                offer.media().codecs().stream()
                        .filter(c -> common.stream().anyMatch(f -> f.codec().matches(c)))
                        .map(c -> Flows.format(c, now.types().of(c), offer.media().packetTime()))
                        .toList();
        var direction =
                DirectionAttribute.both(offer.media().direction(), peer.direction().reversed());
        var media =
                new MediaDescription(
                                common.stream().map(RtpMedia.Format::codec).toList(),
                                peer.direction(),
                                sendDigits.isPresent(),
                                peer.packetTime())
                        .withData(peer.data());
        var receiveDigits =
                sendDigits.isPresent() && offer.media().telephoneEvents()
                        ? OptionalInt.of(now.types().of(PayloadTypes.event(clock)))
                        : OptionalInt.empty();
        var flow =
                Flows.flow(
                        peer, common.getFirst(), receiving, sendDigits, receiveDigits, direction);
        var settled =
                now.carriage()
                        .answered(answer, section, flow)
                        .orElseThrow(
                                () ->
                                        OfferAnswer.unsupported(
                                                "the SDP answer has no key that fits the offer"
                                                        + " (RFC 4568 §5.1.3, RFC 8842 §5.4)"));
        var video = VideoStream.answered(now, answer, settled.next());
        var both = media.withVideo(video.map(VideoStream.Taken::media));
        var pictures = video.map(VideoStream.Taken::next).orElse(now.video().stopped());
        var ours = ownWords(both, offer.media());
        return new OfferAnswer.Settled(
                now.settled(now.types(), ours, settled, pictures), answer, both);
    }

    /// What is agreed, as we offered it: our own directions.
    private static MediaDescription ownWords(MediaDescription agreed, MediaDescription offer) {
        var direction = offer.video().map(VideoDescription::direction);
        return agreed.withDirection(offer.direction())
                .withVideo(agreed.video().map(v -> v.withDirection(direction.orElseThrow())));
    }

    private static List<Integer> clocks(List<Codec> codecs) {
        return codecs.stream().map(Codec::clockHz).distinct().toList();
    }
}
