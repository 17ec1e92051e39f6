package org.dragoman.rtmp.sound;

/// The sound of a message as the payload of a packet.
///
/// - {@code samples}: of the RTP clock.
record Framed(Line line, byte[] payload, long samples) {}
