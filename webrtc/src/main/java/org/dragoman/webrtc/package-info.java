/// Calling from browsers without SIP in the page: the call API in JSON over WebSocket. Start at
/// {@link CallApi}, which takes the WebSockets; {@link WebRtcLeg} is one side of a call.
/// Sources: our own protocol, told in docs/protocols/webrtc.md; RFC 8829 for what a browser expects
/// of session descriptions.
@NullMarked
package org.dragoman.webrtc;

import org.jspecify.annotations.NullMarked;
