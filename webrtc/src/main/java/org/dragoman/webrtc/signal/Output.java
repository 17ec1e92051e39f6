package org.dragoman.webrtc.signal;

import java.util.Optional;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.media.MediaFlow;

/// What a call with a page wants done.
public sealed interface Output {
    /// Tell the page.
    record Send(ServerMessage message) implements Output {}

    /// Tell the core.
    record Emit(LegEvent event) implements Output {}

    /// Tell the media port.
    /// - {@code video}: what the port of video is to do, where there ever was video.
    record Agree(MediaFlow flow, Optional<MediaFlow> video) implements Output {}

    /// Ask the browser for a key frame.
    record AskForKeyFrame() implements Output {}

    /// Begin to measure every few seconds.
    record Measure() implements Output {}

    /// The call is over: nothing follows.
    record Over() implements Output {}
}
