package org.dragoman.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// An address in one of the schemes a call can have: {@code sip:}, {@code sips:}, {@code tel:}.
///
/// - {@code user}: escapes undone; for {@code tel:} the number; may be empty.
/// - {@code userParameters}: those within the user part ({@code ;phone-context=…} of a number).
/// - {@code host}: with brackets where it is IPv6; empty for {@code tel:}.
/// - {@code port}: 0 where none is said.
/// - Source: RFC 3261 §19.1, RFC 3966 §3.
public record SipUri(
        String scheme,
        String user,
        Parameters userParameters,
        String host,
        int port,
        Parameters parameters) {

    /// Reads an address; nothing when it is of another scheme or makes no sense.
    public static Optional<SipUri> parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        var scheme = text.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        var rest = text.substring(colon + 1).strip();
        return switch (scheme) {
            case "sip", "sips" -> sip(scheme, rest);
            case "tel" -> tel(rest);
            default -> Optional.empty();
        };
    }

    private static Optional<SipUri> tel(String rest) {
        var parts = Text.split(rest, ';');
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        var parameters = Parameters.of(parts.subList(1, parts.size()));
        return Optional.of(
                new SipUri("tel", unescaped(parts.getFirst()), parameters, "", 0, Parameters.NONE));
    }

    private static Optional<SipUri> sip(String scheme, String text) {
        int question = text.indexOf('?'); // headers in URIs are for clicking, not for calling
        var rest = question < 0 ? text : text.substring(0, question);
        int at = rest.lastIndexOf('@');
        var userInfo = at < 0 ? "" : rest.substring(0, at);
        int password = userInfo.indexOf(':');
        var userParts = Text.split(password < 0 ? userInfo : userInfo.substring(0, password), ';');
        var hostParts = Text.split(rest.substring(at + 1), ';');
        if (hostParts.isEmpty()) {
            return Optional.empty();
        }
        var hostPort = hostParts.getFirst();
        int bracket = hostPort.lastIndexOf(']');
        int colon = hostPort.lastIndexOf(':');
        boolean hasPort = colon > bracket;
        int port = hasPort ? port(hostPort.substring(colon + 1)) : 0;
        if (port < 0) {
            return Optional.empty();
        }
        var host = hasPort ? hostPort.substring(0, colon) : hostPort;
        if (host.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new SipUri(
                        scheme,
                        userParts.isEmpty() ? "" : unescaped(userParts.getFirst()),
                        userParts.isEmpty()
                                ? Parameters.NONE
                                : Parameters.of(userParts.subList(1, userParts.size())),
                        host,
                        port,
                        Parameters.of(hostParts.subList(1, hostParts.size()))));
    }

    private static int port(String digits) {
        boolean number = !digits.isEmpty() && digits.length() < 6;
        for (int i = 0; i < digits.length(); i++) {
            number &= digits.charAt(i) >= '0' && digits.charAt(i) <= '9';
        }
        int port = number ? Integer.parseInt(digits) : -1;
        return port > 65_535 ? -1 : port;
    }

    static String unescaped(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        var out = new java.io.ByteArrayOutputStream();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            if (bytes[i] == '%' && high >= 0 && low >= 0) {
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(bytes[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /// A user part as it is written: what RFC 3261 §25.1 does not let stand is escaped.
    public static String escaped(String user) {
        var out = new StringBuilder();
        for (byte b : user.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain =
                    c < 0x80
                            && (Character.isLetterOrDigit(c) || "-_.!~*'()&=+$,?/".indexOf(c) >= 0);
            if (plain) {
                out.append(c);
            } else {
                out.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
            }
        }
        return out.toString();
    }

    public boolean isPhone() {
        return scheme.equals("tel") || parameters.value("user").equals(Optional.of("phone"));
    }
}
