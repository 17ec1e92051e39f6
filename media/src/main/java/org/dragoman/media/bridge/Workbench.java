package org.dragoman.media.bridge;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.dragoman.media.codec.Resampler;
import org.dragoman.media.codec.SoundDecoder;
import org.dragoman.media.codec.SoundEncoder;

/// Room to work in, of one thread that converts: nothing in it outlives a step of a conversion, so
/// all conversions of the thread share it.
public final class Workbench {
    /// Longest payload, in bytes; an Ethernet frame fits.
    public static final int LONGEST_PAYLOAD = 1_536;

    final MemorySegment packet; // that is being decoded
    final short[] pcm = new short[SoundDecoder.MOST_SAMPLES];
    final short[] resampled = new short[6 * Resampler.MOST_SAMPLES]; // 8 000 to 48 000 Hz
    private final MemorySegment made;

    public Workbench(Arena arena) {
        packet = arena.allocate(LONGEST_PAYLOAD, 64);
        made = arena.allocate(Math.max(LONGEST_PAYLOAD, SoundEncoder.MOST_BYTES), 64);
    }

    /// The sound that was decoded last.
    public short[] pcm() {
        return pcm;
    }

    /// Room for that sound at another rate.
    public short[] resampled() {
        return resampled;
    }

    /// The payload that {@link Conversion#make} made.
    public MemorySegment made() {
        return made;
    }
}
