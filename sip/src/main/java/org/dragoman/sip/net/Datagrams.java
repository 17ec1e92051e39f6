package org.dragoman.sip.net;

/// What can be told of a datagram before it is parsed.
final class Datagrams {
    private static final String[] OF_CALLS = {
        "SIP/2.0", "ACK ", "BYE ", "PRACK ", "UPDATE ", "INFO "
    };

    private Datagrams() {}

    /// Whether it asks for something new: an INVITE outside a dialog, a request that stands alone.
    /// A CANCEL counts as new, so that it never overtakes its INVITE.
    static boolean beginsCall(byte[] bytes, int from, int length) {
        int end = from + length;
        if (begins(bytes, from, end, "INVITE ")) {
            return !hasToTag(bytes, from, end);
        }
        for (var word : OF_CALLS) {
            if (begins(bytes, from, end, word)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasToTag(byte[] bytes, int from, int end) {
        for (int at = line(bytes, from, end); at < end; at = line(bytes, at, end)) {
            if (bytes[at] == '\r' || bytes[at] == '\n') {
                return false; // the body
            }
            int name = is(bytes, at, end, "to") ? 2 : is(bytes, at, end, "t") ? 1 : 0;
            if (name > 0 && colon(bytes, at + name, end)) {
                return tag(bytes, at, end);
            }
        }
        return false;
    }

    // the beginning of the next line
    private static int line(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] != '\n') {
            at++;
        }
        return at + 1;
    }

    private static boolean colon(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] == ' ') {
            at++;
        }
        return at < end && bytes[at] == ':';
    }

    private static boolean tag(byte[] bytes, int from, int end) {
        for (int at = from; at < end && bytes[at] != '\n'; at++) {
            if (bytes[at] == ';' && is(bytes, at + 1, end, "tag=")) {
                return true;
            }
        }
        return false;
    }

    private static boolean begins(byte[] bytes, int from, int end, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (from + i >= end || bytes[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean is(byte[] bytes, int from, int end, String lowerCase) {
        for (int i = 0; i < lowerCase.length(); i++) {
            if (from + i >= end
                    || Character.toLowerCase((char) bytes[from + i]) != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
