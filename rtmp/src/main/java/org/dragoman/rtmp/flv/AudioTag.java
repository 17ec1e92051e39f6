package org.dragoman.rtmp.flv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.fault.PeerFault.Malformed;
import org.dragoman.core.fault.PeerFault.Unsupported;

/// The body of an audio message.
///
/// - {@code rateHz}: of the sound; as FLV fixes it for the format, else as the tag says it.
/// - {@code bits}: 8 or 16; means something for PCM only.
/// - {@code kind}: what the bytes are.
/// - {@code bytes}: not copied.
public record AudioTag(
        SoundFormat format, int rateHz, int bits, int channels, Kind kind, byte[] bytes) {
    public enum Kind {
        SOUND,
        /// What the decoder must know first: AudioSpecificConfig, OpusHead.
        CONFIGURATION,
        /// The end of the sound, or something about it that needs no decoding.
        NOTHING
    }

    private static final int[] RATES = {5_512, 11_025, 22_050, 44_100}; // Table E.4.2.1
    private static final int SPEEX_HEADER = 0xb6; // 44 kHz, 16 bits, mono: fixed for Speex

    private static final int SEQUENCE_START = 0;
    private static final int CODED_FRAMES = 1;
    private static final int MULTITRACK = 5;
    private static final int MOD_EX = 7;

    /// Reads a tag's body. One without a byte is silence: some clients send it while muted.
    ///
    /// - Errors: {@link Malformed} when it is cut short, {@link Unsupported} for a format that
    ///   is none of {@link SoundFormat}; neither spoils more than this message.
    public static AudioTag read(byte[] body) throws Malformed, Unsupported {
        if (body.length == 0) {
            return new AudioTag(SoundFormat.SPEEX, 16_000, 16, 1, Kind.NOTHING, body);
        }
        int code = body[0] >> 4 & 0xf;
        if (code == SoundFormat.ENHANCED) {
            return enhanced(body);
        }
        SoundFormat format = SoundFormat.of(code).orElseThrow(() -> unknown("format " + code));
        int rate = format.fixedHz() > 0 ? format.fixedHz() : RATES[body[0] >> 2 & 3];
        int from = format.hasPacketType() ? 2 : 1;
        Kind kind = Kind.SOUND;
        if (format.hasPacketType()) {
            kind = at(body, 1) == 0 ? Kind.CONFIGURATION : Kind.SOUND;
        }
        byte[] bytes = Arrays.copyOfRange(body, from, body.length);
        return new AudioTag(
                format,
                rate,
                (body[0] & 2) == 0 ? 8 : 16,
                isMono(format) || (body[0] & 1) == 0 ? 1 : 2,
                bytes.length == 0 ? Kind.NOTHING : kind,
                bytes);
    }

    /// Formats that FLV knows in mono only, whatever the bit says.
    private static boolean isMono(SoundFormat format) {
        return switch (format) {
            case NELLYMOSER_16K, NELLYMOSER_8K, NELLYMOSER, SPEEX -> true;
            default -> false; // Table E.4.2.1: the others may be stereo
        };
    }

    /// Enhanced RTMP v2: packet type, additions that are skipped, FourCC.
    private static AudioTag enhanced(byte[] body) throws Malformed, Unsupported {
        int type = body[0] & 0xf;
        int at = 1;
        while (type == MOD_EX) {
            int size = at(body, at++) + 1;
            if (size == 256) {
                size = (at(body, at) << 8 | at(body, at + 1)) + 1;
                at += 2;
            }
            at += size;
            type = at(body, at++) & 0xf;
        }
        if (type == MULTITRACK) {
            throw unknown("several tracks in one message");
        }
        at(body, at + 3);
        String fourCc = new String(body, at, 4, StandardCharsets.ISO_8859_1);
        SoundFormat format = SoundFormat.of(fourCc).orElseThrow(() -> unknown("FourCC"));
        Kind kind =
                switch (type) {
                    case SEQUENCE_START -> Kind.CONFIGURATION;
                    case CODED_FRAMES -> Kind.SOUND;
                    default -> Kind.NOTHING; // SequenceEnd, MultichannelConfig, and reserved ones
                };
        byte[] bytes = Arrays.copyOfRange(body, at + 4, body.length);
        int rate = format.fixedHz() > 0 ? format.fixedHz() : RATES[3];
        return new AudioTag(format, rate, 16, 1, bytes.length == 0 ? Kind.NOTHING : kind, bytes);
    }

    private static int at(byte[] body, int index) throws Malformed {
        if (index >= body.length) {
            throw new Malformed(
                    PeerFault.Scope.MESSAGE, "audio tag cut short at " + body.length + " bytes");
        }
        return body[index] & 0xff;
    }

    private static Unsupported unknown(String what) {
        return new Unsupported(PeerFault.Scope.MESSAGE, "audio tag: " + what + " is not known");
    }

    /// The body of a message with this sound, mono; as players expect it of each format.
    public static byte[] write(SoundFormat format, byte[] sound, int from, int length) {
        int head = format.isEnhanced() ? 5 : 1;
        byte[] body = new byte[head + length];
        body[0] = (byte) firstByte(format);
        if (format.isEnhanced()) {
            byte[] name = format.fourCc().getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(name, 0, body, 1, name.length);
        }
        System.arraycopy(sound, from, body, head, length);
        return body;
    }

    /// The rate and size bits have no meaning for these formats but are the same in every file:
    /// 5.5 kHz and 16 bits, but for Speex (E.4.2.1 wants 16 kHz mono; Flash writes 0xb6).
    private static int firstByte(SoundFormat format) {
        if (format.isEnhanced()) {
            return SoundFormat.ENHANCED << 4 | CODED_FRAMES;
        }
        return format == SoundFormat.SPEEX ? SPEEX_HEADER : format.code() << 4 | 2;
    }
}
