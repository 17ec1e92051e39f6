package org.dragoman.core.media;

import java.net.InetSocketAddress;
import java.time.Duration;

/// A leg's own RTP and RTCP port of the media plane. The ports of a call's two legs are joined by
/// the core; a leg only says what it agreed with its peer. Methods are called on the call's loop,
/// never block, and take effect on the media thread a moment later.
public interface MediaPort {
    /// Where the peer shall send RTP: the gateway's own address on this leg's side.
    InetSocketAddress localRtp();

    /// Where the peer shall send RTCP.
    InetSocketAddress localRtcp();

    /// Replaces what is agreed with the peer.
    void agree(MediaFlow flow);

    /// What was agreed last.
    MediaFlow agreed();

    /// Sends a digit as RFC 4733 events; dropped when no payload type for them is agreed.
    void sendDigit(char digit, Duration held);

    /// Plays a tone to the peer until {@link #stopTone} instead of the other leg's sound.
    void playTone(Tone tone);

    void stopTone();

    MediaStatistics statistics();
}
