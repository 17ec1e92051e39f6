package org.dragoman.media.tone;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.dragoman.media.codec.G711;

/// The sound of a WAV file, whole, in memory: an announcement, or music on hold. Immutable, shared
/// by all calls that play it.
///
/// - Files: RIFF WAVE, mono, 8 000 or 16 000 samples/s, 16-bit linear PCM or G.711.
/// - Source: IBM and Microsoft, Multimedia Programming Interface and Data Specifications 1.0;
///   RFC 2361 appendix A for the format numbers.
public final class Recording {
    /// Ten minutes at 16 000 samples/s, two bytes each.
    public static final int MOST_BYTES = 20 * 1024 * 1024;

    private static final int RIFF = tag("RIFF");
    private static final int WAVE = tag("WAVE");
    private static final int FORMAT = tag("fmt ");
    private static final int DATA = tag("data");
    private static final int PCM = 1;
    private static final int A_LAW = 6;
    private static final int MU_LAW = 7;
    private static final int SHORTEST_FORMAT = 16; // bytes

    private final int rateHz;
    private final short[] samples;

    private Recording(int rateHz, short[] samples) {
        this.rateHz = rateHz;
        this.samples = samples;
    }

    /// What is wrong with a file, in words for the operator.
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }

    /// Reads a file.
    ///
    /// - Errors: {@link Unusable} when it cannot be read or is no such file.
    public static Recording read(Path file) throws Unusable {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new Unusable("is longer than " + MOST_BYTES / 1024 / 1024 + " MB");
            }
            return of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new Unusable("cannot be read: " + e.getMessage());
        }
    }

    /// Reads the bytes of a file.
    public static Recording of(byte[] file) throws Unusable {
        var in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < 12 || in.getInt() != RIFF || in.getInt(8) != WAVE) {
            throw new Unusable("is no WAV file");
        }
        in.position(12);
        var format = chunk(in, FORMAT);
        var data = chunk(in, DATA);
        if (format.remaining() < SHORTEST_FORMAT) {
            throw new Unusable("does not say how it is coded");
        }
        int coding = format.getShort(0) & 0xFFFF;
        int channels = format.getShort(2) & 0xFFFF;
        int rate = format.getInt(4);
        int bits = format.getShort(14) & 0xFFFF;
        if (channels != 1 || rate != 8_000 && rate != 16_000) {
            throw new Unusable(
                    "has "
                            + channels
                            + " channels of "
                            + Integer.toUnsignedLong(rate)
                            + " samples/s; one of 8000 or 16000 is needed");
        }
        return new Recording(rate, samples(data, coding, bits));
    }

    /// The same sound, from whichever file: so that a configuration read again is seen to be the
    /// same.
    @Override
    public boolean equals(Object other) {
        return other instanceof Recording r
                && r.rateHz == rateHz
                && Arrays.equals(r.samples, samples);
    }

    @Override
    public int hashCode() {
        return 31 * rateHz + samples.length;
    }

    public int rateHz() {
        return rateHz;
    }

    /// Length in milliseconds.
    public long millis() {
        return samples.length * 1_000L / rateHz;
    }

    /// Plays it.
    ///
    /// - {@code forever}: again from the beginning when it is over.
    public SoundSource sound(boolean forever) {
        return new Playing(forever && samples.length > 0);
    }

    private static short[] samples(ByteBuffer data, int coding, int bits) throws Unusable {
        if (coding == PCM && bits == 16) {
            var samples = new short[data.remaining() / 2];
            data.asShortBuffer().get(samples);
            return samples;
        }
        if ((coding == A_LAW || coding == MU_LAW) && bits == 8) {
            var samples = new short[data.remaining()];
            for (int i = 0; i < samples.length; i++) {
                byte code = data.get(i);
                samples[i] = (short) (coding == A_LAW ? G711.expandA(code) : G711.expandMu(code));
            }
            return samples;
        }
        throw new Unusable("is neither 16-bit PCM nor G.711");
    }

    /// The next chunk of this kind; others are passed over. A length beyond the end of the
    /// file, as of recorders that were stopped, means all there is.
    private static ByteBuffer chunk(ByteBuffer in, int kind) throws Unusable {
        while (in.remaining() >= 8) {
            int tag = in.getInt();
            long said = Integer.toUnsignedLong(in.getInt());
            int length = (int) Math.min(said, in.remaining());
            if (tag == kind) {
                var chunk = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
                in.position(in.position() + length);
                return chunk;
            }
            in.position(in.position() + (int) Math.min(in.remaining(), length + (said & 1)));
        }
        throw new Unusable("is no whole WAV file");
    }

    private static int tag(String letters) {
        return letters.charAt(0)
                | letters.charAt(1) << 8
                | letters.charAt(2) << 16
                | letters.charAt(3) << 24;
    }

    private final class Playing implements SoundSource {
        private final boolean forever;
        private int at;

        Playing(boolean forever) {
            this.forever = forever;
        }

        @Override
        public int rateHz() {
            return rateHz;
        }

        @Override
        public int read(short[] pcm, int from, int wanted) {
            int done = 0;
            while (done < wanted) {
                int count = Math.min(wanted - done, samples.length - at);
                System.arraycopy(samples, at, pcm, from + done, count);
                done += count;
                at += count;
                if (at == samples.length) {
                    if (!forever) {
                        break;
                    }
                    at = 0;
                }
            }
            return done;
        }
    }
}
