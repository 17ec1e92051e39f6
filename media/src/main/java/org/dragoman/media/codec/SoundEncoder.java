package org.dragoman.media.codec;

import java.lang.foreign.MemorySegment;

/// Turns sound into the packets of one direction of one stream. Has a state, so it serves one
/// stream, from one thread at a time; allocates nothing once it is open.
///
/// - Shape: {@link #frameSamples()} mono, 16-bit signed samples at {@link #rateHz()} in; the
///   payload of exactly one RTP packet out.
/// - Errors: {@link CodecFailed}, as for the decoder.
public interface SoundEncoder extends AutoCloseable {
    /// The longest payload of all codecs; whoever calls has room for it.
    int MOST_BYTES = 1_276; // Opus: a byte and one frame (RFC 6716 §3.2.1)

    int rateHz();

    /// Samples of one packet. What {@link Codecs#encoder} was asked for, rounded to what the codec
    /// has.
    int frameSamples();

    /// Encodes {@link #frameSamples()} samples from index {@code from}; answers the payload's
    /// length in bytes. 0: nothing is to be sent for this frame (discontinuous transmission).
    int encode(short[] pcm, int from, MemorySegment packet, long at, int room) throws CodecFailed;

    /// The listener asks for a mode of the codec, or for none in particular; from the next packet
    /// on. Codecs without modes do not care.
    ///
    /// - {@code mode}: as AMR numbers them (RFC 4867 §4.3.1).
    default void request(int mode) {}

    /// Frees what is native. May be called twice.
    @Override
    void close();
}
