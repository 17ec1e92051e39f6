package org.dragoman.media.sdp;

import java.util.List;
import java.util.Optional;

/// A session description as a tree. Lines that mean nothing to a call ({@code i=}, {@code b=},
/// {@code k=} …) are not kept.
///
/// - {@code connection}: address of the session's {@code c=} line, for sections without their own.
/// - Source: RFC 8866 §5.
public record SessionDescription(
        Origin origin,
        String name,
        Optional<String> connection,
        List<Attribute> attributes,
        List<MediaSection> media) {

    public SessionDescription {
        attributes = List.copyOf(attributes);
        media = List.copyOf(media);
    }

    /// The text as it goes on the wire.
    public String text() {
        return SdpWriter.write(this);
    }

    /// Whether the two say the same but for version and origin.
    public boolean saysTheSameAs(SessionDescription other) {
        return connection.equals(other.connection)
                && attributes.equals(other.attributes)
                && media.equals(other.media);
    }

    SessionDescription withOrigin(Origin other) {
        return new SessionDescription(other, name, connection, attributes, media);
    }

    /// A one-line summary for a ladder: kinds, ports and formats.
    public String summary() {
        var out = new StringBuilder();
        for (var section : media) {
            out.append(out.isEmpty() ? "" : "; ").append(section.kind());
            out.append(
                    section.isRefused() ? " refused" : " " + String.join(" ", section.formats()));
        }
        return out.toString();
    }
}
