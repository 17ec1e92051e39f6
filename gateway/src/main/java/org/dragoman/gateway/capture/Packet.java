package org.dragoman.gateway.capture;

import java.time.Instant;

/// A packet as it was captured.
///
/// - {@code link}: LINKTYPE number of what its first header is.
/// - {@code isWhole}: all of it was captured.
record Packet(Instant at, int link, byte[] octets, boolean isWhole) {}
