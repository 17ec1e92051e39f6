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

    /// Offer of sound, video and data of a page in Chromium 156 on Debian 12 (headless, fake
    /// devices); most formats of the video are left out.
    static final String CHROMIUM_OFFER =
            """
            v=0
            o=- 1985878198571416098 2 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=group:BUNDLE 0 1 2
            a=extmap-allow-mixed
            a=msid-semantic: WMS 911989e7-b126-4d7e-8ac2-8fcf87b4cae4
            m=audio 60598 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126
            c=IN IP4 192.0.2.2
            a=rtcp:9 IN IP4 0.0.0.0
            a=candidate:2593604082 1 udp 2122194687 192.0.2.2 60598 typ host generation 0 network-id 1
            a=candidate:1374781458 1 udp 2122265343 fd00::2 59678 typ host generation 0 network-id 2
            a=candidate:1681757542 1 tcp 1518214911 192.0.2.2 9 typ host tcptype active generation 0 network-id 1
            a=candidate:2941998214 1 tcp 1518285567 fd00::2 9 typ host tcptype active generation 0 network-id 2
            a=ice-ufrag:ITaN
            a=ice-pwd:c18YzflTzuZqWE+hGli9PGiW
            a=ice-options:trickle
            a=fingerprint:sha-256 2D:C1:75:0E:FB:28:FA:15:E4:76:7A:74:C1:2F:6F:E9:94:27:6E:60:3B:97:FA:FA:7B:D5:2D:79:4D:C4:B1:D5
            a=setup:actpass
            a=mid:0
            a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
            a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
            a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01
            a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
            a=sendrecv
            a=msid:911989e7-b126-4d7e-8ac2-8fcf87b4cae4 db5dc55d-183e-4dc4-b59b-07fd7cf0e411
            a=rtcp-mux
            a=rtcp-rsize
            a=rtcp-xr:rcvr-rtt=all
            a=rtpmap:111 opus/48000/2
            a=rtcp-fb:111 transport-cc
            a=fmtp:111 minptime=10;useinbandfec=1
            a=rtpmap:63 red/48000/2
            a=fmtp:63 111/111
            a=rtpmap:9 G722/8000
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:13 CN/8000
            a=rtpmap:110 telephone-event/48000
            a=rtpmap:126 telephone-event/8000
            a=ssrc:2667008246 cname:Jpvmd+sSPsyhZ/V7
            a=ssrc:2667008246 msid:911989e7-b126-4d7e-8ac2-8fcf87b4cae4 db5dc55d-183e-4dc4-b59b-07fd7cf0e411
            m=video 59786 UDP/TLS/RTP/SAVPF 96 97 102
            c=IN IP4 192.0.2.2
            a=rtcp:9 IN IP4 0.0.0.0
            a=candidate:2593604082 1 udp 2122194687 192.0.2.2 59786 typ host generation 0 network-id 1
            a=candidate:1374781458 1 udp 2122265343 fd00::2 45681 typ host generation 0 network-id 2
            a=candidate:1681757542 1 tcp 1518214911 192.0.2.2 9 typ host tcptype active generation 0 network-id 1
            a=candidate:2941998214 1 tcp 1518285567 fd00::2 9 typ host tcptype active generation 0 network-id 2
            a=ice-ufrag:ITaN
            a=ice-pwd:c18YzflTzuZqWE+hGli9PGiW
            a=ice-options:trickle
            a=fingerprint:sha-256 2D:C1:75:0E:FB:28:FA:15:E4:76:7A:74:C1:2F:6F:E9:94:27:6E:60:3B:97:FA:FA:7B:D5:2D:79:4D:C4:B1:D5
            a=setup:actpass
            a=mid:1
            a=sendrecv
            a=msid:- 4061df51-31d5-408b-9a70-461d5d7cf97a
            a=rtcp-mux
            a=rtcp-rsize
            a=rtcp-xr:rcvr-rtt=all
            a=rtpmap:96 VP8/90000
            a=rtpmap:97 rtx/90000
            a=fmtp:97 apt=96
            a=rtpmap:102 H264/90000
            a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42001f
            a=ssrc-group:FID 3201068272 2471300785
            a=ssrc:3201068272 cname:Jpvmd+sSPsyhZ/V7
            a=ssrc:3201068272 msid:- 4061df51-31d5-408b-9a70-461d5d7cf97a
            a=ssrc:2471300785 cname:Jpvmd+sSPsyhZ/V7
            a=ssrc:2471300785 msid:- 4061df51-31d5-408b-9a70-461d5d7cf97a
            m=application 58150 UDP/DTLS/SCTP webrtc-datachannel
            c=IN IP4 192.0.2.2
            a=candidate:2593604082 1 udp 2122194687 192.0.2.2 58150 typ host generation 0 network-id 1
            a=candidate:1374781458 1 udp 2122265343 fd00::2 52433 typ host generation 0 network-id 2
            a=candidate:1681757542 1 tcp 1518214911 192.0.2.2 9 typ host tcptype active generation 0 network-id 1
            a=candidate:2941998214 1 tcp 1518285567 fd00::2 9 typ host tcptype active generation 0 network-id 2
            a=ice-ufrag:ITaN
            a=ice-pwd:c18YzflTzuZqWE+hGli9PGiW
            a=ice-options:trickle
            a=fingerprint:sha-256 2D:C1:75:0E:FB:28:FA:15:E4:76:7A:74:C1:2F:6F:E9:94:27:6E:60:3B:97:FA:FA:7B:D5:2D:79:4D:C4:B1:D5
            a=setup:actpass
            a=mid:2
            a=sctp-port:5000
            a=max-message-size:262144
            """;

    static final List<String> ALL =
            List.of(SIPP_OFFER, ASTERISK_ANSWER, RFC3264_ALICE, WIDEBAND_PHONE, CHROMIUM_OFFER);

    private Sdps() {}

    static SessionDescription parsed(String text) {
        try {
            return SdpParser.parse(text);
        } catch (Malformed e) {
            throw new AssertionError(e);
        }
    }
}
