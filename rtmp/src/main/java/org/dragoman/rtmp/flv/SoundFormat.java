package org.dragoman.rtmp.flv;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/// What the sound of a tag is coded with: the first four bits of an FLV audio tag, or the
/// FourCC of an enhanced one. Where FLV fixes the rate it stands here, whatever the rate bits
/// say.
///
/// - Source: FLV 10.1 Table E.4.2.1; a Flash microphone's Speex is 16 kHz always (field bug
///   R2).
public enum SoundFormat {
    PCM_AS_MADE(0, 0),
    ADPCM(1, 0),
    MP3(2, 0),
    PCM(3, 0),
    NELLYMOSER_16K(4, 16_000),
    NELLYMOSER_8K(5, 8_000),
    NELLYMOSER(6, 0),
    PCMA(7, 8_000),
    PCMU(8, 8_000),
    AAC(10, 0),
    SPEEX(11, 16_000),
    MP3_8K(14, 8_000),
    OPUS("Opus", 48_000),
    AAC_BY_NAME("mp4a", 0),
    MP3_BY_NAME(".mp3", 0);

    /// The value that says a FourCC follows (Enhanced RTMP: SoundFormat.ExHeader).
    static final int ENHANCED = 9;

    private final int code;
    private final String fourCc;
    private final int fixedHz;

    SoundFormat(int code, int fixedHz) {
        this.code = code;
        this.fourCc = "";
        this.fixedHz = fixedHz;
    }

    SoundFormat(String fourCc, int fixedHz) {
        this.code = ENHANCED;
        this.fourCc = fourCc;
        this.fixedHz = fixedHz;
    }

    static Optional<SoundFormat> of(int code) {
        return find(f -> f.code == code && !f.isEnhanced());
    }

    static Optional<SoundFormat> of(String fourCc) {
        return find(f -> f.isEnhanced() && f.fourCc.equals(fourCc));
    }

    private static Optional<SoundFormat> find(Predicate<SoundFormat> test) {
        return Arrays.stream(values()).filter(test).findFirst();
    }

    int code() {
        return code;
    }

    String fourCc() {
        return fourCc;
    }

    /// As the tables name it: its number, or its FourCC.
    public String tag() {
        return isEnhanced() ? fourCc : Integer.toString(code);
    }

    public boolean isEnhanced() {
        return !fourCc.isEmpty();
    }

    /// The rate FLV fixes; 0 where the tag says it.
    public int fixedHz() {
        return fixedHz;
    }

    /// Whether a byte after the first says if the decoder's configuration or sound follows.
    boolean hasPacketType() {
        return this == AAC;
    }
}
