package org.dragoman.core.media;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What a party offers or answers: codecs in order of preference, and the direction seen from that
/// party; or, in the middle of a call, that fax pages go as data instead of sound ({@link #fax}).
/// Addresses and payload types are no part of it: each leg has its own
/// ({@link MediaPort}). The first codec of an answer is the one in use.
///
/// - {@code telephoneEvents}: the party takes RFC 4733 digits in its RTP stream.
/// - {@code packetTime}: length of a packet the party asks for, if it said so.
/// - {@code fax}: no sound but T.38; {@code codecs} is empty then, and only then.
/// - {@code video}: pictures beside the sound, if there are any.
/// - {@code data}: what sounds are signals of modems and faxes: no silence may be left out of
///   it, and no echo taken out.
public record MediaDescription(
        List<Codec> codecs,
        Direction direction,
        boolean telephoneEvents,
        Optional<Duration> packetTime,
        Optional<FaxRelay> fax,
        boolean data,
        Optional<VideoDescription> video) {

    public MediaDescription {
        codecs = List.copyOf(codecs);
        if (codecs.isEmpty() == fax.isEmpty()) {
            throw new IllegalArgumentException(
                    "a media description names at least one codec, or is a fax");
        }
        if (fax.isPresent() && video.isPresent()) {
            throw new IllegalArgumentException("a fax has no pictures but its own");
        }
    }

    /// A description of sound.
    public MediaDescription(
            List<Codec> codecs,
            Direction direction,
            boolean telephoneEvents,
            Optional<Duration> packetTime) {
        this(
                codecs,
                direction,
                telephoneEvents,
                packetTime,
                Optional.empty(),
                false,
                Optional.empty());
    }

    public static MediaDescription of(Codec... codecs) {
        return new MediaDescription(
                List.of(codecs), Direction.SEND_RECEIVE, true, Optional.empty());
    }

    public static MediaDescription of(FaxRelay fax) {
        return new MediaDescription(
                List.of(),
                Direction.SEND_RECEIVE,
                false,
                Optional.empty(),
                Optional.of(fax),
                false,
                Optional.empty());
    }

    public boolean isFax() {
        return fax.isPresent();
    }

    /// Of sound.
    public Codec first() {
        return codecs.getFirst();
    }

    public boolean has(Codec codec) {
        return codecs.stream().anyMatch(codec::matches);
    }

    /// Whether what that description uses, its first codecs or fax, is in this one, and no other
    /// kind of media beside it.
    public boolean takes(MediaDescription used) {
        return used.isFax()
                ? isFax()
                : !isFax()
                        && has(used.first())
                        && video.isPresent() == used.video.isPresent()
                        && (video.isEmpty() || video.get().has(used.video.get().first()));
    }

    /// Whether both use the same: the same first codecs, or fax.
    public boolean usesTheSameAs(MediaDescription other) {
        return isFax() == other.isFax()
                && (isFax() || first().matches(other.first()))
                && usesTheSameVideoAs(other);
    }

    private boolean usesTheSameVideoAs(MediaDescription other) {
        return video.isPresent() == other.video.isPresent()
                && (video.isEmpty() || video.get().first().matches(other.video.get().first()));
    }

    public MediaDescription withCodecs(List<Codec> others) {
        return new MediaDescription(
                others, direction, telephoneEvents, packetTime, Optional.empty(), data, video);
    }

    public MediaDescription withDirection(Direction other) {
        return new MediaDescription(codecs, other, telephoneEvents, packetTime, fax, data, video);
    }

    public MediaDescription withData(boolean whether) {
        return new MediaDescription(
                codecs, direction, telephoneEvents, packetTime, fax, whether, video);
    }

    /// The same with this video, or with none.
    public MediaDescription withVideo(Optional<VideoDescription> other) {
        return new MediaDescription(
                codecs, direction, telephoneEvents, packetTime, fax, data, other);
    }

    /// The same without the codecs that fail the test; nothing when none is left.
    public Optional<MediaDescription> only(Predicate<Codec> test) {
        var left = codecs.stream().filter(test).toList();
        return left.isEmpty() ? Optional.empty() : Optional.of(withCodecs(left));
    }
}
