/// The gateway's own RTP and RTCP ports, and what passes between them. A few loops, one per core,
/// carry all packets; the control side only hands over immutable snapshots of what is wanted.
/// Start at {@link Relay}; a packet's way is drawn at {@link LivePort}. Sources: RFC 3550,
/// RFC 4961, RFC 7362 for latching, RFC 4733 for digits.
@NullMarked
package org.dragoman.media.relay;

import org.jspecify.annotations.NullMarked;
