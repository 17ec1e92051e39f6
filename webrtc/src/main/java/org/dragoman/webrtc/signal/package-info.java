/// The call API in JSON: its messages, how they are read and written, and what one call does with
/// them. Start at {@link ClientMessage}, {@link ServerMessage} and {@link BrowserMachine}. No
/// socket, no thread, no clock. Source: docs/protocols/webrtc.md.
@NullMarked
package org.dragoman.webrtc.signal;

import org.jspecify.annotations.NullMarked;
