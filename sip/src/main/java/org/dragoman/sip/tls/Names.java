package org.dragoman.sip.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Whose certificate it is.
///
/// - Source: RFC 5922 §7.1, §7.2: the SIP URIs without a user, else the DNS names of the subject
///   alternative names; the common name only where there are none. Names with a wildcard count for
///   nobody.
final class Names {
    private static final int DNS = 2; // RFC 5280 §4.2.1.6
    private static final int URI = 6;
    private static final int ADDRESS = 7;
    private static final String SIP = "sip:";

    private Names() {}

    /// Whether the certificate is for one of these hosts or domains.
    static boolean isFor(X509Certificate certificate, Set<String> hosts) {
        var wanted = hosts.stream().map(Names::plain).collect(Collectors.toUnmodifiableSet());
        return of(certificate).stream().anyMatch(wanted::contains);
    }

    static List<String> of(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? commonName(certificate).stream().toList()
                    : names.stream().flatMap(n -> name(n).stream()).map(Names::plain).toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    private static Optional<String> name(Collection<?> pair) {
        var both = List.copyOf(pair);
        if (!(both.get(0) instanceof Integer kind && both.get(1) instanceof String value)) {
            return Optional.empty();
        }
        return switch (kind) {
            case DNS, ADDRESS -> Optional.of(value);
            case URI ->
                    value.regionMatches(true, 0, SIP, 0, SIP.length()) && value.indexOf('@') < 0
                            ? Optional.of(value.substring(SIP.length()))
                            : Optional.empty();
            default -> Optional.empty(); // the other kinds of RFC 5280 name no host
        };
    }

    private static Optional<String> commonName(X509Certificate certificate) {
        for (var part : certificate.getSubjectX500Principal().getName().split("(?<!\\\\),")) {
            if (part.regionMatches(true, 0, "CN=", 0, 3)) {
                return Optional.of(plain(part.substring(3)));
            }
        }
        return Optional.empty();
    }

    // addresses in one spelling, names in lower case
    private static String plain(String host) {
        var bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        if (!bare.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            return bare.toLowerCase(Locale.ROOT);
        }
        try {
            return InetAddress.getByName(bare).getHostAddress(); // a literal: nothing is asked
        } catch (UnknownHostException e) {
            return bare;
        }
    }
}
