package org.dragoman.media.sdp;

/// The {@code o=} line: who made the description, and which version it is.
///
/// - Source: RFC 8866 §5.2. The version grows by one with each change (RFC 3264 §8).
public record Origin(String user, String sessionId, String version, String address) {
    /// Stands in for a missing line.
    static final Origin NONE = new Origin("-", "0", "0", "0.0.0.0");
}
