package org.dragoman.webrtc.signal;

import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegId;
import org.dragoman.core.media.MediaStatistics;

/// What a call with a page is told.
public sealed interface Input {
    /// By the page.
    record Asked(ClientMessage.OfCall message) implements Input {}

    /// By the page: {@link ClientMessage.Join} with the leg of the other call.
    record AskedToJoin(String ref, LegId with) implements Input {}

    /// By the core.
    record Ordered(LegCommand command) implements Input {}

    /// The page is gone, and does not come back.
    record Left(Cause cause) implements Input {}

    /// How the media does now.
    record Measured(MediaStatistics statistics) implements Input {}
}
