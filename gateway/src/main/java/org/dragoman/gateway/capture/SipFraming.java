package org.dragoman.gateway.capture;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.dragoman.gateway.capture.Heard.Carrier;

/// SIP on a connection: each message says how long its body is (RFC 3261 §18.3).
final class SipFraming implements Framing {
    private static final int LONGEST = 256 * 1024; // octets of a message
    private static final Pattern START =
            Pattern.compile(
                    "(SIP/2\\.0 [1-6][0-9][0-9] |[A-Z]{3,20} [A-Za-z+.-]{2,20}:\\S{1,2000} SIP/2\\.0\r?\n).*",
                    Pattern.DOTALL);
    private static final Pattern LENGTH =
            Pattern.compile(
                    "\n(?:content-length|l)[ \t]*:[ \t]*([0-9]{1,7})", Pattern.CASE_INSENSITIVE);
    private static final int START_LINE = 2_100; // octets

    private final Gathered gathered = new Gathered();

    static boolean isSip(byte[] octets) {
        int length = Math.min(octets.length, START_LINE);
        return START.matcher(new String(octets, 0, length, StandardCharsets.ISO_8859_1)).matches();
    }

    /// RFC 5626 §3.5.1.
    static boolean isKeepAlive(byte[] octets) {
        return octets.length >= 2 && octets.length <= 4 && octets[0] == '\r' && octets[1] == '\n';
    }

    @Override
    public boolean take(byte[] octets, Ear ear) {
        gathered.add(octets);
        while (true) {
            int blank = 0;
            while (blank < gathered.length() && isBlank(gathered.all()[blank])) {
                blank++;
            }
            gathered.take(blank);
            var text = new String(gathered.all(), StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                return text.length() <= LONGEST;
            }
            var length = LENGTH.matcher(text).region(0, end);
            int whole = end + 4 + (length.find() ? Integer.parseInt(length.group(1)) : 0);
            if (whole > LONGEST || !isSip(gathered.all())) {
                return false;
            }
            if (gathered.length() < whole) {
                return true;
            }
            ear.message(Carrier.SIP, gathered.take(whole));
        }
    }

    private static boolean isBlank(byte octet) {
        return octet == '\r' || octet == '\n';
    }
}
