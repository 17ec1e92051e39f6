package org.dragoman.rtmp.amf;

/// How much a peer may say in one message. Every count and length is held against these, and
/// against the bytes that are there, before memory is taken for it.
///
/// - {@code depth}: values within values.
/// - {@code values}: in the whole message; what is said by reference counts each time.
public record AmfLimits(int depth, int values) {
    /// Commands of clients have a dozen values, two deep; metadata of encoders some thirty.
    public static final AmfLimits DEFAULT = new AmfLimits(16, 2_048);
}
