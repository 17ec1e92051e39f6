package org.dragoman.gateway.capture;

import java.util.Arrays;
import org.dragoman.gateway.capture.Heard.Carrier;

/// TPKT packets (RFC 1006 §6): Q.931 messages, or H.245 messages on a connection of their own. The
/// first octets of Q.931 tell them apart: no H.245 message of a call between two begins so.
final class TpktFraming implements Framing {
    private static final int HEADER = 4; // octets
    private static final int VERSION = 3;
    private static final int Q931 = 0x08; // protocol discriminator, Q.931 §4.2

    private final Gathered gathered = new Gathered();

    static boolean begins(byte[] octets) {
        return octets[0] == VERSION
                && (octets.length < 2 || octets[1] == 0)
                && (octets.length < HEADER || length(octets) >= HEADER);
    }

    /// Whether a connection that begins so is one of H.323: the first message is Q.931, or H.245's
    /// terminalCapabilitySet or masterSlaveDetermination (requests 2 and 1 of H.245 §7).
    static boolean isH323(byte[] octets) {
        if (!begins(octets) || octets.length <= HEADER + 1) {
            return false;
        }
        int first = octets[HEADER] & 0xFF;
        int second = octets[HEADER + 1] & 0xFF;
        return first == Q931 && second == 2 || first == 0x02 && second == 0x70 || first == 0x01;
    }

    private static int length(byte[] octets) {
        return (octets[2] & 0xFF) << 8 | octets[3] & 0xFF;
    }

    @Override
    public boolean take(byte[] octets, Ear ear) {
        gathered.add(octets);
        while (gathered.length() >= HEADER) {
            if (!begins(gathered.all())) {
                return false;
            }
            int length = length(gathered.all());
            if (gathered.length() < length) {
                return true;
            }
            var packet = gathered.take(length);
            var content = Arrays.copyOfRange(packet, HEADER, packet.length);
            if (content.length > 0) { // an empty one is a keep-alive
                ear.message(isQ931(content) ? Carrier.Q931 : Carrier.H245, content);
            }
        }
        return true;
    }

    /// H.225.0 §7.1: a call reference of two octets follows.
    private static boolean isQ931(byte[] content) {
        return content.length > 4 && content[0] == Q931 && content[1] == 2;
    }
}
