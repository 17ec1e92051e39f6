package org.dragoman.gateway.capture;

import java.time.Instant;

/// A packet as it was captured.
///
/// - {@code link}: LINKTYPE number of what its first header is.
record Packet(Instant at, int link, byte[] octets) {}
