/// Evens out what the network does to a stream before it is decoded: order, arrival, loss, clock
/// drift. No socket, no clock of its own: packets and times go in, and what to play comes out.
/// Start at {@link Playout}. Sources: RFC 3550 §6.4.1 for what jitter is; the rest is measured.
@NullMarked
package org.dragoman.media.jitter;

import org.jspecify.annotations.NullMarked;
