package org.dragoman.h323;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dragoman.asn1.per.Octets;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.h323.h245.AudioFormat;
import org.dragoman.h323.h245.FastStart;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannel;

/// The fastStart elements of one call, made and read. Source: H.323 §8.1.7.
final class FastStartProposals {
    private static final int MOST_PROPOSALS = 64; // elements of a fastStart that we look at

    private final Workshop workshop;
    private final LegContext context;
    private List<OpenLogicalChannel> theirs = List.of();

    FastStartProposals(Workshop workshop, LegContext context) {
        this.workshop = workshop;
        this.context = context;
    }

    /// What we propose as the calling side.
    List<Octets> ours(MediaDescription offer) {
        var formats = new ArrayList<AudioFormat>();
        for (var codec : offer.codecs()) {
            formats.addAll(workshop.codecs().sendable(codec));
        }
        var port = context.media();
        return encoded(
                FastStart.propose(formats, port.localRtp(), port.localRtcp(), !offer.data()));
    }

    /// What the called side took of it.
    Optional<FastStart.Accepted> accepted(List<Octets> answer) {
        return FastStart.accepted(read(answer));
    }

    /// What the calling side proposes in both directions.
    Optional<MediaDescription> theirs(List<Octets> fastStart) {
        theirs = read(fastStart);
        var codecs = new ArrayList<Codec>();
        for (var format : FastStart.offered(theirs)) {
            if (codecs.stream().noneMatch(format.codec()::matches)) {
                codecs.add(format.codec());
            }
        }
        return codecs.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new MediaDescription(
                                codecs, Direction.SEND_RECEIVE, true, Optional.empty()));
    }

    /// Our answer to it, which takes the first codec of the choice that was proposed.
    Optional<FastStart.Answer> accept(MediaDescription choice) {
        var port = context.media();
        return choice.codecs().stream()
                .flatMap(
                        codec ->
                                FastStart.accept(theirs, codec, port.localRtp(), port.localRtcp())
                                        .stream())
                .findFirst();
    }

    List<Octets> encoded(FastStart.Answer answer) {
        return encoded(answer.channels());
    }

    private List<Octets> encoded(List<OpenLogicalChannel> channels) {
        return channels.stream().map(workshop.h245()::encodeChannel).toList();
    }

    private List<OpenLogicalChannel> read(List<Octets> elements) {
        var channels = new ArrayList<OpenLogicalChannel>();
        for (var element : elements.subList(0, Math.min(elements.size(), MOST_PROPOSALS))) {
            try {
                channels.add(workshop.h245().decodeChannel(element));
            } catch (PeerFault unreadable) {
                context.trace()
                        .decision(
                                context.id(),
                                "fastStart element ignored: " + unreadable.getMessage());
            }
        }
        return channels;
    }
}
