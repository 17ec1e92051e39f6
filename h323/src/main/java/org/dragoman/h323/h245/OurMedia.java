package org.dragoman.h323.h245;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.dragoman.core.media.FaxRelay;

/// What we bring to a session.
///
/// - {@code receive}: what we tell the peer that we take; what we send is chosen from it too,
///   in its order.
/// - {@code media}, {@code control}: where we receive RTP and RTCP.
/// - {@code fax}: what the channels carry now instead of sound.
/// - {@code mayPause}: whether silence may be left out of what we send; never out of signals of
///   modems and faxes.
public record OurMedia(
        CapabilitySet receive,
        InetSocketAddress media,
        InetSocketAddress control,
        Optional<FaxRelay> fax,
        boolean mayPause) {
    /// Sound.
    public OurMedia(CapabilitySet receive, InetSocketAddress media, InetSocketAddress control) {
        this(receive, media, control, Optional.empty(), true);
    }

    boolean isFax() {
        return fax.isPresent();
    }

    OurMedia withFax(FaxRelay other) {
        return new OurMedia(receive, media, control, Optional.of(other), mayPause);
    }

    OurMedia withoutFax() {
        return new OurMedia(receive, media, control, Optional.empty(), mayPause);
    }
}
