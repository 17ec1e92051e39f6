package org.dragoman.media.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// An {@code m=} line and what belongs to it.
///
/// - {@code kind}: {@code audio}, {@code video}, {@code image}, …
/// - {@code port}: 0 refuses the section (RFC 3264 §6).
/// - {@code protocol}: {@code RTP/AVP}, {@code udptl}, …
/// - {@code formats}: payload types of RTP, or whatever the protocol says.
/// - {@code kilobits}: the most that its receiver takes, kbit/s ({@code b=}), if it said so.
/// - {@code connection}: address of this section's own {@code c=} line.
public record MediaSection(
        String kind,
        int port,
        String protocol,
        List<String> formats,
        Optional<String> connection,
        List<Attribute> attributes,
        OptionalInt kilobits) {

    /// A section that says nothing of its bandwidth.
    public MediaSection(
            String kind,
            int port,
            String protocol,
            List<String> formats,
            Optional<String> connection,
            List<Attribute> attributes) {
        this(kind, port, protocol, formats, connection, attributes, OptionalInt.empty());
    }

    public MediaSection {
        formats = List.copyOf(formats);
        attributes = List.copyOf(attributes);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535: " + port);
        }
    }

    public boolean isRefused() {
        return port == 0;
    }

    /// The same section refused: port 0, its formats kept (RFC 3264 §6).
    public MediaSection refused() {
        return new MediaSection(kind, 0, protocol, formats, Optional.empty(), List.of());
    }

    /// The same with more attributes.
    MediaSection with(List<Attribute> more) {
        var all = new ArrayList<>(attributes);
        all.addAll(more);
        return new MediaSection(kind, port, protocol, formats, connection, all, kilobits);
    }

    public Stream<String> values(String attribute) {
        return attributes.stream().filter(a -> a.is(attribute)).map(Attribute::value);
    }

    public boolean has(String attribute) {
        return attributes.stream().anyMatch(a -> a.is(attribute));
    }
}
