/// The web server that browsers talk to: pages, WebSockets and the call API behind TLS. Start at
/// {@link WebEdge}. It holds the sockets and the limits; what is said over them is others' matter
/// ({@link org.dragoman.core.link.WebSocketLink.Service}).
/// Sources: RFC 9110 (HTTP), RFC 6455 (WebSocket), RFC 6454 (origins), CSP Level 3.
@NullMarked
package org.dragoman.gateway.web;

import org.jspecify.annotations.NullMarked;
