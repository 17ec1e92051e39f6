package org.dragoman.rtmp.tunnel;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.fault.PeerFault.Malformed;
import org.dragoman.core.fault.PeerFault.Unsupported;

/// Reads the requests of one HTTP connection, however their bytes are cut. As much of HTTP as
/// clients of RTMPT use: a body has a {@code Content-Length}.
///
/// - Source: RFC 9112 §3 (request line), §6.2 (Content-Length), §9.3 (persistence).
public final class HttpReader {
    private static final int LONGEST_HEAD = 8_192; // bytes of request line and fields
    private static final int LONGEST_BODY = 1 << 20; // bytes: a key frame, and what waited with it
    private static final String SCOPE = "HTTP: ";

    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private Optional<Head> known = Optional.empty();
    private boolean lineIsEmpty; // so far

    /// What is known of a request before its body.
    private record Head(String method, String path, int length, boolean isLast) {}

    /// Takes bytes up to the end of one request.
    ///
    /// - Returns: the request, once it is there whole; more of them may be left in the buffer.
    /// - Errors: {@link Malformed} for what is no HTTP or longer than it may be,
    ///   {@link Unsupported} for a body of unknown length. The connection is of no use then.
    public Optional<TunnelRequest> take(ByteBuffer in) throws Malformed, Unsupported {
        while (known.isEmpty() && in.hasRemaining()) {
            head(in.get());
        }
        if (known.isEmpty()) {
            return Optional.empty();
        }
        var its = known.get();
        byte[] piece = new byte[Math.min(in.remaining(), its.length() - body.size())];
        in.get(piece);
        body.writeBytes(piece);
        if (body.size() < its.length()) {
            return Optional.empty();
        }
        var request = TunnelRequest.of(its.method(), its.path(), body.toByteArray(), its.isLast());
        known = Optional.empty();
        body.reset();
        return Optional.of(request);
    }

    private void head(byte next) throws Malformed, Unsupported {
        if (head.size() == LONGEST_HEAD) {
            throw malformed("a head of more than " + LONGEST_HEAD + " bytes");
        }
        if (head.size() == 0 && (next == '\r' || next == '\n')) {
            return; // RFC 9112 §2.2: an empty line before a request is left out
        }
        if (head.size() == 0 && (next < 'A' || next > 'Z')) {
            throw malformed("no method");
        }
        head.write(next);
        if (next == '\n') {
            if (lineIsEmpty) {
                String text = head.toString(StandardCharsets.ISO_8859_1);
                head.reset();
                known = Optional.of(read(text.lines().toArray(String[]::new)));
            }
            lineIsEmpty = true;
        } else if (next != '\r') {
            lineIsEmpty = false;
        }
    }

    private static Head read(String[] lines) throws Malformed, Unsupported {
        String[] first = lines[0].split(" ");
        if (first.length != 3 || !first[2].startsWith("HTTP/1.")) {
            throw malformed("a request line that is none");
        }
        boolean isLast = first[2].equals("HTTP/1.0");
        int length = 0;
        for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 1) {
                throw malformed("a field without a name");
            }
            String value = lines[i].substring(colon + 1).strip();
            switch (lines[i].substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = length(value);
                case "transfer-encoding" ->
                        throw new Unsupported(
                                PeerFault.Scope.CONNECTION, SCOPE + "a body of unknown length");
                case "connection" -> isLast = isLast(value, isLast);
                default -> {} // RFC 9110 §5.1: unknown fields are left alone
            }
        }
        return new Head(first[0], first[1], length, isLast);
    }

    private static boolean isLast(String value, boolean otherwise) {
        String word = value.toLowerCase(Locale.ROOT);
        return word.equals("close") || otherwise && !word.equals("keep-alive");
    }

    private static int length(String digits) throws Malformed {
        if (!digits.matches("\\d{1,9}") || Integer.parseInt(digits) > LONGEST_BODY) {
            throw malformed("a body of " + digits + " bytes");
        }
        return Integer.parseInt(digits);
    }

    private static Malformed malformed(String what) {
        return new Malformed(PeerFault.Scope.CONNECTION, SCOPE + what);
    }
}
