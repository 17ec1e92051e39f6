package org.dragoman.rtmp.sound;

/// How long the sound of a packet is.
final class Lengths {
    private static final int NELLYMOSER_BLOCK = 64; // bytes, for 256 samples
    private static final int NELLYMOSER_SAMPLES = 256;
    private static final int SPEEX_SAMPLES = 320; // 20 ms at 16 kHz
    private static final int OPUS_HZ = 48_000;

    private Lengths() {}

    /// Samples of the RTP clock.
    static long samples(Line line, byte[] sound) {
        return switch (line) {
            case PCMU, PCMA -> sound.length;
            case SPEEX -> (long) SPEEX_SAMPLES * SpeexBits.frames(sound);
            case NELLYMOSER_8K, NELLYMOSER_11K, NELLYMOSER_16K, NELLYMOSER_22K, NELLYMOSER_44K ->
                    (long) NELLYMOSER_SAMPLES * Math.max(1, sound.length / NELLYMOSER_BLOCK);
            case OPUS -> opus(sound);
            case AAC_16K,
                    AAC_22K,
                    AAC_24K,
                    AAC_32K,
                    AAC_44K,
                    AAC_48K,
                    MP3_16K,
                    MP3_22K,
                    MP3_24K,
                    MP3_32K,
                    MP3_44K,
                    MP3_48K,
                    L16_11K,
                    L16_22K,
                    L16_44K ->
                    throw new IllegalArgumentException("the framer knows how long it is: " + line);
        };
    }

    /// RFC 6716 §3.1 and §3.2: the first byte says the length of a frame, and how many there
    /// are.
    private static long opus(byte[] sound) {
        int toc = sound[0] & 0xff;
        int config = toc >> 3;
        long frame;
        if (config < 12) {
            frame = config % 4 == 3 ? OPUS_HZ * 60 / 1_000 : OPUS_HZ / 100 << config % 4;
        } else if (config < 16) {
            frame = OPUS_HZ / 100 << config % 2;
        } else {
            frame = OPUS_HZ / 400 << config % 4;
        }
        int frames =
                switch (toc & 3) {
                    case 0 -> 1;
                    case 3 -> sound.length > 1 ? sound[1] & 0x3f : 1;
                    default -> 2;
                };
        return frame * frames;
    }
}
