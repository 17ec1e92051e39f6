package org.dragoman.gateway.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.gateway.web.WebConfig;
import org.dragoman.webrtc.GuestPolicy;

/// Reads what concerns the web server.
final class WebReader {
    private static final int PORT = 8_443;
    private static final int PLAIN_PORT = 8_080;
    private static final int SECRET = 32; // characters; RFC 7518 §3.2 wants 256 bits for HS256
    private static final String SAMPLE = "https 127.0.0.1:" + PORT;

    private WebReader() {}

    /// - {@code on}: the section stands in the file; without it there is no web server.
    static WebConfig read(Section s, boolean on) {
        try (s) {
            var listeners =
                    s.list(
                            "listen",
                            listener(SAMPLE).stream().toList(),
                            SAMPLE,
                            "https or http, then an IP address and a port, such as \"https"
                                    + " 192.0.2.1:8443\"; http on loopback alone",
                            "Where browsers find the softphone page at /phone/, SIP over WebSocket"
                                    + " at /sip and the call API at /api/v1/.",
                            WebReader::listener);
            var certificate =
                    file(
                            s,
                            "certificate",
                            "that of SIP: sip.tls-certificate, or one of the gateway's own making",
                            "The certificate browsers are shown, with its chain. It is read anew"
                                    + " when the file changes.");
            var key = file(s, "key", "as above", "The private key to it, without a passphrase.");
            if (certificate.isPresent() != key.isPresent()) {
                s.problem(
                        certificate.isPresent() ? "certificate" : "key",
                        "stands alone; a certificate and its key come together");
            }
            boolean both = certificate.isPresent() && key.isPresent();
            return new WebConfig(
                    on ? listeners : List.of(),
                    both ? certificate : Optional.empty(),
                    both ? key : Optional.empty(),
                    origins(s),
                    limits(s, WebConfig.Limits.STANDARD),
                    guests(
                            s.section(
                                    "guests",
                                    "Calls without an account, from a button on a page. In the"
                                            + " dial plan guests are the peer \"guests\".")));
        }
    }

    private static List<String> origins(Section s) {
        return s.list(
                "origins",
                List.<String>of(),
                "none",
                "an origin such as https://www.example.com, or \"*\" for all",
                "Pages of other web servers that may use the gateway, beside its own.",
                WebReader::origin);
    }

    private static WebConfig.Limits limits(Section s, WebConfig.Limits standard) {
        return new WebConfig.Limits(
                s.integer(
                        "connections",
                        standard.connections(),
                        1,
                        100_000,
                        "TCP connections at a time, of all browsers."),
                s.integer(
                        "sockets-per-address",
                        standard.socketsPerAddress(),
                        1,
                        100_000,
                        "WebSockets at a time of one address; of IPv6, of one /64."),
                s.integer(
                        "requests-per-second",
                        standard.requestsPerSecond(),
                        1,
                        100_000,
                        "Requests a second of one address; ten times as many may come at once."));
    }

    private static GuestPolicy guests(Section s) {
        try (s) {
            var standard = GuestPolicy.NONE;
            return new GuestPolicy(
                    s.list(
                            "numbers",
                            standard.numbers(),
                            "none: there are no guests",
                            "a number, the beginning of numbers (810*) or an expression"
                                    + " (/8(\\d{10})/)",
                            "The numbers that guests may call, and no others.",
                            NumberPattern::parse),
                    s.optional(
                            "token-secret",
                            "none: anybody may call these numbers",
                            "at least " + SECRET + " characters",
                            "What your own server signs tokens for guests with (see"
                                    + " docs/protocols/webrtc.md). Where it stands, guests need a"
                                    + " token.",
                            text -> Optional.of(text).filter(t -> t.length() >= SECRET)),
                    s.value(
                            "from",
                            standard.from(),
                            f -> "none",
                            "digits",
                            "The number guests call from, as the called party sees it.",
                            text -> Optional.of(text).filter(t -> t.matches("[0-9]{1,20}"))),
                    s.integer(
                            "calls-per-address",
                            standard.callsPerAddress(),
                            1,
                            100_000,
                            "Calls of guests in an hour from one address."),
                    s.integer(
                            "calls-per-number",
                            standard.callsPerNumber(),
                            1,
                            100_000,
                            "Calls of guests at a time to one number."));
        }
    }

    private static Optional<WebConfig.Listener> listener(String text) {
        var words = text.split(" +");
        if (words.length != 2 || !words[0].matches("https?")) {
            return Optional.empty();
        }
        boolean secure = words[0].equals("https");
        return Addresses.listening(words[1], secure ? PORT : PLAIN_PORT)
                .filter(a -> secure || a.getAddress().isLoopbackAddress())
                .map(a -> new WebConfig.Listener(a, secure));
    }

    /// - Source: RFC 6454 §6.2: scheme, host, and the port where it is not the usual one.
    private static Optional<String> origin(String text) {
        if (text.equals("*")) {
            return Optional.of(text);
        }
        try {
            var uri = new URI(text);
            boolean bare =
                    uri.getRawPath().isEmpty()
                            && uri.getRawQuery() == null
                            && uri.getRawFragment() == null
                            && uri.getRawUserInfo() == null;
            return bare && uri.getHost() != null && text.matches("https?://[^A-Z]+")
                    ? Optional.of(text)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> file(Section s, String key, String absent, String meaning) {
        return s.optional(
                key,
                absent,
                "a PEM file",
                meaning,
                text -> text.isBlank() ? Optional.empty() : Optional.of(Path.of(text)));
    }
}
