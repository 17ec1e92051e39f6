package org.dragoman.media.relay;

import java.net.InetSocketAddress;

/// A way between the port that browsers share and one of them.
///
/// - {@code socket}: index of the address that the port listens on.
/// - {@code remote}: where the browser's packets come from.
public record PacketPath(int socket, InetSocketAddress remote) {}
