package org.dragoman.media.record;

/// What is known of a packet beside its payload.
///
/// - {@code length}: bytes of payload.
/// - {@code arrivalNanos}: of {@link System#nanoTime}.
public record SpokenPacket(int ssrc, int timestamp, int length, long arrivalNanos) {}
