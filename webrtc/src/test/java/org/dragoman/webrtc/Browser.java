package org.dragoman.webrtc;

/// Session descriptions of a browser, after those of Chromium 156 on Debian 12, sound alone.
public final class Browser {
    private static final String TEMPLATE =
            """
            v=0
            o=- 1985878198571416098 2 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=group:BUNDLE 0
            a=extmap-allow-mixed
            a=msid-semantic: WMS 911989e7-b126-4d7e-8ac2-8fcf87b4cae4
            m=audio 9 UDP/TLS/RTP/SAVPF 111 0 8 110 126
            c=IN IP4 0.0.0.0
            a=rtcp:9 IN IP4 0.0.0.0
            a=ice-ufrag:%s
            a=ice-pwd:c18YzflTzuZqWE+hGli9PGiW
            a=ice-options:trickle
            a=fingerprint:sha-256 2D:C1:75:0E:FB:28:FA:15:E4:76:7A:74:C1:2F:6F:E9:94:27:6E:60:3B:97:FA:FA:7B:D5:2D:79:4D:C4:B1:D5
            a=setup:%s
            a=mid:0
            a=sendrecv
            a=msid:911989e7-b126-4d7e-8ac2-8fcf87b4cae4 db5dc55d-183e-4dc4-b59b-07fd7cf0e411
            a=rtcp-mux
            a=rtcp-rsize
            a=rtpmap:111 opus/48000/2
            a=fmtp:111 minptime=10;useinbandfec=1
            a=rtpmap:0 PCMU/8000
            a=rtpmap:8 PCMA/8000
            a=rtpmap:110 telephone-event/48000
            a=rtpmap:126 telephone-event/8000
            a=ssrc:2667008246 cname:Jpvmd+sSPsyhZ/V7
            """;

    private Browser() {}

    public static String offer() {
        return TEMPLATE.formatted("ITaN", "actpass");
    }

    /// After an ICE restart.
    public static String offerAgain() {
        return TEMPLATE.formatted("Rs4t", "actpass");
    }

    public static String answer() {
        return TEMPLATE.formatted("ITaN", "active");
    }

    /// As JSON writes it.
    public static String quoted(String sdp) {
        return '"' + sdp.replace("\n", "\\r\\n") + '"';
    }
}
