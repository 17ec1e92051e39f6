package org.dragoman.media.probe;

import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;

/// The packets of a steady tone, one after the other (RFC 3550 §5.1).
final class ToneStream {
    static final int SAMPLES = 160; // 20 ms at 8 000 Hz
    static final int HEADER = 12; // bytes

    private final Law law;
    private final int payloadType;
    private final double radiansPerSample;
    private final double amplitude;
    private final int ssrc = ThreadLocalRandom.current().nextInt();
    private final ByteBuffer packet = ByteBuffer.allocateDirect(HEADER + SAMPLES);
    private int sequence = ThreadLocalRandom.current().nextInt(1 << 15);
    private int timestamp = ThreadLocalRandom.current().nextInt();
    private long samples;

    ToneStream(Law law, int payloadType, double frequencyHz, double levelDbm0) {
        this.law = law;
        this.payloadType = payloadType;
        this.radiansPerSample = 2 * Math.PI * frequencyHz / ToneMeter.SAMPLES_PER_SECOND;
        this.amplitude = law.amplitude(levelDbm0);
    }

    /// The next packet; the buffer is used again for the one after it.
    ByteBuffer next() {
        packet.clear();
        packet.put((byte) 0x80);
        packet.put((byte) (payloadType | (samples == 0 ? 0x80 : 0)));
        packet.putShort((short) sequence++);
        packet.putInt(timestamp);
        packet.putInt(ssrc);
        for (int i = 0; i < SAMPLES; i++) {
            double linear = amplitude * Math.sin(radiansPerSample * samples++);
            packet.put(law.compress((int) Math.round(linear)));
        }
        timestamp += SAMPLES;
        return packet.flip();
    }
}
