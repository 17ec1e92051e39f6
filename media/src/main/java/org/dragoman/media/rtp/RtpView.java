package org.dragoman.media.rtp;

import java.lang.foreign.MemorySegment;

/// The packet at hand, its header read once. The object is used again for the next packet.
public final class RtpView {
    private long at;
    private int length;
    private int headerLength;
    private int padding;
    private int type;
    private boolean marker;
    private int sequence;
    private int timestamp;
    private int ssrc;

    /// Reads a packet of version 2 that is not RTCP; false when it is malformed.
    public boolean read(MemorySegment memory, long packetAt, int packetLength) {
        at = packetAt;
        length = packetLength;
        headerLength = Rtp.headerLength(memory, at, length);
        padding = headerLength < 0 ? -1 : Rtp.padding(memory, at, length, headerLength);
        if (padding < 0) {
            return false;
        }
        type = Rtp.payloadType(memory, at);
        marker = Rtp.marker(memory, at);
        sequence = Rtp.sequence(memory, at);
        timestamp = Rtp.timestamp(memory, at);
        ssrc = Rtp.ssrc(memory, at);
        return true;
    }

    /// Where the packet begins in its memory.
    public long at() {
        return at;
    }

    /// Bytes of the whole packet.
    public int length() {
        return length;
    }

    /// Where the payload begins.
    public long payloadAt() {
        return at + headerLength;
    }

    /// Bytes of payload without padding.
    public int payloadLength() {
        return length - headerLength - padding;
    }

    public int type() {
        return type;
    }

    public boolean marker() {
        return marker;
    }

    public int sequence() {
        return sequence;
    }

    public int timestamp() {
        return timestamp;
    }

    public int ssrc() {
        return ssrc;
    }
}
