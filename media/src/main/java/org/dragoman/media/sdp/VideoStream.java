package org.dragoman.media.sdp;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.RtcpFeedback;
import org.dragoman.core.media.VideoDescription;

/// The stream of video in a leg's negotiation, beside that of the sound. There is one
/// format in an answer of ours, so that each side knows what the other one sends.
///
/// - {@code section}: its index in our descriptions, or {@link #NOWHERE}.
/// - {@code carriage}: how it is carried, once there was one.
/// - {@code flow}: what was agreed; nothing while there never was video.
/// - Source: RFC 3264 §5.1, §6.1, §8.
record VideoStream(int section, Optional<Carriage> carriage, Optional<MediaFlow> flow) {
    static final int NOWHERE = -1;
    static final VideoStream NONE = new VideoStream(NOWHERE, Optional.empty(), Optional.empty());

    /// Our section of an offer, and the stream after it.
    record Offered(VideoStream next, MediaSection section, PayloadTypes types) {
        void putInto(List<MediaSection> sections) {
            if (next.section < sections.size()) {
                sections.set(next.section, section);
            } else {
                sections.add(section);
            }
        }
    }

    /// Our section of an answer.
    record Answered(VideoStream next, MediaSection section, VideoDescription media) {}

    /// What the peer answered.
    record Taken(VideoStream next, VideoDescription media) {}

    /// Nothing flows any more; where it was is remembered.
    VideoStream stopped() {
        return new VideoStream(section, carriage, flow.map(_ -> MediaFlow.NONE));
    }

    VideoStream withdrawn() {
        return new VideoStream(section, carriage.map(Carriage::withdrawn), flow);
    }

    /// The section of a peer's offer that can be taken for video.
    static Optional<Integer> find(OfferAnswer now, SessionDescription offer, int sound) {
        return IntStream.range(0, offer.media().size())
                .filter(i -> now.local().mayHaveVideo() && isTakable(now, offer, sound, i))
                .boxed()
                .findFirst();
    }

    private static boolean isTakable(
            OfferAnswer now, SessionDescription offer, int sound, int index) {
        var first = offer.media().get(sound);
        var section = offer.media().get(index);
        var way = now.carriage();
        return VideoSection.isVideo(section)
                && way.isUsable(section)
                && way.takesBeside(offer, first, section)
                && VideoSection.isUsable(offer, section, first);
    }

    /// What an offer of ours says of video; nothing where it has none, or no port is to be had.
    static Optional<Offered> offer(
            OfferAnswer now, MediaDescription media, Carriage sound, PayloadTypes known) {
        var place = media.video().flatMap(_ -> now.local().video().get());
        if (place.isEmpty()) {
            return Optional.empty();
        }
        var video = media.video().get();
        int index = place(now);
        var way = sound.beside(now.video().carriage(), name(now, index)).offering();
        var types = known.with(video.codecs());
        var formats =
                video.codecs().stream().map(c -> new RtpMedia.Format(types.of(c), c)).toList();
        var section =
                VideoSection.of(
                                place.get(),
                                way.protocol(),
                                formats,
                                DirectionAttribute.both(media.direction(), video.direction()),
                                video.kilobits(),
                                EnumSet.allOf(RtcpFeedback.class))
                        .with(way.attributes());
        var next = new VideoStream(index, Optional.of(way), now.video().flow());
        return Optional.of(new Offered(next, section, types));
    }

    /// Where it was, or where a peer's video was refused, or at the end.
    private static int place(OfferAnswer now) {
        if (now.video().section() != NOWHERE) {
            return now.video().section();
        }
        var before = now.last().map(SessionDescription::media).orElse(List.of());
        return IntStream.range(0, before.size())
                .filter(i -> VideoSection.isVideo(before.get(i)))
                .findFirst()
                .orElse(Math.max(1, before.size()));
    }

    /// The name of the section there, or one that no other has.
    private static String name(OfferAnswer now, int index) {
        var before = now.last().map(SessionDescription::media).orElse(List.of());
        var used = before.stream().flatMap(s -> s.values("mid")).toList();
        var own =
                index < before.size()
                        ? before.get(index).values("mid").findFirst()
                        : Optional.<String>empty();
        return own.orElseGet(
                () ->
                        IntStream.iterate(1, i -> i + 1)
                                .mapToObj(Integer::toString)
                                .filter(n -> !used.contains(n))
                                .findFirst()
                                .orElseThrow());
    }

    /// Answers a peer's video; nothing where it stays refused.
    ///
    /// - {@code sound}: how the sound is carried, as just agreed.
    static Optional<Answered> answer(
            OfferAnswer now, OfferAnswer.TheirOffer offer, MediaDescription media, Carriage sound) {
        var theirs = offer.video() == NOWHERE || media.video().isEmpty();
        var place = theirs ? Optional.<LocalAddress>empty() : now.local().video().get();
        if (place.isEmpty()) {
            return Optional.empty();
        }
        var section = offer.sdp().media().get(offer.video());
        var peer = VideoSection.read(offer.sdp(), section);
        var ours = media.video().get();
        return format(peer, ours)
                .map(f -> answer(now, offer, section, peer, place.get(), media, f, sound));
    }

    private static Optional<RtpMedia.Format> format(VideoSection peer, VideoDescription ours) {
        return ours.codecs().stream()
                .flatMap(
                        c ->
                                peer.rtp().formats().stream()
                                        .filter(f -> f.codec().matches(c))
                                        .map(f -> new RtpMedia.Format(f.payloadType(), c)))
                .findFirst();
    }

    private static Answered answer(
            OfferAnswer now,
            OfferAnswer.TheirOffer offer,
            MediaSection section,
            VideoSection peer,
            LocalAddress place,
            MediaDescription media,
            RtpMedia.Format format,
            Carriage sound) {
        var video = media.video().get();
        var feedback = VideoSection.feedback(section, format.payloadType());
        var direction = narrow(media.direction(), video.direction(), peer.rtp().direction());
        var flow = flow(peer, format, List.of(format), direction).withFeedback(feedback);
        var way = sound.beside(now.video().carriage(), "");
        var agreed = way.answering(offer.sdp(), section, flow);
        var own =
                VideoSection.of(
                                place,
                                section.protocol(),
                                List.of(format),
                                direction,
                                video.kilobits(),
                                feedback)
                        .with(agreed.attributes());
        var next =
                new VideoStream(
                        offer.video(), Optional.of(agreed.next()), Optional.of(agreed.flow()));
        return new Answered(next, own, video.withCodecs(List.of(format.codec())));
    }

    /// Takes the peer's answer to our video; nothing where it refused it, or wrote what we
    /// cannot take: the sound goes on without.
    static Optional<Taken> answered(OfferAnswer now, SessionDescription answer, Carriage sound) {
        var offer = now.ourOffer().orElseThrow().media();
        int index = now.video().section();
        if (offer.video().isEmpty() || index == NOWHERE || index >= answer.media().size()) {
            return Optional.empty();
        }
        var section = answer.media().get(index);
        if (!VideoSection.isVideo(section) || !sound.isUsable(section)) {
            return Optional.empty();
        }
        var ours = offer.video().get();
        var peer = RtpMedia.read(answer, section);
        if (peer.direction() == Direction.INACTIVE && offer.direction() != Direction.INACTIVE) {
            return Optional.empty(); // what browsers say that stop it: neither way is none
        }
        return peer.formats().stream()
                .filter(f -> VideoDescription.passes(f.codec()) && ours.has(f.codec()))
                .findFirst()
                .flatMap(f -> answered(now, answer, section, f, sound));
    }

    private static Optional<Taken> answered(
            OfferAnswer now,
            SessionDescription answer,
            MediaSection section,
            RtpMedia.Format format,
            Carriage sound) {
        var offer = now.ourOffer().orElseThrow().media();
        var ours = offer.video().orElseThrow();
        var codec = ours.only(format.codec()::matches).orElseThrow().first();
        var peer = VideoSection.read(answer, section);
        var direction = narrow(offer.direction(), ours.direction(), peer.rtp().direction());
        var flow =
                flow(peer, format, taken(now, ours, codec), direction)
                        .withFeedback(VideoSection.feedback(section, format.payloadType()));
        return sound.beside(now.video().carriage(), name(now, now.video().section()))
                .answered(answer, section, flow)
                .map(
                        agreed ->
                                new Taken(
                                        new VideoStream(
                                                now.video().section(),
                                                Optional.of(agreed.next()),
                                                Optional.of(agreed.flow())),
                                        peer.description().withCodecs(List.of(format.codec()))));
    }

    /// By which numbers an answerer may send: that of our offer, and those we offered for
    /// the same codec with other parameters. baresip 1.0.0 answers the last H.264 of an
    /// offer, with a profile of its own, and sends by the number of another one.
    private static List<RtpMedia.Format> taken(
            OfferAnswer now, VideoDescription ours, Codec codec) {
        var others = ours.codecs().stream().filter(c -> c.name().equals(codec.name()));
        return Stream.concat(Stream.of(codec), others)
                .map(c -> new RtpMedia.Format(now.types().of(c), codec))
                .distinct()
                .toList();
    }

    /// - {@code sent}: as the peer takes it; {@code taken}: as we do.
    private static MediaFlow flow(
            VideoSection peer,
            RtpMedia.Format sent,
            List<RtpMedia.Format> taken,
            Direction direction) {
        return Flows.flow(
                peer.rtp(),
                sent,
                taken.stream()
                        .map(f -> Flows.format(f.codec(), f.payloadType(), Optional.empty()))
                        .toList(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                direction);
    }

    private static Direction narrow(Direction sound, Direction ours, Direction theirs) {
        return DirectionAttribute.both(DirectionAttribute.both(sound, ours), theirs.reversed());
    }
}
