package org.dragoman.media.sdp;

import java.util.Optional;

/// Writes session descriptions strictly as RFC 8866 §9 has them: lines in order, each ended by
/// CR LF, nothing optional that nobody needs.
final class SdpWriter {
    private SdpWriter() {}

    static String write(SessionDescription sdp) {
        var out = new StringBuilder(512);
        var origin = sdp.origin();
        line(out, 'v', "0");
        line(
                out,
                'o',
                origin.user()
                        + " "
                        + origin.sessionId()
                        + " "
                        + origin.version()
                        + " "
                        + address(origin.address()));
        line(out, 's', sdp.name());
        connection(out, sdp.connection());
        line(out, 't', "0 0");
        sdp.attributes().forEach(a -> line(out, 'a', a.line()));
        for (var section : sdp.media()) {
            line(
                    out,
                    'm',
                    section.kind()
                            + " "
                            + section.port()
                            + " "
                            + section.protocol()
                            + " "
                            + String.join(" ", section.formats()));
            connection(out, section.connection());
            section.kilobits().ifPresent(k -> line(out, 'b', "AS:" + k));
            section.attributes().forEach(a -> line(out, 'a', a.line()));
        }
        return out.toString();
    }

    private static void connection(StringBuilder out, Optional<String> connection) {
        connection.ifPresent(c -> line(out, 'c', address(c)));
    }

    private static String address(String address) {
        return (address.indexOf(':') < 0 ? "IN IP4 " : "IN IP6 ") + address;
    }

    private static void line(StringBuilder out, char type, String value) {
        out.append(type).append('=');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= ' ') { // a line end in a value would begin a line of the sender's choosing
                out.append(c);
            }
        }
        out.append("\r\n");
    }
}
