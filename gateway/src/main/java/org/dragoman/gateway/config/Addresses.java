package org.dragoman.gateway.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/// Addresses as they are written in the file. Nothing here asks a name server.
final class Addresses {
    private static final Pattern NAME =
            Pattern.compile(
                    "(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?"
                            + "(\\.[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?)*\\.?");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("(?=.*:.*:)[0-9a-fA-F:.]+(%\\w+)?");

    /// A host as written, brackets taken off, with its port.
    record HostAndPort(String host, int port) {}

    private Addresses() {}

    /// Reads {@code host}, {@code host:5070}, {@code 2001:db8::1} and {@code [2001:db8::1]:5070}.
    static Optional<HostAndPort> hostAndPort(String text, int otherwise) {
        if (isLiteral(text)) {
            return Optional.of(new HostAndPort(text, otherwise));
        }
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > 0 && !text.endsWith("]");
        var host = hasPort ? text.substring(0, colon) : text;
        var port = hasPort ? Values.integer(text.substring(colon + 1)).orElse(0) : otherwise;
        boolean ambiguous = host.contains(":") && !host.startsWith("[");
        if (ambiguous || port < 1 || port > 65_535) {
            return Optional.empty();
        }
        return host(host).map(h -> new HostAndPort(h, port));
    }

    /// A host name, an IPv4 address, or an IPv6 address with or without brackets.
    static Optional<String> host(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        var plain = bracketed ? text.substring(1, text.length() - 1) : text;
        boolean right =
                bracketed
                        ? IPV6.matcher(plain).matches() && isLiteral(plain)
                        : isLiteral(plain) || isName(plain);
        return right ? Optional.of(plain) : Optional.empty();
    }

    /// An IP address, brackets taken off.
    static Optional<String> literal(String text) {
        return host(text).filter(Addresses::isLiteral);
    }

    /// An IP address of this machine or a wildcard, with a port from 0.
    static Optional<InetSocketAddress> listening(String text, int otherwise) {
        // port 0 asks the system for a free one, which hostAndPort does not allow
        var any = text.endsWith(":0") && !isLiteral(text);
        var plain = any ? text.substring(0, text.length() - 2) : text;
        return hostAndPort(plain, otherwise)
                .filter(a -> isLiteral(a.host()))
                .map(a -> new InetSocketAddress(address(a.host()), any ? 0 : a.port()));
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IP address: " + literal, e);
        }
    }

    private static boolean isName(String text) {
        return NAME.matcher(text).matches() && !text.matches("[0-9.]+");
    }

    static boolean isLiteral(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return false;
        }
        try {
            InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false; // digits and dots or colons that make no address
        }
    }
}
