package org.dragoman.gateway.explain;

import java.net.InetAddress;
import java.time.Instant;

/// A call of a capture as it began, for finding it again on the other side of a gateway.
///
/// - {@code call}: its number; several of one RTMP connection have the same.
/// - {@code from}, {@code to}: digits or names; empty where they are unknown.
record Began(
        int call, Instant at, String from, String to, InetAddress caller, InetAddress called) {}
