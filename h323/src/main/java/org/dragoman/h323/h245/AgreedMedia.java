package org.dragoman.h323.h245;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.media.FaxRelay;

/// What the two parties have agreed about sound so far.
///
/// - {@code sending}: what we send; {@code receiving}: what the peer sends.
/// - {@code media}, {@code control}: where the peer receives RTP and RTCP.
/// - {@code telephoneEvents}: payload type on which the peer takes RFC 4733 digits.
/// - {@code fax}: T.38 over UDPTL to {@code media}, instead of sound.
public record AgreedMedia(
        Optional<AudioFormat> sending,
        Optional<AudioFormat> receiving,
        Optional<InetSocketAddress> media,
        Optional<InetSocketAddress> control,
        OptionalInt telephoneEvents,
        Optional<FaxRelay> fax) {
    public static final AgreedMedia NOTHING =
            new AgreedMedia(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalInt.empty());

    /// What is agreed about sound.
    public AgreedMedia(
            Optional<AudioFormat> sending,
            Optional<AudioFormat> receiving,
            Optional<InetSocketAddress> media,
            Optional<InetSocketAddress> control,
            OptionalInt telephoneEvents) {
        this(sending, receiving, media, control, telephoneEvents, Optional.empty());
    }

    public boolean bothWays() {
        return sending.isPresent() && receiving.isPresent();
    }
}
