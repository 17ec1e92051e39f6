package org.dragoman.core.call;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.VideoDescription;

/// Which codecs a trunk may use, and whether sound is converted for it.
///
/// - {@code allowed}: what may be offered to it, best first; empty for all, in the order of whoever
///   offers.
/// - {@code denied}: what is never used with it, whoever offers.
/// - {@code converts}: whether its calls may use another codec than the other side. The two laws of
///   G.711 count as one codec.
/// - {@code packetTime}: length of the packets it is asked for; absent for what the other side
///   asks.
/// - {@code regroups}: whether packets that pass are made as long as its peer says; else they go as
///   they come.
/// - {@code video}: whether video passes where the other side has it too.
public record CodecPolicy(
        List<Codec> allowed,
        List<Codec> denied,
        boolean converts,
        Optional<Duration> packetTime,
        boolean regroups,
        boolean video) {
    public static final CodecPolicy ALL =
            new CodecPolicy(List.of(), List.of(), true, Optional.empty(), true, true);

    public CodecPolicy {
        allowed = List.copyOf(allowed);
        denied = List.copyOf(denied);
    }

    public static CodecPolicy allowing(List<Codec> codecs) {
        return ALL.withAllowed(codecs);
    }

    public CodecPolicy withAllowed(List<Codec> others) {
        return new CodecPolicy(others, denied, converts, packetTime, regroups, video);
    }

    public CodecPolicy withDenied(List<Codec> others) {
        return new CodecPolicy(allowed, others, converts, packetTime, regroups, video);
    }

    public CodecPolicy withConverts(boolean other) {
        return new CodecPolicy(allowed, denied, other, packetTime, regroups, video);
    }

    public CodecPolicy withPacketTime(Optional<Duration> other) {
        return new CodecPolicy(allowed, denied, converts, other, regroups, video);
    }

    public CodecPolicy withRegroups(boolean other) {
        return new CodecPolicy(allowed, denied, converts, packetTime, other, video);
    }

    public CodecPolicy withVideo(boolean other) {
        return new CodecPolicy(allowed, denied, converts, packetTime, regroups, other);
    }

    /// What of an offered or answered video passes between two trunks.
    Optional<VideoDescription> pictures(Optional<VideoDescription> said, CodecPolicy other) {
        return said.filter(_ -> video && other.video)
                .flatMap(
                        v ->
                                v.only(
                                        c ->
                                                VideoDescription.passes(c)
                                                        && permits(c)
                                                        && other.permits(c)));
    }

    /// Whether the trunk may use it at all.
    public boolean permits(Codec codec) {
        return denied.stream().noneMatch(codec::matches);
    }

    /// Whether it may be offered to the trunk.
    public boolean mayOffer(Codec codec) {
        return permits(codec) && (allowed.isEmpty() || rank(codec) < allowed.size());
    }

    /// Place of the codec in the trunk's list; behind the last where it is not there.
    int rank(Codec codec) {
        int place = 0;
        while (place < allowed.size() && !allowed.get(place).matches(codec)) {
            place++;
        }
        return place;
    }
}
