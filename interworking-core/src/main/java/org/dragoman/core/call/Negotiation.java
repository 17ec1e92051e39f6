package org.dragoman.core.call;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Conversions;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.VideoDescription;

/// How codecs are agreed across the gateway. Best is the same codec on both legs; then the two laws
/// of G.711, which the relay converts by a table; then what the media plane converts, where both
/// trunks permit it: the conversion that keeps most of the voice, and of those the cheapest. Digits
/// of RFC 4733 end at each leg, so each is offered them.
///
/// Source: RFC 3264 §6 (an answer names what was offered); RFC 4123 §5.1.5.
record Negotiation(Conversions conversions) {
    /// What the gateway offers where the caller offered nothing and the trunk names no codecs, and
    /// what it can nearly always convert to.
    static final List<Codec> OWN_OFFER = List.of(Codec.PCMA, Codec.PCMU);

    /// The offer of one leg as it is made to the other: first what can pass, with both laws of
    /// G.711 where there is one, then what can be converted; only what the other trunk allows, in
    /// that trunk's order. Nothing when nothing is left.
    ///
    /// - {@code from}: policy of the trunk that offers; {@code to}: of the one that is offered.
    Optional<MediaDescription> offer(MediaDescription offer, CodecPolicy from, CodecPolicy to) {
        var codecs = passing(offer.codecs().stream().filter(from::permits).toList(), to);
        if (from.converts() && to.converts() && !offer.data()) {
            convertible(offer, from, to).forEach(codec -> addNew(codecs, codec));
        }
        return codecs.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new MediaDescription(
                                        codecs,
                                        offer.direction(),
                                        true,
                                        to.packetTime().or(offer::packetTime))
                                .withData(offer.data())
                                .withVideo(from.pictures(offer.video(), to)));
    }

    /// The gateway's own offer to a trunk.
    static MediaDescription own(CodecPolicy policy) {
        var wanted = policy.allowed().isEmpty() ? OWN_OFFER : policy.allowed();
        var codecs = wanted.stream().filter(policy::permits).toList();
        return new MediaDescription(
                codecs.isEmpty() ? wanted : codecs,
                Direction.SEND_RECEIVE,
                true,
                policy.packetTime());
    }

    /// The answer of one leg as it is given to the other: a codec that the other offered. Nothing
    /// when what was answered cannot be turned into any of them.
    ///
    /// - {@code from}: policy of the trunk that answers; {@code to}: of the one that offered.
    Optional<MediaDescription> answer(
            MediaDescription answer, MediaDescription offer, CodecPolicy from, CodecPolicy to) {
        var used = answer.first();
        boolean converts = from.converts() && to.converts();
        var codec =
                offer.codecs().stream().anyMatch(used::matches) && to.permits(used)
                        ? Optional.of(used)
                        : offer.codecs().stream()
                                .filter(to::permits)
                                .filter(c -> fit(c, used, converts))
                                .min(bestBeside(used));
        return codec.map(
                c ->
                        new MediaDescription(
                                        List.of(c),
                                        answer.direction(),
                                        offer.telephoneEvents(),
                                        to.packetTime().or(answer::packetTime))
                                .withData(answer.data() || offer.data())
                                .withVideo(pictures(answer, offer, from, to)));
    }

    /// The video of an answer, as far as it was offered: one codec, in the words of who answers.
    private static Optional<VideoDescription> pictures(
            MediaDescription answer, MediaDescription offer, CodecPolicy from, CodecPolicy to) {
        return from.pictures(answer.video(), to)
                .map(v -> v.withCodecs(List.of(v.first())))
                .filter(v -> offer.video().filter(o -> o.has(v.first())).isPresent());
    }

    /// The answer the gateway gives by itself: this codec, which was offered.
    static MediaDescription own(Codec codec, MediaDescription offer) {
        return new MediaDescription(
                        List.of(codec),
                        offer.direction().reversed(),
                        offer.telephoneEvents(),
                        offer.packetTime())
                .withData(offer.data());
    }

    /// Whether sound of the one can reach the other and back.
    ///
    /// - {@code converts}: whether it may be decoded and encoded for that.
    boolean fit(Codec one, Codec other, boolean converts) {
        return one.matches(other)
                || areLaws(one, other)
                || converts && conversions.canTalk(one, other);
    }

    /// Whether sound of the codec can be mixed with that of others.
    boolean canMix(Codec codec) {
        return conversions.canTalk(codec, Codec.PCMU);
    }

    private static boolean areLaws(Codec one, Codec other) {
        return one.isG711() && other.isG711();
    }

    private static List<Codec> passing(List<Codec> offered, CodecPolicy to) {
        var codecs = new ArrayList<Codec>();
        for (var codec : offered) {
            addNew(codecs, codec);
        }
        int law = firstG711(codecs);
        if (law >= 0) {
            var twin = codecs.get(law).name().equals("PCMU") ? Codec.PCMA : Codec.PCMU;
            if (codecs.stream().noneMatch(twin::matches)) {
                codecs.add(law + 1, twin);
            }
        }
        codecs.removeIf(c -> !to.mayOffer(c));
        codecs.sort(Comparator.comparingInt(to::rank));
        return codecs;
    }

    /// What the trunk could be offered beyond what passes, because some codec of the offer can be
    /// turned into it.
    private List<Codec> convertible(MediaDescription offer, CodecPolicy from, CodecPolicy to) {
        var candidates = to.allowed().isEmpty() ? OWN_OFFER : to.allowed();
        return candidates.stream()
                .filter(to::permits)
                .filter(c -> offer.codecs().stream().noneMatch(c::matches))
                .filter(
                        c ->
                                offer.codecs().stream()
                                        .filter(from::permits)
                                        .anyMatch(o -> conversions.canTalk(o, c)))
                .toList();
    }

    /// What to turn a codec into: another law of G.711 costs nothing to speak of; then as much of
    /// the voice as both can carry; then what costs least.
    private Comparator<Codec> bestBeside(Codec used) {
        return Comparator.<Codec>comparingInt(c -> areLaws(c, used) ? 0 : 1)
                .thenComparingInt(c -> -Math.min(conversions.soundHz(c), conversions.soundHz(used)))
                .thenComparingInt(c -> conversions.cost(c, used) + conversions.cost(used, c));
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
