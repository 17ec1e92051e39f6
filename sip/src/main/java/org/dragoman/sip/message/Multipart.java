package org.dragoman.sip.message;

import java.util.Locale;
import java.util.Optional;

/// Finds a part of a multipart body. Source: RFC 2046 §5.1, RFC 5621.
final class Multipart {
    private static final int PARTS = 16;

    private Multipart() {}

    static Optional<String> part(Body body, String wanted) {
        var boundary =
                Parameters.of(Text.split(body.type(), ';'))
                        .value("boundary")
                        .filter(b -> !b.isEmpty() && b.length() <= 70);
        if (boundary.isEmpty()) {
            return Optional.empty();
        }
        var delimiter = "--" + boundary.get();
        int from = body.text().indexOf(delimiter);
        for (int n = 0; from >= 0 && n < PARTS; n++) {
            int start = from + delimiter.length();
            int next = body.text().indexOf(delimiter, start);
            if (next < 0) {
                return Optional.empty();
            }
            var content = content(body.text().substring(start, next), wanted);
            if (content.isPresent()) {
                return content;
            }
            from = next;
        }
        return Optional.empty();
    }

    private static Optional<String> content(String part, String wanted) {
        var text = part.replace("\r\n", "\n");
        int blank = text.indexOf("\n\n");
        if (blank < 0) {
            return Optional.empty();
        }
        var isWanted =
                text.substring(0, blank)
                        .lines()
                        .map(l -> l.toLowerCase(Locale.ROOT).replace(" ", ""))
                        .anyMatch(l -> l.startsWith("content-type:" + wanted));
        return isWanted ? Optional.of(text.substring(blank + 2)) : Optional.empty();
    }
}
