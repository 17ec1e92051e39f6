package org.dragoman.media.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A WAV file of two channels, 16-bit PCM, that grows. Its header tells the length as of the
/// last {@link #settle}, so that a file whose writer died can be played up to there.
///
/// - Errors: {@link IOException} of the disk; the file is then as long as its header says.
final class StereoWav implements StereoFile {
    static final int HEADER = 44; // bytes

    private static final int CHANNELS = 2;
    private static final int SAMPLE = 2; // bytes
    private static final int FRAME = CHANNELS * SAMPLE;
    private static final short PCM = 1;
    private static final long MOST = 0xFFFF_FFFFL - HEADER - FRAME; // lengths have 32 bits

    private final SoundFile file;
    private final int rateHz;
    private final ByteBuffer frames =
            ByteBuffer.allocate(FRAME * StereoMix.MOST_FRAMES).order(ByteOrder.LITTLE_ENDIAN);
    private long length; // bytes of sound

    /// Writes the header of an empty file.
    StereoWav(SoundFile file, int rateHz) throws IOException {
        this.file = file;
        this.rateHz = rateHz;
        settle();
    }

    @Override
    public boolean append(short[] samples, int count) throws IOException {
        if (length + (long) count * FRAME > MOST) {
            return false;
        }
        frames.clear();
        for (int i = 0; i < count * CHANNELS; i++) {
            frames.putShort(samples[i]);
        }
        file.write(HEADER + length, frames.flip());
        length += (long) count * FRAME;
        return true;
    }

    /// Makes the header tell what was written until now.
    @Override
    public void settle() throws IOException {
        file.write(0, header());
    }

    @Override
    public long frames() {
        return length / FRAME;
    }

    @Override
    public void close() throws IOException {
        try (file) {
            settle();
        }
    }

    private ByteBuffer header() {
        return ByteBuffer.allocate(HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(name("RIFF"))
                .putInt((int) (HEADER - 8 + length))
                .put(name("WAVE"))
                .put(name("fmt "))
                .putInt(16)
                .putShort(PCM)
                .putShort((short) CHANNELS)
                .putInt(rateHz)
                .putInt(rateHz * FRAME)
                .putShort((short) FRAME)
                .putShort((short) (8 * SAMPLE))
                .put(name("data"))
                .putInt((int) length)
                .flip();
    }

    private static byte[] name(String chunk) {
        return chunk.getBytes(StandardCharsets.US_ASCII);
    }
}
