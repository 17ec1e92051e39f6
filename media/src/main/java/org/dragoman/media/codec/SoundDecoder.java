package org.dragoman.media.codec;

import java.lang.foreign.MemorySegment;

/// Turns the packets of one direction of one stream into sound. Has a state, so it serves one
/// stream, from one thread at a time; allocates nothing once it is open.
///
/// - Shape: payload of one RTP packet in; mono, 16-bit signed samples at {@link #rateHz()} out,
///   from index 0 of the array, which has room for {@link #MOST_SAMPLES}.
/// - Errors: {@link CodecFailed}; its scope says whether the decoder can still be used.
public interface SoundDecoder extends AutoCloseable {
    /// The longest packet of all codecs: 120 ms of Opus at 48 kHz (RFC 6716 §3.2.5).
    int MOST_SAMPLES = 5_760;

    int rateHz();

    /// Decodes one packet's payload; answers the number of samples. 0: the packet has no sound of
    /// its own (comfort noise, discontinuous transmission), {@link #conceal} gives what to play.
    int decode(MemorySegment packet, long at, int length, short[] pcm) throws CodecFailed;

    /// Sound in the place of a packet that did not come; answers {@code samples}. Fades to silence
    /// when called again and again.
    int conceal(int samples, short[] pcm);

    /// Sound in the place of a lost packet when the one after it is there already: by the copy that
    /// it carries where the codec has such (Opus in-band FEC), else as {@link #conceal} does. The
    /// packet at hand must still be given to {@link #decode} afterwards.
    default int recover(MemorySegment next, long at, int length, int samples, short[] pcm) {
        return conceal(samples, pcm);
    }

    /// Frees what is native. May be called twice.
    @Override
    void close();
}
