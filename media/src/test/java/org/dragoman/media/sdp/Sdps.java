package org.dragoman.media.sdp;

import java.util.List;
import org.dragoman.core.fault.PeerFault.Malformed;

/// Descriptions as other programs write them.
final class Sdps {
    /// SIPp 3.6.1 offer, from a recorded call to Asterisk 22.10.
    static final String SIPP_OFFER =
            """
            v=0
            o=user1 53655765 2353687637 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 6000 RTP/AVP 0 8 101
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-15
            a=ptime:20
            """;

    /// The answer of Asterisk 22.10 to it, same call.
    static final String ASTERISK_ANSWER =
            """
            v=0
            o=- 53655765 2353687639 IN IP4 127.0.0.2
            s=Asterisk
            c=IN IP4 127.0.0.2
            t=0 0
            m=audio 33490 RTP/AVP 0 8 101
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:101 telephone-event/8000
            a=fmtp:101 0-16
            a=ptime:20
            a=maxptime:140
            a=sendrecv
            """;

    /// RFC 3264 §10.1: one audio and two video streams (addresses of the example).
    static final String RFC3264_ALICE =
            """
            v=0
            o=alice 2890844526 2890844526 IN IP4 192.0.2.10
            s=
            c=IN IP4 192.0.2.10
            t=0 0
            m=audio 49170 RTP/AVP 0
            a=rtpmap:0 PCMU/8000
            m=video 51372 RTP/AVP 31
            a=rtpmap:31 H261/90000
            m=video 53000 RTP/AVP 32
            a=rtpmap:32 MPV/90000
            """;

    /// Shape of a WebRTC-capable desk phone: Opus and two telephone-event clocks, the audio stream
    /// in second place.
    static final String WIDEBAND_PHONE =
            """
            v=0
            o=phone 1 1 IN IP6 2001:db8::5
            s=call
            t=0 0
            a=sendrecv
            m=video 0 RTP/AVP 34
            m=audio 20000 RTP/AVP 111 9 18 8 13 96 97
            c=IN IP6 2001:db8::6
            a=rtpmap:111 opus/48000/2
            a=fmtp:111 useinbandfec=1; maxplaybackrate=16000
            a=rtpmap:96 telephone-event/48000
            a=fmtp:96 0-15
            a=rtpmap:97 telephone-event/8000
            a=fmtp:97 0-15
            a=fmtp:18 annexb=no
            a=rtcp:20011 IN IP6 2001:db8::7
            a=rtcp-mux
            m=image 30000 udptl t38
            """;

    static final List<String> ALL =
            List.of(SIPP_OFFER, ASTERISK_ANSWER, RFC3264_ALICE, WIDEBAND_PHONE);

    private Sdps() {}

    static SessionDescription parsed(String text) {
        try {
            return SdpParser.parse(text);
        } catch (Malformed e) {
            throw new AssertionError(e);
        }
    }
}
