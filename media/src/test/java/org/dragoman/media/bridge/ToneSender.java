package org.dragoman.media.bridge;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.codec.SoundEncoder;

/// The packets of a tone in any codec this machine encodes.
final class ToneSender implements AutoCloseable {
    static final double AMPLITUDE = 8_000;

    int sequence = 65_500; // wraps soon
    int timestamp = -8_000; // wraps soon

    private final SoundEncoder encoder;
    private final PayloadFormat format;
    private final int hz;
    private final MemorySegment room;
    private final short[] pcm;
    private long samples;

    ToneSender(Codecs codecs, PayloadFormat format, int hz, Arena arena) throws CodecFailed {
        this.format = format;
        this.hz = hz;
        encoder = codecs.encoder(format.codec(), format.packetMillis());
        room = arena.allocate(2_048);
        pcm = new short[encoder.frameSamples()];
    }

    /// Timestamp units of a packet.
    int units() {
        return (int) ((long) pcm.length * format.codec().clockHz() / encoder.rateHz());
    }

    long nanos() {
        return pcm.length * 1_000_000_000L / encoder.rateHz();
    }

    byte[] next() throws CodecFailed {
        for (int i = 0; i < pcm.length; i++) {
            double angle = 2 * Math.PI * hz * samples++ / encoder.rateHz();
            pcm[i] = (short) Math.round(AMPLITUDE * Math.sin(angle));
        }
        int length = encoder.encode(pcm, 0, room, 0, 2_048);
        sequence++;
        timestamp += units();
        return room.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    }

    /// Time goes by without a packet.
    void skip() {
        timestamp += units();
        samples += pcm.length;
    }

    @Override
    public void close() {
        encoder.close();
    }
}
