package org.dragoman.h323.h245;

import java.net.InetSocketAddress;

/// What we bring to a session.
///
/// - {@code receive}: what we tell the peer that we take; what we send is chosen from it too,
///   in
///   its order.
/// - {@code media}, {@code control}: where we receive RTP and RTCP.
public record OurMedia(CapabilitySet receive, InetSocketAddress media, InetSocketAddress control) {}
