package org.dragoman.media.bridge;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.dragoman.core.media.Codec;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.codec.SoundDecoder;

/// What a listener hears of a tone, 20 ms at a time.
final class ToneCheck {
    private ToneCheck() {}

    /// Share of windows of 20 ms in which the tone is there: at least half its amplitude, and at
    /// least twice as much of it as of all else.
    static double share(List<FakeNetwork.Made> packets, Codec codec, int hz) throws CodecFailed {
        try (var arena = Arena.ofConfined();
                var decoder = Codecs.ofThisMachine().decoder(codec)) {
            var room = arena.allocate(2_048);
            var pcm = new short[2 * SoundDecoder.MOST_SAMPLES];
            var decoded = new short[SoundDecoder.MOST_SAMPLES];
            int window = decoder.rateHz() / 50;
            int kept = 0;
            int windows = 0;
            int good = 0;
            for (var packet : packets) {
                MemorySegment.copy(
                        packet.bytes(), 0, room, ValueLayout.JAVA_BYTE, 0, packet.bytes().length);
                int count = decoder.decode(room, 0, packet.bytes().length, decoded);
                System.arraycopy(decoded, 0, pcm, kept, count);
                kept += count;
                int from = 0;
                for (; from + window <= kept; from += window) {
                    windows++;
                    good += isTone(pcm, from, window, hz, decoder.rateHz()) ? 1 : 0;
                }
                kept -= from;
                System.arraycopy(pcm, from, pcm, 0, kept);
            }
            return windows == 0 ? 0 : (double) good / windows;
        }
    }

    private static boolean isTone(short[] pcm, int from, int count, int hz, int rateHz) {
        double sine = 0;
        double cosine = 0;
        double energy = 0;
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * hz * i / rateHz;
            sine += pcm[from + i] * Math.sin(angle);
            cosine += pcm[from + i] * Math.cos(angle);
            energy += (double) pcm[from + i] * pcm[from + i];
        }
        double amplitude = 2 * Math.hypot(sine, cosine) / count;
        double tone = amplitude * amplitude * count / 2;
        return amplitude > ToneSender.AMPLITUDE / 2 && tone > (energy - tone) * 2;
    }

    /// Mean square of a packet's samples as a level below full scale, in dB.
    static double levelDb(byte[] payload, Codec codec) throws CodecFailed {
        try (var arena = Arena.ofConfined();
                var decoder = Codecs.ofThisMachine().decoder(codec)) {
            var room = arena.allocateFrom(ValueLayout.JAVA_BYTE, payload);
            var pcm = new short[SoundDecoder.MOST_SAMPLES];
            int count = decoder.decode(room, 0, payload.length, pcm);
            double energy = 0;
            for (int i = 0; i < count; i++) {
                energy += (double) pcm[i] * pcm[i];
            }
            return 20 * Math.log10(Math.sqrt(energy / count) / 32_767);
        }
    }
}
