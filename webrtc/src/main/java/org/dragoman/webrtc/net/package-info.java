/// The browsers on the port they share: whose datagram is whose, and when one is gone. Start at
/// {@link BrowserEdge}. Media passes by here: the relay carries it.
/// Sources: RFC 7983 (telling protocols apart), RFC 7675 (consent).
@NullMarked
package org.dragoman.webrtc.net;

import org.jspecify.annotations.NullMarked;
