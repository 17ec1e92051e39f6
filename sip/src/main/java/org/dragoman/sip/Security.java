package org.dragoman.sip;

import java.util.Optional;
import org.dragoman.media.sdp.SrtpPolicy;

/// How a peer is trusted and what is encrypted on its leg.
///
/// - {@code verify}: what its certificate must be when we connect to it by TLS.
/// - {@code fingerprint}: SHA-256 of its certificate, as openssl writes it.
/// - {@code srtp}: whether the sound is encrypted with keys in SDP.
/// - {@code keysInClear}: such keys may travel where the messages are not encrypted themselves, and
///   whoever reads them can listen.
public record Security(
        Verify verify, Optional<String> fingerprint, SrtpPolicy srtp, boolean keysInClear) {
    /// What is asked of the peer's certificate.
    public enum Verify {
        /// Nothing: the line is encrypted, to whomever.
        OFF,
        /// An authority vouches for the peer's host or domain (RFC 5922 §7).
        CA,
        /// It is the one whose fingerprint is configured.
        FINGERPRINT
    }

    /// Certificates are verified, sound is not encrypted.
    public static final Security STANDARD =
            new Security(Verify.CA, Optional.empty(), SrtpPolicy.OFF, false);

    public Security {
        if (verify == Verify.FINGERPRINT && fingerprint.isEmpty()) {
            throw new IllegalArgumentException("no fingerprint is configured to verify");
        }
    }

    /// What holds for a leg whose messages travel so. Keys are not put where all can read them: a
    /// peer that must have them is then not talked to, see {@link #isBarred}.
    public SrtpPolicy srtp(boolean secureSignalling) {
        return secureSignalling || keysInClear ? srtp : SrtpPolicy.OFF;
    }

    /// Whether there can be no call, since the sound must be encrypted and its keys cannot travel.
    public boolean isBarred(boolean secureSignalling) {
        return srtp.mode() == SrtpPolicy.Mode.REQUIRED && !secureSignalling && !keysInClear;
    }

    public Security withVerify(Verify other) {
        return new Security(other, fingerprint, srtp, keysInClear);
    }

    public Security withFingerprint(String other) {
        return new Security(Verify.FINGERPRINT, Optional.of(other), srtp, keysInClear);
    }

    public Security withSrtp(SrtpPolicy other) {
        return new Security(verify, fingerprint, other, keysInClear);
    }

    public Security withKeysInClear(boolean other) {
        return new Security(verify, fingerprint, srtp, other);
    }
}
