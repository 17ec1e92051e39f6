package org.dragoman.h323.h245;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.dragoman.core.media.FaxRelay;

/// One direction of a logical channel that was proposed.
///
/// - {@code format}: the audio; absent where the data type is something we do not take.
/// - {@code typeName}: the data type in H.245's words.
/// - {@code session}: RTP session, 1 is the primary audio (H.245 §B.3.1, sessionID).
/// - {@code media}: where its receiver wants RTP; {@code control}: where the other side of it
///   wants RTCP.
/// - {@code fax}: no sound but T.38 over UDPTL, for which {@code media} is meant then.
/// - {@code mayPause}: whether who sends on it may send nothing while there is silence (H.245
///   §B.3.1, silenceSuppression); to be said of sound, and of nothing else.
public record ChannelMedia(
        Optional<AudioFormat> format,
        String typeName,
        int session,
        Optional<InetSocketAddress> media,
        Optional<InetSocketAddress> control,
        Optional<FaxRelay> fax,
        Optional<Boolean> mayPause) {

    public static final int AUDIO_SESSION = 1;
    public static final int DATA_SESSION = 3;

    /// A direction that carries no fax.
    public ChannelMedia(
            Optional<AudioFormat> format,
            String typeName,
            int session,
            Optional<InetSocketAddress> media,
            Optional<InetSocketAddress> control) {
        this(format, typeName, session, media, control, Optional.empty(), Optional.empty());
    }

    /// Nothing in this direction.
    public static final ChannelMedia NOTHING =
            new ChannelMedia(Optional.empty(), "nullData", 0, Optional.empty(), Optional.empty());

    /// A direction with fax of ours.
    public static ChannelMedia fax(FaxRelay fax) {
        return new ChannelMedia(
                Optional.empty(),
                "t38fax",
                DATA_SESSION,
                Optional.empty(),
                Optional.empty(),
                Optional.of(fax),
                Optional.empty());
    }

    /// The same sound, with or without its silence.
    public ChannelMedia pausing(boolean may) {
        return new ChannelMedia(format, typeName, session, media, control, fax, Optional.of(may));
    }

    /// The session to answer with: one opened as 0 leaves the number to the master (H.245 §B.3.1,
    /// sessionID).
    int assignedSession() {
        if (session > 0) {
            return session;
        }
        return fax.isPresent() ? DATA_SESSION : AUDIO_SESSION;
    }

    /// Whether there is something in it that we know.
    public boolean isKnown() {
        return format.isPresent() || fax.isPresent();
    }

    /// A direction with our own audio.
    public static ChannelMedia audio(
            AudioFormat format,
            Optional<InetSocketAddress> media,
            Optional<InetSocketAddress> control) {
        return new ChannelMedia(Optional.of(format), "audioData", AUDIO_SESSION, media, control);
    }
}
