/// The wires of H.323: TCP connections that carry TPKT packets, for call signalling and for
/// H.245. Start at {@link org.dragoman.h323.net.SignallingTransport}. Nothing here knows what a
/// call is. Sources: RFC 1006 §6 (TPKT); H.225.0 Appendix IV (TPKT over TCP); H.323 §7.3 and
/// §8.
@NullMarked
package org.dragoman.h323.net;

import org.jspecify.annotations.NullMarked;
