/// Connections that carry whole messages, as WebSockets do, seen by those who only talk over them:
/// the gateway's web server holds the sockets, protocols get a {@link WebSocketLink}.
/// Sources: RFC 6455 §5.4 (fragments), §7.4 (status codes).
@NullMarked
package org.dragoman.core.link;

import org.jspecify.annotations.NullMarked;
