package org.dragoman.media.sdp;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.MediaFlow;

/// Offer and answer of a stream that is T.38. It takes the place of the sound: the same section
/// with another type (RFC 3264 §8.3.3), at the same port.
///
/// - Source: T.38 Annex D.2; RFC 3264 §8.3.3.
final class FaxStream {
    private FaxStream() {}

    static OfferAnswer.Offered offer(OfferAnswer now, FaxRelay fax) {
        var section = FaxSection.of(now.local().rtpPort(), fax);
        var sdp = now.describe(now.carriage(), Offering.inItsPlace(now, section));
        var media = MediaDescription.of(fax);
        return new OfferAnswer.Offered(
                now.offering(now.types(), sdp, media, now.carriage().withdrawn(), now.video()),
                sdp);
    }

    static OfferAnswer.Settled answered(
            OfferAnswer now, SessionDescription answer, MediaSection section) throws PeerFault {
        if (!FaxSection.isUsable(section)) {
            throw OfferAnswer.unsupported("the SDP answer refuses T.38");
        }
        var fax = FaxSection.read(section);
        var media = MediaDescription.of(fax);
        return new OfferAnswer.Settled(
                settled(now, media, flow(answer, section, fax)), answer, media);
    }

    /// The section of an offer that is T.38; nothing where there is none.
    static Optional<Integer> find(SessionDescription offer) {
        return IntStream.range(0, offer.media().size())
                .filter(i -> FaxSection.isUsable(offer.media().get(i)))
                .boxed()
                .findFirst();
    }

    static OfferAnswer offered(OfferAnswer now, SessionDescription offer, int index) {
        var media = MediaDescription.of(FaxSection.read(offer.media().get(index)));
        return now.learned(
                now.types(),
                index,
                new OfferAnswer.TheirOffer(offer, index, VideoStream.NOWHERE, media));
    }

    static OfferAnswer.Settled answer(
            OfferAnswer now, OfferAnswer.TheirOffer offer, List<MediaSection> sections) {
        var sdp = now.describe(now.carriage(), sections);
        var section = offer.section();
        var media = MediaDescription.of(FaxSection.read(sections.get(offer.audio())));
        var flow = flow(offer.sdp(), section, FaxSection.read(section));
        var next = settled(now, media, flow).sent(sdp, offer.audio());
        return new OfferAnswer.Settled(next, sdp, media);
    }

    /// The keys of the sound stay for when it comes back.
    private static OfferAnswer settled(OfferAnswer now, MediaDescription media, MediaFlow flow) {
        return now.settled(
                now.types(),
                media,
                new Carriage.Agreed(now.carriage().withdrawn(), List.of(), flow),
                now.video().stopped());
    }

    private static MediaFlow flow(SessionDescription sdp, MediaSection section, FaxRelay fax) {
        var address = section.connection().or(sdp::connection).orElse("");
        return MediaFlow.of(fax, IpLiteral.socket(address, section.port()));
    }
}
