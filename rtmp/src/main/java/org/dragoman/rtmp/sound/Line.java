package org.dragoman.rtmp.sound;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.rtmp.flv.SoundFormat;
import org.dragoman.rules.FlvSounds;

/// The kinds of sound that go between a client and its media port, with the RTP payload type
/// each has there. The types are of our own choice: nobody else sees these packets.
///
/// - {@code flag}: the bit in {@code audioCodecs} by which a client says that it can play it
///   (RTMP 1.0 §7.2.1.1); 0 where there is none.
enum Line {
    PCMU(SoundFormat.PCMU, 8_000, 0),
    PCMA(SoundFormat.PCMA, 8_000, 8),
    SPEEX(SoundFormat.SPEEX, 16_000, 96),
    NELLYMOSER_16K(SoundFormat.NELLYMOSER_16K, 16_000, 97),
    NELLYMOSER_8K(SoundFormat.NELLYMOSER_8K, 8_000, 98),
    NELLYMOSER_11K(SoundFormat.NELLYMOSER, 11_025, 99),
    NELLYMOSER_22K(SoundFormat.NELLYMOSER, 22_050, 100),
    NELLYMOSER_44K(SoundFormat.NELLYMOSER, 44_100, 101),
    OPUS(SoundFormat.OPUS, 48_000, 102),
    AAC_16K(SoundFormat.AAC, 16_000, 103),
    AAC_22K(SoundFormat.AAC, 22_050, 104),
    AAC_24K(SoundFormat.AAC, 24_000, 105),
    AAC_32K(SoundFormat.AAC, 32_000, 106),
    AAC_44K(SoundFormat.AAC, 44_100, 107),
    AAC_48K(SoundFormat.AAC, 48_000, 108),
    MP3_16K(SoundFormat.MP3, 16_000, 109),
    MP3_22K(SoundFormat.MP3, 22_050, 110),
    MP3_24K(SoundFormat.MP3, 24_000, 111),
    MP3_32K(SoundFormat.MP3, 32_000, 112),
    MP3_44K(SoundFormat.MP3, 44_100, 113),
    MP3_48K(SoundFormat.MP3, 48_000, 114),
    L16_11K(SoundFormat.PCM, 11_025, 115),
    L16_22K(SoundFormat.PCM, 22_050, 116),
    L16_44K(SoundFormat.PCM, 44_100, 117);

    private static final int PACKET_MILLIS = 20;

    private final SoundFormat format;
    private final int rateHz;
    private final PayloadFormat payload;
    private final int flag;

    Line(SoundFormat format, int rateHz, int payloadType) {
        var sound = Tags.SOUNDS.of(format.tag(), rateHz).orElseThrow();
        this.format = format;
        this.rateHz = rateHz;
        this.payload = new PayloadFormat(sound.codec(), payloadType, PACKET_MILLIS);
        this.flag = sound.flag();
    }

    /// The table that says what each tag is; constants of the enum cannot have it for themselves.
    private static final class Tags {
        private static final FlvSounds SOUNDS = FlvSounds.ofTheProgram();
    }

    static Optional<Line> of(SoundFormat format, int rateHz) {
        return Arrays.stream(values())
                .filter(l -> l.format == format && l.rateHz == rateHz)
                .findFirst();
    }

    static Optional<Line> of(int payloadType) {
        return Arrays.stream(values())
                .filter(l -> l.payload.payloadType() == payloadType)
                .findFirst();
    }

    static List<PayloadFormat> all() {
        return Arrays.stream(values()).map(Line::payload).toList();
    }

    SoundFormat format() {
        return format;
    }

    PayloadFormat payload() {
        return payload;
    }

    int clockHz() {
        return payload.codec().clockHz();
    }

    boolean isPlayedBy(int audioCodecs) {
        return (audioCodecs & flag) != 0;
    }
}
