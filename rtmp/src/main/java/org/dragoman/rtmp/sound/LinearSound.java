package org.dragoman.rtmp.sound;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dragoman.rtmp.flv.AudioTag;
import org.dragoman.rtmp.flv.SoundFormat;

/// PCM and ADPCM of a message as L16 (RFC 3551 §4.5.11), mono, in pieces that fit in packets.
///
/// - Source: FLV 10.1 Table E.4.2.1: 8 bits are unsigned, 16 bits have the lower byte first
///   (format 0 leaves that to the maker's machine; all machines with Flash have it so).
final class LinearSound {
    private static final int LONGEST = 600; // samples of a piece: 1 200 bytes
    private static final int PIECES_A_SECOND = 50;

    private LinearSound() {}

    static List<Framed> of(AudioTag tag) {
        return Line.of(SoundFormat.PCM, tag.rateHz())
                .map(line -> pieces(line, tag.rateHz(), samples(tag)))
                .orElse(List.of());
    }

    private static short[] samples(AudioTag tag) {
        short[] all =
                tag.format() == SoundFormat.ADPCM
                        ? SwfAdpcm.decode(tag.bytes(), tag.channels())
                        : plain(tag.bytes(), tag.bits());
        return tag.channels() == 2 ? mixed(all) : all;
    }

    private static short[] plain(byte[] bytes, int bits) {
        short[] samples = new short[bits == 8 ? bytes.length : bytes.length / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] =
                    bits == 8
                            ? (short) ((bytes[i] & 0xff) - 128 << 8)
                            : (short) (bytes[2 * i] & 0xff | bytes[2 * i + 1] << 8);
        }
        return samples;
    }

    private static short[] mixed(short[] both) {
        short[] mono = new short[both.length / 2];
        for (int i = 0; i < mono.length; i++) {
            mono[i] = (short) (both[2 * i] + both[2 * i + 1] >> 1);
        }
        return mono;
    }

    private static List<Framed> pieces(Line line, int rateHz, short[] samples) {
        var pieces = new ArrayList<Framed>();
        int most = Math.min(LONGEST, rateHz / PIECES_A_SECOND);
        for (int at = 0; at < samples.length; at += most) {
            short[] piece = Arrays.copyOfRange(samples, at, Math.min(samples.length, at + most));
            pieces.add(new Framed(line, written(piece), piece.length));
        }
        return pieces;
    }

    private static byte[] written(short[] samples) {
        byte[] bytes = new byte[2 * samples.length];
        for (int i = 0; i < samples.length; i++) {
            bytes[2 * i] = (byte) (samples[i] >> 8);
            bytes[2 * i + 1] = (byte) samples[i];
        }
        return bytes;
    }
}
