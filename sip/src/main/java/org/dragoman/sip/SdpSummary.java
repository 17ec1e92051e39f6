package org.dragoman.sip;

import org.dragoman.core.fault.PeerFault.Malformed;
import org.dragoman.media.sdp.SdpParser;

/// A session description in one line, for the ladder.
final class SdpSummary {
    private SdpSummary() {}

    static String of(String sdp) {
        try {
            return SdpParser.parse(sdp).summary();
        } catch (Malformed e) {
            return e.getMessage();
        }
    }
}
