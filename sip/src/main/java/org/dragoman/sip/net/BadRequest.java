package org.dragoman.sip.net;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The answer to a request that cannot be read: 400, with the lines by which its sender knows what
/// is answered, as it wrote them; the first where one comes twice. Where one is missing, or cannot
/// stand in a message, there is no answer.
///
/// - Source: RFC 3261 §8.2.6.2 for what a response repeats, §21.4.1.
final class BadRequest {
    private static final Map<String, String> REPEATED =
            Map.of(
                    "via", "Via", "v", "Via", "from", "From", "f", "From", "to", "To", "t", "To",
                    "call-id", "Call-ID", "i", "Call-ID", "cseq", "CSeq");
    private static final List<String> ONCE = List.of("From", "To", "Call-ID", "CSeq");
    private static final int LINES = 100; // of the request that are looked at
    private static final String TAG = ";tag=badreq";

    private BadRequest() {}

    /// Whether it is something that is answered: no response, and no ACK.
    static boolean isAnswered(String request) {
        return !request.startsWith("SIP/") && !request.startsWith("ACK ");
    }

    static Optional<String> answer(byte[] request) {
        return answer(new String(request, StandardCharsets.UTF_8));
    }

    static Optional<String> answer(String request) {
        var lines = isAnswered(request) ? repeated(request) : List.<String>of();
        boolean complete = ONCE.stream().allMatch(n -> has(lines, n)) && has(lines, "Via");
        return complete
                ? Optional.of(
                        "SIP/2.0 400 Bad Request\r\n"
                                + String.join("\r\n", lines)
                                + "\r\nContent-Length: 0\r\n\r\n")
                : Optional.empty();
    }

    private static boolean has(List<String> lines, String name) {
        return lines.stream().anyMatch(l -> l.startsWith(name + ":"));
    }

    private static List<String> repeated(String request) {
        var headers = request.split("\r?\n\r?\n", 2)[0].replaceAll("\r?\n[ \t]+", " ");
        var all = new ArrayList<String>();
        headers.lines().skip(1).limit(LINES).forEach(line -> repeat(line, all));
        return all;
    }

    private static void repeat(String line, List<String> all) {
        int colon = line.indexOf(':');
        var name = colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        var full = REPEATED.get(name);
        var value = line.substring(colon + 1).strip();
        boolean wanted = full != null && !(ONCE.contains(full) && has(all, full));
        if (wanted && !value.isEmpty() && value.chars().noneMatch(Character::isISOControl)) {
            boolean untagged = full.equals("To") && !value.contains("tag=");
            all.add(full + ": " + value + (untagged ? TAG : ""));
        }
    }
}
