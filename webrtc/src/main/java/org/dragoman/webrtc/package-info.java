/// Calling from browsers without SIP in the page: the call API in JSON over WebSocket. Start at
/// {@link CallApi}, which takes the WebSockets; {@link WebRtcLeg} is one side of a call. How a
/// browser's media is found and secured, with or without SIP in its page, is in {@code net};
/// what is agreed about it in {@code media.sdp}, as for every leg.
/// Sources: our own protocol, told in docs/protocols/webrtc.md; RFC 8829 for what a browser expects
/// of session descriptions; RFC 8835 and RFC 8827 for its transports and their security.
@NullMarked
package org.dragoman.webrtc;

import org.jspecify.annotations.NullMarked;
