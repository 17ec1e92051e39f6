package org.dragoman.media.codec.libav;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dragoman.core.media.Codec;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.CodecSource;
import org.dragoman.media.codec.OpusSettings;
import org.dragoman.media.codec.SoundDecoder;
import org.dragoman.media.codec.SoundEncoder;
import org.dragoman.media.codec.payload.AmrModes;
import org.dragoman.media.codec.payload.AmrPayload;

/// The codecs of the native bundle. The first question loads it.
public final class LibavCodecs implements CodecSource {
    private static final int MOST_MILLIS = 120; // of a packet

    /// All zeros: G.729 says by it that a frame was erased, so does its decoder here.
    private static final byte[] G729_ERASED = new byte[10];

    /// Frame type 15, no data (3GPP TS 26.101 Table 1a): the decoder conceals.
    private static final byte[] AMR_NO_DATA = {0x7C};

    private static final List<LibavCodec> TABLE =
            List.of(
                    LibavCodec.of("G722", "g722", "g722", 16_000, 0).at(64_000),
                    g726("G726-16", "g726le", 2),
                    g726("G726-24", "g726le", 3),
                    g726("G726-32", "g726le", 4),
                    g726("AAL2-G726-16", "g726", 2),
                    g726("AAL2-G726-24", "g726", 3),
                    g726("AAL2-G726-32", "g726", 4),
                    LibavCodec.of("G723", "g723_1", "g723_1", 8_000, 240)
                            .at(6_300) // the library encodes no 5.3 kbit/s
                            .framed(Framing.G723),
                    LibavCodec.of("G729", "g729", "", 8_000, 80)
                            .framed(Framing.G729)
                            .concealingBy(G729_ERASED),
                    LibavCodec.of("GSM", "gsm", "", 8_000, 160).framed(Framing.GSM),
                    LibavCodec.of("SPEEX", "libspeex", "libspeex", 8_000, 160),
                    LibavCodec.of("SPEEX", "libspeex", "libspeex", 16_000, 320),
                    LibavCodec.of("SPEEX", "libspeex", "libspeex", 32_000, 640),
                    LibavCodec.of("AMR", "libopencore_amrnb", "libopencore_amrnb", 8_000, 160)
                            .framed(Framing.AMR)
                            .concealingBy(AMR_NO_DATA),
                    nellymoser(8_000),
                    nellymoser(11_025),
                    nellymoser(16_000),
                    nellymoser(22_050),
                    nellymoser(44_100),
                    decodedOnly("AAC", "aac", 16_000),
                    decodedOnly("AAC", "aac", 22_050),
                    decodedOnly("AAC", "aac", 24_000),
                    decodedOnly("AAC", "aac", 32_000),
                    decodedOnly("AAC", "aac", 44_100),
                    decodedOnly("AAC", "aac", 48_000),
                    decodedOnly("MP3", "mp3float", 16_000),
                    decodedOnly("MP3", "mp3float", 22_050),
                    decodedOnly("MP3", "mp3float", 24_000),
                    decodedOnly("MP3", "mp3float", 32_000),
                    decodedOnly("MP3", "mp3float", 44_100),
                    decodedOnly("MP3", "mp3float", 48_000),
                    LibavCodec.of("OPUS", "libopus", "libopus", 48_000, 0).at(24_000));

    private static LibavCodec g726(String name, String coder, int bits) {
        return LibavCodec.of(name, coder, coder, 8_000, 0).at(8_000L * bits).coded(bits);
    }

    /// What encoders publish by RTMP: AAC in ADTS frames (ISO/IEC 13818-7 §6.2), MP3 as it is.
    private static LibavCodec decodedOnly(String name, String decoder, int rateHz) {
        return LibavCodec.of(name, decoder, "", rateHz, 0);
    }

    private static LibavCodec nellymoser(int rateHz) {
        return LibavCodec.of("NELLYMOSER", "nellymoser", "nellymoser", rateHz, 256)
                .inFloats()
                .framed(Framing.NELLYMOSER);
    }

    @Override
    public boolean decodes(Codec codec) {
        return row(codec).isPresent() && here();
    }

    @Override
    public boolean encodes(Codec codec) {
        return row(codec).filter(row -> !row.encoder().isEmpty()).isPresent() && here();
    }

    @Override
    public SoundDecoder decoder(Codec codec, int wantedRateHz) throws CodecFailed {
        var row = known(codec);
        return switch (row.name()) {
            case "AMR" -> new AmrDecoder(new LibavDecoder(row), AmrPayload.of(codec));
            case "SPEEX" -> new SpeexDecoder(new LibavDecoder(row));
            default -> new LibavDecoder(row);
        };
    }

    @Override
    public SoundEncoder encoder(Codec codec, int packetMillis, int wantedRateHz)
            throws CodecFailed {
        var row = known(codec);
        return switch (row.name()) {
            case "OPUS" -> opus(row, codec, packetMillis, wantedRateHz);
            case "SPEEX" -> {
                int frames = frames(row, packetMillis);
                var options = Map.of("frames_per_packet", Integer.toString(frames));
                yield new LibavEncoder(row, options, row.frameSamples() * frames, 1);
            }
            case "AMR" -> {
                int frames = frames(row, packetMillis);
                var modes = AmrModes.of(codec);
                var at = row.at(AmrModes.bitsPerSecond(modes.next(0)));
                var bare = new LibavEncoder(at, Map.of(), row.frameSamples(), frames);
                yield new AmrEncoder(bare, modes, AmrPayload.of(codec), frames);
            }
            default -> plain(row, packetMillis);
        };
    }

    private static SoundEncoder plain(LibavCodec row, int packetMillis) throws CodecFailed {
        if (row.frameSamples() == 0) {
            int millis = Math.clamp(packetMillis, 10, MOST_MILLIS);
            return new LibavEncoder(row, row.options(), row.rateHz() / 1_000 * millis, 1);
        }
        int frames = frames(row, packetMillis);
        return new LibavEncoder(row, row.options(), row.frameSamples(), frames);
    }

    private static SoundEncoder opus(
            LibavCodec row, Codec codec, int packetMillis, int wantedRateHz) throws CodecFailed {
        var settings = OpusSettings.of(codec, packetMillis);
        int rateHz = OpusSettings.rate(wantedRateHz);
        var options = new TreeMap<String, String>();
        options.put("application", "voip");
        options.put("frame_duration", Integer.toString(settings.frameMillis()));
        options.put("fec", settings.fec() ? "1" : "0");
        options.put("packet_loss", settings.fec() ? "10" : "0");
        options.put("compression_level", Integer.toString(OpusSettings.COMPLEXITY));
        var at = row.rate(rateHz).at(settings.bitsPerSecond());
        return new LibavEncoder(at, options, rateHz / 1_000 * settings.frameMillis(), 1);
    }

    /// Frames of a packet of about that duration, one at least.
    private static int frames(LibavCodec row, int packetMillis) {
        int samples = row.rateHz() / 100 * Math.clamp(packetMillis, 1, MOST_MILLIS) / 10;
        return Math.max(1, samples / row.frameSamples());
    }

    @Override
    public List<String> explain() {
        if (!Bundle.installed()) {
            return List.of("the native codecs are not installed for this processor");
        }
        return List.of(
                "G.729 is decoded but not encoded, for want of a library under a licence that fits:"
                        + " calls pass it through only",
                "G.723.1 is encoded at 6.3 kbit/s but not at 5.3, which the bundle's encoder does not"
                        + " know; both are decoded",
                "G.726 of 40 kbit/s is passed through only: the bundle's is not what others speak");
    }

    @Override
    public List<String> prepare() {
        return here()
                ? List.of()
                : List.of("the native codecs could not be loaded: " + Bundle.loaded().whyNot());
    }

    private static boolean here() {
        return Bundle.loaded().here() && Started.VERSION_FITS;
    }

    private static LibavCodec known(Codec codec) throws CodecFailed {
        var row = row(codec);
        if (row.isEmpty() || !here()) {
            throw CodecFailed.call("no " + codec + " in the bundle");
        }
        return row.get();
    }

    private static Optional<LibavCodec> row(Codec codec) {
        boolean opus = codec.name().equals("OPUS") && codec.clockHz() == 48_000;
        boolean wide = codec.name().equals("G722") && codec.clockHz() == 8_000;
        boolean foreign = codec.name().equals("AMR") && !AmrPayload.understood(codec);
        if (foreign || codec.channels() != 1 && !opus) {
            return Optional.empty();
        }
        return TABLE.stream()
                .filter(row -> row.name().equals(codec.name()))
                .filter(row -> opus || wide || row.rateHz() == codec.clockHz())
                .findFirst();
    }

    /// What has to be done once the library is there.
    private static final class Started {
        private static final boolean VERSION_FITS = start();

        private static boolean start() {
            Libav.hush();
            return Libav.version() == Libav.VERSION;
        }
    }
}
