package org.dragoman.gateway.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.media.SrtpSuite;
import org.dragoman.media.sdp.SrtpPolicy;
import org.dragoman.sip.Security;
import org.dragoman.sip.SipListener;
import org.dragoman.sip.SipPeer;
import org.dragoman.sip.TlsConfig;
import org.dragoman.sip.Transport;
import org.dragoman.sip.tls.Fingerprint;

/// Reads what concerns TLS and SRTP of SIP.
final class SecurityReader {
    private static final List<SrtpSuite> SUITES =
            List.of(
                    SrtpSuite.AES_CM_128_HMAC_SHA1_80, // the one that every peer has
                    SrtpSuite.AEAD_AES_256_GCM,
                    SrtpSuite.AEAD_AES_128_GCM,
                    SrtpSuite.AES_CM_128_HMAC_SHA1_32);

    private static final String KEYS_IN_CLEAR =
            "SRTP keys may travel in messages that are not encrypted: whoever reads them can listen"
                    + " to the calls.";

    private SecurityReader() {}

    /// The certificate of the gateway, and whom it believes.
    static TlsConfig tls(Section s, TlsConfig standard) {
        var certificate =
                file(
                        s,
                        "tls-certificate",
                        "one of the gateway's own making",
                        "The certificate that peers are shown by TLS, with its chain.");
        var key = file(s, "tls-key", "as above", "The private key to it, without a passphrase.");
        if (certificate.isPresent() != key.isPresent()) {
            s.problem(
                    certificate.isPresent() ? "tls-certificate" : "tls-key",
                    "stands alone; a certificate and its key come together");
        }
        var authorities =
                s.list(
                        "tls-authorities",
                        List.<Path>of(),
                        "the system's",
                        "a PEM file",
                        "Who may vouch for the certificates of peers.",
                        SecurityReader::path);
        var folder =
                s.value(
                        "tls-folder",
                        standard.folder(),
                        _ -> "the data folder",
                        "a folder",
                        "Where the certificate of the gateway's own making is kept. Its SHA-256"
                                + " fingerprint is in the log at start.",
                        SecurityReader::path);
        boolean both = certificate.isPresent() && key.isPresent();
        return new TlsConfig(
                both ? certificate : Optional.empty(),
                both ? key : Optional.empty(),
                authorities,
                folder);
    }

    private static Optional<Path> file(Section s, String key, String absent, String meaning) {
        return s.optional(key, absent, "a PEM file", meaning, SecurityReader::path);
    }

    private static Optional<Path> path(String text) {
        return text.isBlank() || text.indexOf('\0') >= 0
                ? Optional.empty()
                : Optional.of(Path.of(text));
    }

    /// How a peer is verified, and what is encrypted on its leg.
    static Security ofPeer(Section s, Transport transport) {
        var fingerprint =
                s.optional(
                        "fingerprint",
                        "none",
                        "64 hexadecimal digits, as openssl x509 -fingerprint -sha256 prints them",
                        "The SHA-256 fingerprint of its certificate.",
                        Fingerprint::parse);
        var verify =
                s.choice(
                        "verify",
                        Security.STANDARD.verify(),
                        "What its certificate must be when the gateway connects to it by TLS:"
                                + " vouched for by an authority and made out to its address or"
                                + " domain (ca), the one with the fingerprint given (fingerprint),"
                                + " anything (off).");
        if (verify == Security.Verify.FINGERPRINT && fingerprint.isEmpty()) {
            s.problem("verify", "needs a fingerprint");
            verify = Security.Verify.CA;
        }
        return new Security(verify, fingerprint, srtp(s), keysInClear(s, transport));
    }

    /// Of phones of accounts, which come by any transport: those whose messages are not encrypted
    /// have no SRTP unless keys may travel in clear.
    static Security ofPhones(Section s) {
        return new Security(
                Security.Verify.CA,
                Optional.empty(),
                srtp(s),
                s.flag("srtp-without-tls", false, KEYS_IN_CLEAR));
    }

    private static SrtpPolicy srtp(Section s) {
        var mode =
                s.choice(
                        "srtp",
                        SrtpPolicy.Mode.OFF,
                        "Whether its sound is encrypted with keys in SDP (RFC 4568): never (off),"
                                + " where it has SRTP too (optional, RFC 8643), always"
                                + " (required).");
        var names = Arrays.stream(SrtpSuite.values()).map(SecurityReader::word).toList();
        var suites =
                s.list(
                        "srtp-suites",
                        SUITES,
                        String.join(", ", SUITES.stream().map(SecurityReader::word).toList()),
                        Section.oneOf(names),
                        "How it is encrypted, the preferred one first.",
                        text ->
                                Arrays.stream(SrtpSuite.values())
                                        .filter(x -> word(x).equals(text))
                                        .findFirst());
        return mode == SrtpPolicy.Mode.OFF
                ? SrtpPolicy.OFF
                : new SrtpPolicy(mode, suites.isEmpty() ? SUITES : suites);
    }

    private static String word(SrtpSuite suite) {
        return suite.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    private static boolean keysInClear(Section s, Transport transport) {
        boolean allowed = s.flag("srtp-without-tls", false, KEYS_IN_CLEAR);
        boolean wanted = s.has("srtp") && !transport.isSecure();
        if (wanted && !allowed && !s.isDocumenting()) {
            s.problem(
                    "srtp",
                    "needs transport: tls; or srtp-without-tls: on, where whoever reads the"
                            + " messages may listen to the calls");
        }
        return allowed;
    }

    /// A peer that is reached by TLS needs a listener that speaks it.
    static void check(Section s, List<SipListener> listeners, List<SipPeer> peers) {
        boolean speaks = listeners.stream().anyMatch(l -> l.transport().isSecure());
        peers.stream()
                .filter(p -> p.transport().isSecure() && !speaks)
                .findFirst()
                .ifPresent(
                        p ->
                                s.problem(
                                        "listen",
                                        "has no tls address, which peer %s needs"
                                                .formatted(p.name())));
    }
}
