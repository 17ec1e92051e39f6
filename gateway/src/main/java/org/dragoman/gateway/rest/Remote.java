package org.dragoman.gateway.rest;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Optional;
import org.dragoman.sip.tls.Fingerprint;

/// A gateway on another machine, as an operator names it.
///
/// - {@code base}: scheme, host and port, no more.
/// - {@code fingerprint}: of its certificate, where no authority vouches for it.
public record Remote(String base, String token, Optional<String> fingerprint) {
    /// The operator's words do not name a gateway; the message is a sentence.
    public static final class Mistake extends Exception {
        private static final long serialVersionUID = 1L;

        Mistake(String message) {
            super(message);
        }
    }

    public static Remote of(String url, String token, Optional<String> fingerprint) throws Mistake {
        var uri = uri(url);
        if (uri.getScheme().equals("http") && !isHere(uri.getHost())) {
            throw new Mistake(
                    "By http: whoever listens on the way to %s would read the token; say https:."
                            .formatted(uri.getHost()));
        }
        if (token.isBlank() || !token.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new Mistake(
                    "A remote gateway wants a token: --token, or DRAGOMAN_TOKEN in the environment."
                            + " `dragoman token NAME` makes one.");
        }
        var parsed = fingerprint.flatMap(Fingerprint::parse);
        if (fingerprint.isPresent() && parsed.isEmpty()) {
            throw new Mistake(
                    "\"%s\" is no SHA-256 fingerprint: that is 64 hexadecimal digits."
                            .formatted(fingerprint.get()));
        }
        return new Remote("%s://%s".formatted(uri.getScheme(), uri.getAuthority()), token, parsed);
    }

    boolean isSecure() {
        return base.startsWith("https:");
    }

    private static URI uri(String url) throws Mistake {
        try {
            var uri = new URI(url.strip());
            var path = Optional.ofNullable(uri.getPath()).orElse("");
            boolean isBase =
                    uri.getHost() != null
                            && uri.getUserInfo() == null
                            && uri.getQuery() == null
                            && uri.getFragment() == null
                            && (path.isEmpty() || path.equals("/"));
            if (isBase && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException notOne) {
            throw mistaken(url);
        }
        throw mistaken(url);
    }

    private static Mistake mistaken(String url) {
        return new Mistake(
                "\"%s\" does not say where a gateway is; as in https://gateway.example:8443."
                        .formatted(url));
    }

    private static boolean isHere(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        boolean isLiteral = host.startsWith("[") || host.matches("[0-9.]+");
        try {
            return isLiteral && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException none) {
            return false;
        }
    }
}
