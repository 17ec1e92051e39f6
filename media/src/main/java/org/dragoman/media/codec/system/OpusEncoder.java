package org.dragoman.media.codec.system;

import java.lang.foreign.MemorySegment;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.OpusSettings;
import org.dragoman.media.codec.SoundEncoder;
import org.dragoman.media.foreign.NativeMemory;

/// Opus for RTP, from the rate that the sound has. Source: RFC 7587.
final class OpusEncoder implements SoundEncoder {
    private static final String NAME = "Opus";
    private static final int EXPECTED_LOSS = 10; // percent; what the copies are made for
    private static final int NOT_TO_BE_SENT = 2; // bytes; opus.h on discontinuous transmission

    private final int rateHz;
    private final OpusSettings settings;
    private final Buffer buffer;
    private final long encoder;

    OpusEncoder(int rateHz, OpusSettings settings) throws CodecFailed {
        this.rateHz = rateHz;
        this.settings = settings;
        this.buffer = new Buffer(NAME);
        this.encoder = Opus.createEncoder(rateHz, buffer.spare());
        if (encoder == 0) {
            int error = NativeMemory.getInt(buffer.spare());
            buffer.free();
            throw CodecFailed.call("Opus: no encoder (" + error + ")");
        }
        try {
            set(Opus.SET_BITRATE, settings.bitsPerSecond());
            set(Opus.SET_COMPLEXITY, OpusSettings.COMPLEXITY);
            set(Opus.SET_INBAND_FEC, settings.fec() ? 1 : 0);
            set(Opus.SET_PACKET_LOSS_PERC, settings.fec() ? EXPECTED_LOSS : 0);
            set(Opus.SET_DTX, settings.dtx() ? 1 : 0);
        } catch (CodecFailed e) {
            close();
            throw e;
        }
    }

    private void set(int request, int value) throws CodecFailed {
        int result = Opus.control(encoder, request, value);
        if (result < 0) {
            throw CodecFailed.call("Opus: setting " + request + " failed (" + result + ")");
        }
    }

    @Override
    public int rateHz() {
        return rateHz;
    }

    @Override
    public int frameSamples() {
        return rateHz / 1_000 * settings.frameMillis();
    }

    @Override
    public int encode(short[] pcm, int from, MemorySegment packet, long at, int room)
            throws CodecFailed {
        buffer.take(NAME, pcm, from, frameSamples());
        int most = Math.min(room, Buffer.MOST_BYTES);
        int bytes = Opus.encode(encoder, buffer.samples(), frameSamples(), buffer.packet(), most);
        if (bytes < 0) {
            throw CodecFailed.call("Opus: not encodable (" + bytes + ")");
        }
        if (settings.dtx() && bytes <= NOT_TO_BE_SENT) {
            return 0;
        }
        return buffer.give(NAME, bytes, packet, at, room);
    }

    @Override
    public void close() {
        if (buffer.free()) {
            Opus.destroyEncoder(encoder);
        }
    }
}
