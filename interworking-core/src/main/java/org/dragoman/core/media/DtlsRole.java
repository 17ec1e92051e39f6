package org.dragoman.core.media;

/// Who begins the DTLS handshake, seen from the gateway.
///
/// - Source: RFC 8842 §5; RFC 4145 §4 for the words of {@code a=setup}.
public enum DtlsRole {
    /// The gateway says hello ({@code active}).
    CLIENT("active"),
    /// The peer does ({@code passive}).
    SERVER("passive");

    private final String setup;

    DtlsRole(String setup) {
        this.setup = setup;
    }

    /// The word for it in SDP.
    public String setup() {
        return setup;
    }

    public DtlsRole other() {
        return this == CLIENT ? SERVER : CLIENT;
    }
}
