package org.dragoman.media.rtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/// Writes a compound of feedback: a report of one who says nothing else, the name, then one
/// feedback packet after the other. The object is used again for the next compound.
///
/// - Source: RFC 4585 §3.1 (what a compound begins with), §6.1.
public final class FeedbackWriter {
    private final RtcpWriter preface = new RtcpWriter();
    private MemorySegment memory = MemorySegment.NULL;
    private long begin;
    private long packet;
    private long next;

    /// Starts another compound.
    ///
    /// - {@code name}: {@link RtcpWriter#NAME} characters.
    public void start(MemorySegment other, long at, int ssrc, byte[] name) {
        memory = other;
        begin = at;
        preface.start(other, at);
        preface.receiverReport(ssrc);
        preface.name(ssrc, name);
        next = at + preface.length();
    }

    /// Begins a feedback packet.
    ///
    /// - {@code type}, {@code format}: as {@link Feedback} names them.
    /// - {@code media}: the stream it is about; 0 where words say so.
    public void begin(int type, int format, int ssrc, int media) {
        packet = next;
        memory.set(JAVA_BYTE, packet, (byte) (RtcpWriter.VERSION_2 | format));
        memory.set(JAVA_BYTE, packet + 1, (byte) type);
        memory.set(Rtp.INT, packet + 4, ssrc);
        memory.set(Rtp.INT, packet + 8, media);
        next = packet + Feedback.HEADER;
        measure();
    }

    /// Adds a word to it.
    public void word(int value) {
        memory.set(Rtp.INT, next, value);
        next += 4;
        measure();
    }

    private void measure() {
        memory.set(Rtp.SHORT, packet + 2, (short) ((next - packet) / 4 - 1));
    }

    /// Bytes written.
    public int length() {
        return (int) (next - begin);
    }
}
