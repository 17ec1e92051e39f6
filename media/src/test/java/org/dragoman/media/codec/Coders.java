package org.dragoman.media.codec;

import static org.junit.jupiter.api.Assumptions.abort;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.dragoman.core.media.Codec;
import org.dragoman.media.codec.system.SystemCodecs;

/// The codecs under test, and sound sent through them.
final class Coders {
    /// What this machine has, libraries of the system first.
    static final Codecs MACHINE = Codecs.ofThisMachine();

    /// What needs nothing installed.
    static final Codecs BUNDLE = Codecs.ofTheProgram();

    static final Codec L16 = Codec.of("L16", 8_000);
    static final Codec L16_WIDE = Codec.of("L16", 16_000);
    static final Codec G726 = Codec.of("G726-32", 8_000);
    static final Codec SPEEX = Codec.of("SPEEX", 8_000);
    static final Codec SPEEX_WIDE = Codec.of("SPEEX", 16_000);
    static final Codec OPUS = new Codec("OPUS", 48_000, 2, Map.of());
    static final Codec AMR = Codec.of("AMR", 8_000);
    static final Codec NELLYMOSER = Codec.of("NELLYMOSER", 8_000);
    static final Codec NELLYMOSER_WIDE = Codec.of("NELLYMOSER", 16_000);

    static final List<Codec> ALL =
            List.of(
                    Codec.PCMU,
                    Codec.PCMA,
                    L16,
                    L16_WIDE,
                    Codec.G722,
                    G726,
                    Codec.of("G726-16", 8_000),
                    Codec.of("G726-24", 8_000),
                    Codec.of("AAL2-G726-32", 8_000),
                    Codec.G723,
                    Codec.G729,
                    Codec.GSM,
                    SPEEX,
                    SPEEX_WIDE,
                    Codec.of("SPEEX", 32_000),
                    OPUS,
                    AMR,
                    AMR.with("octet-align", "1"),
                    NELLYMOSER,
                    NELLYMOSER_WIDE);

    private Coders() {}

    /// For what only a library of the system can.
    static void needsLibraryFor(Codec codec) {
        if (!new SystemCodecs().decodes(codec)) {
            abort("the library of " + codec + " is not here; tests/peers/install brings it");
        }
    }

    /// Encodes all of the sound and answers what the far decoder makes of it.
    static short[] through(Codecs codecs, Codec codec, int packetMillis, short[] pcm)
            throws CodecFailed {
        try (var arena = Arena.ofConfined();
                var encoder = codecs.encoder(codec, packetMillis);
                var decoder = codecs.decoder(codec)) {
            return through(encoder, decoder, arena.allocate(1_500), pcm);
        }
    }

    static short[] through(
            SoundEncoder encoder, SoundDecoder decoder, MemorySegment packet, short[] pcm)
            throws CodecFailed {
        short[] frame = new short[SoundDecoder.MOST_SAMPLES];
        short[] out = new short[2 * pcm.length * Math.max(1, decoder.rateHz() / encoder.rateHz())];
        int made = 0;
        for (int i = 0; i + encoder.frameSamples() <= pcm.length; i += encoder.frameSamples()) {
            int bytes = encoder.encode(pcm, i, packet, 5, SoundEncoder.MOST_BYTES);
            int samples = decoder.decode(packet, 5, bytes, frame);
            System.arraycopy(frame, 0, out, made, samples);
            made += samples;
        }
        return Arrays.copyOf(out, made);
    }

    static short[] resampled(short[] pcm, int fromHz, int toHz) {
        var resampler = Resampler.between(fromHz, toHz);
        short[] out = new short[resampler.most(pcm.length) + 1];
        short[] part = new short[resampler.most(fromHz / 50)];
        int made = 0;
        for (int i = 0; i < pcm.length; i += fromHz / 50) {
            int count = Math.min(fromHz / 50, pcm.length - i);
            int written = resampler.resample(pcm, i, count, part);
            System.arraycopy(part, 0, out, made, written);
            made += written;
        }
        return Arrays.copyOf(out, made);
    }
}
