package org.dragoman.media.probe;

import java.nio.ByteBuffer;

/// Counts the RTP packets that arrive and measures their tone. Safe from any thread.
final class ToneListener {
    private final ToneMeter meter = new ToneMeter();
    private int expectedType = -1;
    private Law expectedLaw = Law.MU;
    private Law law = Law.MU;
    private long packets;
    private long lost;
    private long unreadable;
    private int ssrc;
    private int nextSequence;

    synchronized void expect(int payloadType, Law ofThatType) {
        expectedType = payloadType;
        expectedLaw = ofThatType;
    }

    synchronized void countUnreadable() {
        unreadable++;
    }

    synchronized void take(ByteBuffer packet) {
        if (packet.remaining() < ToneStream.HEADER || (packet.get(0) & 0xC0) != 0x80) {
            unreadable++;
            return;
        }
        int type = packet.get(1) & 0x7F;
        if (type != 0 && type != 8 && type != expectedType) {
            return; // digits, comfort noise
        }
        law = type == expectedType ? expectedLaw : type == 0 ? Law.MU : Law.A;
        countSequence(packet.getShort(2) & 0xFFFF, packet.getInt(8));
        packet.position(Math.min(packet.limit(), ToneStream.HEADER + 4 * (packet.get(0) & 0xF)));
        while (packet.hasRemaining()) {
            meter.add(law.expand(packet.get()));
        }
    }

    synchronized Heard heard() {
        var tone = meter.strongest();
        double level = tone.amplitude() > 0 ? law.levelDbm0(tone.amplitude()) : Heard.SILENCE_DBM0;
        return level > Heard.SILENCE_DBM0
                ? new Heard(tone.frequencyHz(), level, packets, lost)
                : new Heard(0, Heard.SILENCE_DBM0, packets, lost);
    }

    private void countSequence(int sequence, int source) {
        boolean fresh = packets++ == 0 || source != ssrc;
        int gap = fresh ? 0 : (short) (sequence - nextSequence);
        lost += gap >= 0 ? gap : -1; // a late packet takes its loss back
        if (gap >= 0) {
            nextSequence = sequence + 1;
        }
        ssrc = source;
    }
}
