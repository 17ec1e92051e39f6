package org.dragoman.sip.message;

import java.util.ArrayList;
import java.util.List;

/// Taking header values apart without being fooled by quotes and brackets.
final class Text {
    private Text() {}

    /// Splits at a separator that stands outside of quoted strings and angle brackets; parts come
    /// stripped, empty ones are left out.
    static List<String> split(String text, char separator) {
        var parts = new ArrayList<String>(2);
        boolean quoted = false;
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '<') {
                depth++;
            } else if (c == '>') {
                depth = Math.max(0, depth - 1);
            } else if (c == separator && depth == 0) {
                add(parts, text.substring(from, i));
                from = i + 1;
            }
        }
        add(parts, text.substring(from));
        return parts;
    }

    private static void add(List<String> parts, String part) {
        var stripped = part.strip();
        if (!stripped.isEmpty()) {
            parts.add(stripped);
        }
    }

    /// The text without the quotes around it, its escapes undone.
    static String unquoted(String text) {
        if (text.length() < 2 || text.charAt(0) != '"') {
            return text;
        }
        int end = text.charAt(text.length() - 1) == '"' ? text.length() - 1 : text.length();
        var out = new StringBuilder();
        for (int i = 1; i < end; i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < end) {
                c = text.charAt(++i);
            }
            out.append(c);
        }
        return out.toString();
    }

    static String quoted(String text) {
        var out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            if (c >= ' ' && c != 0x7f) { // a line end would begin a header of the sender's choosing
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    /// Printable characters only: what a display may show.
    static String printable(String text) {
        if (text.isEmpty()) {
            return text;
        }
        var out = new StringBuilder();
        text.codePoints().filter(c -> !Character.isISOControl(c)).forEach(out::appendCodePoint);
        return out.toString().strip();
    }

    /// Whether the text is that many decimal digits at most, and one at least.
    static boolean isNumber(String text, int digits) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= digits;
    }
}
