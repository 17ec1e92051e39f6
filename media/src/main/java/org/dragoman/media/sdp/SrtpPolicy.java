package org.dragoman.media.sdp;

import java.util.List;
import org.dragoman.core.media.SrtpSuite;

/// Whether the stream of a leg is encrypted with keys that travel in SDP.
///
/// - {@code suites}: taken and offered, the preferred one first.
/// - Source: RFC 4568; RFC 8643 for {@link Mode#OPTIONAL}.
public record SrtpPolicy(Mode mode, List<SrtpSuite> suites) {
    public static final SrtpPolicy OFF = new SrtpPolicy(Mode.OFF, List.of());

    /// How much it matters.
    public enum Mode {
        /// Never: an offer of nothing but SRTP is refused.
        OFF("plain RTP"),
        /// Offered beside plain RTP, taken where the peer offers it.
        OPTIONAL("RTP, plain or with a key that is understood"),
        /// Nothing else is offered or taken.
        REQUIRED("SRTP with a key that is understood");

        private final String taken;

        Mode(String taken) {
            this.taken = taken;
        }

        String taken() {
            return taken;
        }
    }

    public SrtpPolicy {
        suites = List.copyOf(suites);
        if (mode != Mode.OFF && suites.isEmpty()) {
            throw new IllegalArgumentException("SRTP needs at least one suite");
        }
    }
}
