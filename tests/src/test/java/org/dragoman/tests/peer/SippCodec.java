package org.dragoman.tests.peer;

/// Codecs that a SIPp can have in its description, by their names in SDP; the clock of each is
/// 8,000 Hz there (G.722's by RFC 3551 §4.5.2).
public enum SippCodec {
    PCMU(0),
    PCMA(8),
    G722(9),
    G729(18),
    iLBC(98);

    /// RTP payload type (RFC 3551 §6; SIPp has iLBC under no other).
    final int payloadType;

    SippCodec(int payloadType) {
        this.payloadType = payloadType;
    }

    String map() {
        return "a=rtpmap:" + payloadType + " " + this + "/8000";
    }
}
