package org.dragoman.media.mix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.media.bridge.Workbench;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.codec.SoundDecoder;
import org.dragoman.media.codec.SoundEncoder;
import org.dragoman.media.jitter.Playout;

/// A guest of a room that says a tone, 20 ms a packet, and keeps what it hears.
final class Party implements MixSeat.Guest, AutoCloseable {
    private static final int ROOM = 2_048; // bytes

    final List<Integer> sequences = new ArrayList<>();
    final List<Integer> timestamps = new ArrayList<>();
    final List<String> failures = new ArrayList<>();
    final MixSeat seat;
    private final SoundEncoder encoder;
    private final SoundDecoder decoder;
    private final MemorySegment room;
    private final short[] pcm;
    private final short[] decoded = new short[SoundDecoder.MOST_SAMPLES];
    private final byte[] packet = new byte[ROOM];
    private final int units;
    private short[] heard = new short[0];
    private int heardCount;
    private double hertz;
    private double amplitude;
    private long samples;
    private int sent;
    private boolean gone;
    private boolean deaf;

    Party(Codecs codecs, PayloadFormat format, Arena arena) throws CodecFailed {
        encoder = codecs.encoder(format.codec(), format.packetMillis());
        decoder = codecs.decoder(format.codec());
        room = arena.allocate(ROOM);
        pcm = new short[encoder.frameSamples()];
        units = pcm.length * format.codec().clockHz() / encoder.rateHz();
        seat = MixSeat.open(codecs, format.codec(), format.packetMillis(), format, this);
    }

    Party saying(double tone, double loud) {
        hertz = tone;
        amplitude = loud;
        return this;
    }

    /// Nothing is kept of what it hears, and nothing allocated.
    void turnDeaf() {
        deaf = true;
    }

    void leave() {
        gone = true;
    }

    /// Says the next packet.
    void speak(long nanos) throws CodecFailed {
        for (int i = 0; i < pcm.length; i++) {
            double angle = 2 * Math.PI * hertz * samples++ / encoder.rateHz();
            pcm[i] = (short) Math.round(amplitude * Math.sin(angle));
        }
        int length = encoder.encode(pcm, 0, room, 0, ROOM);
        MemorySegment.copy(room, ValueLayout.JAVA_BYTE, 0, packet, 0, length);
        seat.playout().put(sent, sent * units, 1, Playout.SOUND, 0, packet, 0, length, nanos);
        sent++;
    }

    @Override
    public void made(MixSeat live, Workbench bench) {
        if (deaf) {
            return;
        }
        sequences.add(live.sequence());
        timestamps.add(live.timestamp());
        try {
            int count = decoder.decode(bench.made(), 0, live.length(), decoded);
            if (heardCount + count > heard.length) {
                heard = Arrays.copyOf(heard, 2 * (heardCount + count));
            }
            System.arraycopy(decoded, 0, heard, heardCount, count);
            heardCount += count;
        } catch (CodecFailed e) {
            failures.add(e.getMessage());
        }
    }

    @Override
    public void failed(CodecFailed why) {
        failures.add(why.getMessage());
    }

    @Override
    public boolean isGone() {
        return gone;
    }

    /// How loud a tone was in the last half second it heard: its amplitude.
    double heard(double tone) {
        int count = decoder.rateHz() / 2;
        int from = heardCount - count;
        double sine = 0;
        double cosine = 0;
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * tone * i / decoder.rateHz();
            sine += heard[from + i] * Math.sin(angle);
            cosine += heard[from + i] * Math.cos(angle);
        }
        return 2 * Math.hypot(sine, cosine) / count;
    }

    int units() {
        return units;
    }

    @Override
    public void close() {
        encoder.close();
        decoder.close();
    }
}
