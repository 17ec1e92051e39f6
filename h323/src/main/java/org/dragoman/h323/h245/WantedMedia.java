package org.dragoman.h323.h245;

import java.util.Optional;
import java.util.function.Predicate;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.FaxRelay;

/// What we bring to a session, and what of it is wanted now: sound, or fax in its place.
final class WantedMedia {
    private final CodecCapabilities codecs;
    private Optional<OurMedia> ours = Optional.empty();

    WantedMedia(CodecCapabilities codecs) {
        this.codecs = codecs;
    }

    /// Nothing before {@link #want}.
    Optional<OurMedia> media() {
        return ours;
    }

    void want(OurMedia media) {
        ours = Optional.of(media);
    }

    void wantFax(FaxRelay fax) {
        ours = ours.map(o -> o.withFax(fax));
    }

    void wantSound() {
        ours = ours.map(OurMedia::withoutFax);
    }

    boolean isFax() {
        return fax().isPresent();
    }

    Optional<FaxRelay> fax() {
        return ours.flatMap(OurMedia::fax);
    }

    /// Whether this sound is wanted now.
    boolean isWanted(AudioFormat format) {
        return !isFax() && isTaken(format);
    }

    /// Whether we told the peer that we take it, whatever is wanted now.
    boolean isTaken(AudioFormat format) {
        return ours.flatMap(o -> o.receive().formatOf(format.codec())).isPresent();
    }

    boolean isFaxTaken() {
        return ours.flatMap(o -> o.receive().fax()).isPresent();
    }

    /// The format to send. What the peer already sends is the best choice: then both directions are
    /// alike. Nothing where it takes none of ours.
    ///
    /// - {@code theySend}: what the peer sends; {@code theyTake}: what it takes.
    /// - {@code refused}: codecs whose channel it would not have.
    Optional<AudioFormat> choose(
            Optional<AudioFormat> theySend, CapabilitySet theyTake, Predicate<Codec> refused) {
        return theySend.filter(this::isWanted)
                .flatMap(f -> usable(f, theyTake, refused))
                .or(
                        () ->
                                ours.stream()
                                        .flatMap(o -> o.receive().audio().stream())
                                        .flatMap(f -> usable(f, theyTake, refused).stream())
                                        .findFirst());
    }

    private Optional<AudioFormat> usable(
            AudioFormat format, CapabilitySet set, Predicate<Codec> refused) {
        return set.formatOf(format.codec())
                .filter(_ -> !refused.test(format.codec()))
                .map(f -> f.withPacketMillis(codecs.packetMillis(f)));
    }
}
