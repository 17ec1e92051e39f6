package org.dragoman.h323.h245;

import java.time.Duration;
import java.util.List;
import org.dragoman.core.media.FaxRelay;

/// What a session wants done, or tells.
public sealed interface H245Output {
    record Send(H245Message message) implements H245Output {}

    /// Runs the timer from now, instead of what is left of it.
    record Arm(Timer timer, Duration delay) implements H245Output {}

    record Disarm(Timer timer) implements H245Output {}

    /// What is agreed has changed: ask {@link H245Session#agreed()}.
    record MediaChanged() implements H245Output {}

    /// What was offered is settled, both ways where the peer allows it.
    record Settled() implements H245Output {}

    /// What was offered cannot be had; {@code why} in words.
    record NotSettled(String why) implements H245Output {}

    /// The peer wants nothing sent any more.
    record PeerPaused() implements H245Output {}

    /// The peer takes sound again, and the channel to it is open.
    record PeerResumed() implements H245Output {}

    /// The peer dialled a digit; {@code millis} is 0 where it did not say how long.
    record DigitDialled(char digit, int millis, boolean signal) implements H245Output {}

    /// The peer asked for other audio and shall get it.
    record ModeTaken(List<AudioFormat> modes) implements H245Output {}

    /// The peer wants T.38 instead of sound; {@link H245Session#acceptFax} or {@link
    /// H245Session#refuseFax} tells it what comes of that.
    record FaxAsked(FaxRelay fax) implements H245Output {}

    /// The peer ended the session.
    record PeerEnded() implements H245Output {}

    /// The peer has not answered for too long.
    record PeerLost() implements H245Output {}

    /// Names a timer.
    ///
    /// - {@code channel}: number of our logical channel, 0 for what is not of a channel.
    record Timer(Kind kind, int channel) {
        /// The timers of H.245 that a session runs, and its own two.
        public enum Kind {
            T101,
            T103,
            T106,
            ROUND_TRIP,
            SETTLE
        }
    }
}
