package org.dragoman.h323.h245;

import java.net.InetSocketAddress;
import java.util.Optional;

/// One direction of a logical channel that was proposed.
///
/// - {@code format}: the audio; absent where the data type is something we do not take.
/// - {@code typeName}: the data type in H.245's words.
/// - {@code session}: RTP session, 1 is the primary audio (H.245 §7.3.1, sessionID).
/// - {@code media}: where its receiver wants RTP; {@code control}: where the other side of it
///   wants
///   RTCP.
public record ChannelMedia(
        Optional<AudioFormat> format,
        String typeName,
        int session,
        Optional<InetSocketAddress> media,
        Optional<InetSocketAddress> control) {

    public static final int AUDIO_SESSION = 1;

    /// Nothing in this direction.
    public static final ChannelMedia NOTHING =
            new ChannelMedia(Optional.empty(), "nullData", 0, Optional.empty(), Optional.empty());

    /// A direction with our own audio.
    public static ChannelMedia audio(
            AudioFormat format,
            Optional<InetSocketAddress> media,
            Optional<InetSocketAddress> control) {
        return new ChannelMedia(Optional.of(format), "audioData", AUDIO_SESSION, media, control);
    }
}
