package org.dragoman.core.call;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaDescription;

/// How codecs are agreed across the gateway: both legs use the same one, or the two laws of G.711,
/// which the relay converts. Digits of RFC 4733 end at each leg, so each is offered them.
/// Source: RFC 3264 §6 (an answer names what was offered); RFC 4123 §5.1.5.
final class Negotiation {
    private Negotiation() {}

    /// What the gateway offers where the caller offered nothing and the trunk names no codecs.
    static final List<Codec> OWN_OFFER = List.of(Codec.PCMA, Codec.PCMU);

    /// The offer of one leg as it is made to the other: with both laws of G.711 where there is
    /// one, and only what the other trunk allows, in that trunk's order. Nothing when nothing is
    /// left.
    static Optional<MediaDescription> offer(MediaDescription offer, List<Codec> allowed) {
        var codecs = new ArrayList<Codec>();
        for (var codec : offer.codecs()) {
            addNew(codecs, codec);
        }
        int law = firstG711(codecs);
        if (law >= 0) {
            var twin = codecs.get(law).name().equals("PCMU") ? Codec.PCMA : Codec.PCMU;
            if (codecs.stream().noneMatch(twin::matches)) {
                codecs.add(law + 1, twin);
            }
        }
        if (!allowed.isEmpty()) {
            codecs.removeIf(c -> rank(allowed, c) == allowed.size());
            codecs.sort(Comparator.comparingInt(c -> rank(allowed, c)));
        }
        return codecs.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new MediaDescription(codecs, offer.direction(), true, offer.packetTime()));
    }

    /// The gateway's own offer to a trunk.
    static MediaDescription own(List<Codec> allowed) {
        var codecs = allowed.isEmpty() ? OWN_OFFER : allowed;
        return new MediaDescription(codecs, Direction.SEND_RECEIVE, true, Optional.empty());
    }

    /// The answer of one leg as it is given to the other: a codec that the other offered. Nothing
    /// when what was answered cannot be turned into any of them.
    static Optional<MediaDescription> answer(MediaDescription answer, MediaDescription offer) {
        var used = answer.first();
        var codec =
                offer.codecs().stream()
                        .filter(used::matches)
                        .findFirst()
                        .map(_ -> used)
                        .or(
                                () ->
                                        offer.codecs().stream()
                                                .filter(c -> convert(c, used))
                                                .findFirst());
        return codec.map(
                c ->
                        new MediaDescription(
                                List.of(c),
                                answer.direction(),
                                offer.telephoneEvents(),
                                answer.packetTime()));
    }

    /// The answer the gateway gives by itself: this codec, which was offered.
    static MediaDescription own(Codec codec, MediaDescription offer) {
        return new MediaDescription(
                List.of(codec),
                offer.direction().reversed(),
                offer.telephoneEvents(),
                offer.packetTime());
    }

    /// Whether sound of the one can reach the other: the same codec, or G.711 on both sides.
    static boolean fit(Codec one, Codec other) {
        return one.matches(other) || convert(one, other);
    }

    private static boolean convert(Codec one, Codec other) {
        return one.isG711() && other.isG711();
    }

    /// Place of the codec in the trunk's list; behind the last where it is not there.
    private static int rank(List<Codec> allowed, Codec codec) {
        int place = 0;
        while (place < allowed.size() && !allowed.get(place).matches(codec)) {
            place++;
        }
        return place;
    }

    private static int firstG711(List<Codec> codecs) {
        for (int i = 0; i < codecs.size(); i++) {
            if (codecs.get(i).isG711()) {
                return i;
            }
        }
        return -1;
    }

    private static void addNew(List<Codec> codecs, Codec codec) {
        if (!codecs.contains(codec)) {
            codecs.add(codec);
        }
    }
}
