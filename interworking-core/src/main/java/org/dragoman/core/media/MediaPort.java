package org.dragoman.core.media;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/// A leg's own RTP and RTCP port of the media plane. The ports of a call's two legs are joined
/// by the core; a leg only says what it agreed with its peer. Methods are called on the call's
/// loop, never block, and take effect on the media thread a moment later.
public interface MediaPort {
    /// Where the peer shall send RTP: the gateway's own address on this leg's side.
    InetSocketAddress localRtp();

    /// Where the peer shall send RTCP.
    InetSocketAddress localRtcp();

    /// What a browser must be told to reach this port; nothing where the port is not for browsers.
    default Optional<BrowserEnd> browser() {
        return Optional.empty();
    }

    /// Replaces what is agreed with the peer.
    void agree(MediaFlow flow);

    /// What was agreed last.
    MediaFlow agreed();

    /// Sends a digit as RFC 4733 events, or as a tone after {@link #digitsAreTones}; dropped
    /// when no payload type for events is agreed, or no sound that a tone fits in.
    void sendDigit(char digit, Duration held);

    /// Lets the peer hear a digit as a tone, whatever is agreed for digits: for those that
    /// cannot be sent any. Dropped when no sound is agreed that a tone fits in.
    void soundDigit(char digit, Duration held);

    /// From now on digits are tones in the sound, both ways: those that the peer sends are
    /// heard ({@link MediaPlane.Ear#toneDigit}) and do not go on to the other leg as sound.
    void digitsAreTones();

    /// Plays a sound to the peer instead of the other leg's, until it is over or
    /// {@link #stopSound}. It takes the place of what was played before. Nothing is heard where
    /// the gateway has no such file or no encoder for the codec agreed.
    void play(Sound sound);

    void stopSound();

    /// Asks the peer of a port of video for a key frame, by RTCP; nothing where none was agreed for
    /// that ({@link MediaFlow#asksForKeyFrames}).
    default void askForKeyFrame() {}

    /// Records what both sides say, from now on, or stops that; else the configuration of the
    /// trunks decides. A port that is not joined yet is recorded when it is.
    default void record(boolean on) {}

    /// The file that this port is or was recorded in; of several the first.
    default Optional<String> recording() {
        return Optional.empty();
    }

    MediaStatistics statistics();
}
