package org.dragoman.tests.bench.media;

import java.net.InetSocketAddress;
import java.util.regex.Pattern;

/// How a phone of the load takes a call: 200 at once (RFC 3261 §13.3.1.4).
final class SipAnswer {
    static final Pattern TO = Pattern.compile("(?im)^To:.*$");
    private static final Pattern ECHOED = // of a request, in its answer (RFC 3261 §8.2.6.2)
            Pattern.compile("(?im)^(Via|From|Call-ID|CSeq|Record-Route):.*\\r\\n");

    private SipAnswer() {}

    /// - {@code media}: where the phone wants its sound; its SIP is on the same address.
    static String to(String request, InetSocketAddress media) {
        var answer = new StringBuilder("SIP/2.0 200 OK\r\n");
        var echoed = ECHOED.matcher(request);
        while (echoed.find()) {
            answer.append(echoed.group());
        }
        var to = TO.matcher(request);
        answer.append(to.find() ? to.group().strip() : "").append(";tag=b\r\n");
        boolean invites = request.startsWith("INVITE ");
        return answer + body(media.getAddress().getHostAddress(), invites ? Sdp.of(media) : "");
    }

    static String body(String here, String sdp) {
        return ("Contact: <sip:bench@" + here + ">\r\n")
                + (sdp.isEmpty() ? "" : "Content-Type: application/sdp\r\n")
                + ("Content-Length: " + sdp.length() + "\r\n\r\n" + sdp);
    }
}
