package org.dragoman.media.relay;

import java.time.Duration;
import org.dragoman.media.rtp.NtpClock;

/// What every port of a relay has of it.
///
/// - {@code clock}: for reports.
/// - {@code converter}: for sides that use different codecs.
/// - {@code patience}: silence of a peer that is told; zero for never.
record PortSurroundings(
        Randomness random, NtpClock clock, Duration patience, Converter converter) {}
