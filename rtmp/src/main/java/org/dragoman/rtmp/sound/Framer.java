package org.dragoman.rtmp.sound;

import java.util.List;
import java.util.Optional;
import org.dragoman.rtmp.flv.AudioTag;
import org.dragoman.rtmp.flv.SoundFormat;

/// Makes payloads of a client's messages. AAC is described once, at the beginning; each of its
/// frames gets a header that says it again, so that any of them can be decoded.
///
/// - Source: ISO/IEC 14496-3 §1.6.2.1 (AudioSpecificConfig), ISO/IEC 13818-7 §6.2 (ADTS),
///   ISO/IEC 11172-3 §2.4.1.3 and 13818-3 §2.4.1.3 (header of MPEG audio).
final class Framer {
    private static final int[] AAC_RATES = {
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000
    };
    private static final int AAC_LOW_COMPLEXITY = 2;
    private static final int SPECTRAL_BAND_REPLICATION = 5;
    private static final int PARAMETRIC_STEREO = 29;
    private static final int AAC_SAMPLES = 1_024; // of a frame
    private static final int ADTS = 7; // bytes of a header
    private static final int[] MPEG_1_RATES = {44_100, 48_000, 32_000};
    private static final int MPEG_1_SAMPLES = 1_152; // of a frame of layer III
    private static final int MPEG_2_SAMPLES = 576;

    /// What a client said of its AAC.
    ///
    /// - {@code soundHz}: twice the rate of the index where spectral bands are replicated.
    private record Aac(int rateIndex, int channels, int soundHz) {
        int samples() {
            return AAC_SAMPLES * (soundHz / AAC_RATES[rateIndex]);
        }
    }

    private Optional<Aac> aac = Optional.empty();

    /// Nothing where the message has no sound, or sound of a form that cannot be used.
    List<Framed> take(AudioTag tag) {
        return switch (tag.format()) {
            case PCM_AS_MADE, PCM, ADPCM ->
                    tag.kind() == AudioTag.Kind.SOUND ? LinearSound.of(tag) : List.of();
            default -> coded(tag).stream().toList(); // the others are a packet each
        };
    }

    private Optional<Framed> coded(AudioTag tag) {
        boolean isSound = tag.kind() == AudioTag.Kind.SOUND;
        return switch (tag.format()) {
            case AAC, AAC_BY_NAME -> {
                if (tag.kind() == AudioTag.Kind.CONFIGURATION) {
                    aac = configured(tag.bytes());
                }
                yield isSound ? aac.flatMap(a -> aac(a, tag.bytes())) : Optional.empty();
            }
            case MP3, MP3_8K, MP3_BY_NAME -> isSound ? mp3(tag.bytes()) : Optional.empty();
            case PCM_AS_MADE, ADPCM, PCM -> Optional.empty(); // taken already
            case NELLYMOSER_16K, NELLYMOSER_8K, NELLYMOSER, PCMA, PCMU, SPEEX, OPUS ->
                    Line.of(tag.format(), tag.rateHz())
                            .filter(_ -> isSound)
                            .map(l -> new Framed(l, tag.bytes(), Lengths.samples(l, tag.bytes())));
        };
    }

    /// High-efficiency AAC says its own type, the rate of what is coded, and that of the sound;
    /// then that the rest is of low complexity (§1.6.2.1).
    private static Optional<Aac> configured(byte[] config) {
        if (config.length < 2) {
            return Optional.empty();
        }
        int bits = 0;
        for (int i = 0; i < 4; i++) {
            bits = bits << 8 | (i < config.length ? config[i] & 0xff : 0);
        }
        int type = bits >>> 27;
        int rateIndex = bits >>> 23 & 0xf;
        int channels = bits >>> 19 & 0xf;
        int soundIndex = rateIndex;
        if (type == SPECTRAL_BAND_REPLICATION || type == PARAMETRIC_STEREO) {
            soundIndex = bits >>> 15 & 0xf;
            type = bits >>> 10 & 0x1f;
        }
        boolean usable =
                type == AAC_LOW_COMPLEXITY
                        && rateIndex < AAC_RATES.length
                        && soundIndex <= rateIndex
                        && (channels == 1 || channels == 2);
        return usable
                ? Optional.of(new Aac(rateIndex, channels, AAC_RATES[soundIndex]))
                : Optional.empty();
    }

    private static Optional<Framed> aac(Aac its, byte[] frame) {
        int length = ADTS + frame.length;
        byte[] payload = new byte[length];
        payload[0] = (byte) 0xff; // syncword, MPEG-4, no check sum
        payload[1] = (byte) 0xf1;
        payload[2] = (byte) (AAC_LOW_COMPLEXITY - 1 << 6 | its.rateIndex() << 2);
        payload[3] = (byte) (its.channels() << 6 | length >> 11);
        payload[4] = (byte) (length >> 3);
        payload[5] = (byte) (length << 5 | 0x1f);
        payload[6] = (byte) 0xfc;
        System.arraycopy(frame, 0, payload, ADTS, frame.length);
        return Line.of(SoundFormat.AAC, its.soundHz())
                .map(line -> new Framed(line, payload, its.samples()));
    }

    private static Optional<Framed> mp3(byte[] frame) {
        if (frame.length < 4 || frame[0] != (byte) 0xff || (frame[1] & 0xe6) != 0xe2) {
            return Optional.empty(); // no layer III
        }
        int version = frame[1] >> 3 & 3; // 3 is MPEG-1, 2 is MPEG-2
        int index = frame[2] >> 2 & 3;
        if (version < 2 || index > 2) {
            return Optional.empty();
        }
        int rate = MPEG_1_RATES[index] / (version == 3 ? 1 : 2);
        int samples = version == 3 ? MPEG_1_SAMPLES : MPEG_2_SAMPLES;
        return Line.of(SoundFormat.MP3, rate).map(line -> new Framed(line, frame, samples));
    }
}
