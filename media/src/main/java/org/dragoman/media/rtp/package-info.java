/// RTP and RTCP as bytes and as streams: reading and rewriting packets in place, what is known of a
/// stream that comes in ({@link IncomingStream}), and how one goes out without a break
/// ({@link OutgoingStream}). No sockets, no clock, nothing allocated per packet. Start at
/// {@link Rtp}. Sources: RFC 3550, RFC 3551, RFC 5761.
@NullMarked
package org.dragoman.media.rtp;

import org.jspecify.annotations.NullMarked;
