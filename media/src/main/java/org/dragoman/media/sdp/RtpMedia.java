package org.dragoman.media.sdp;

import static java.util.stream.Collectors.toMap;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;

/// What a media section of a peer means for RTP.
///
/// - {@code formats}: codecs in the peer's order, with the payload type the peer wants to receive.
/// - {@code events}: telephone-event payload types by clock rate.
/// - {@code direction}: seen from the peer; {@code c=0.0.0.0} counts as not receiving, which is how
///   hold was said before RFC 3264 (RFC 3264 §8.4).
/// - {@code rtp}, {@code rtcp}: where the peer receives; absent on that hold or for a host name.
record RtpMedia(
        List<Format> formats,
        Map<Integer, Integer> events,
        Optional<Duration> packetTime,
        Direction direction,
        Optional<InetSocketAddress> rtp,
        Optional<InetSocketAddress> rtcp) {

    static final String TELEPHONE_EVENT = "TELEPHONE-EVENT";

    // payloads that carry no sound of their own
    private static final Set<String> NOT_CODECS =
            Set.of(TELEPHONE_EVENT, "CN", "RED", "ULPFEC", "TONE", "RTX", "FLEXFEC-03");
    private static final int LONGEST_PACKET = 200; // milliseconds

    record Format(int payloadType, Codec codec) {}

    static boolean isUsable(MediaSection section) {
        return section.kind().equalsIgnoreCase("audio")
                && !section.isRefused()
                && (section.protocol().equals("RTP/AVP") || section.protocol().equals("RTP/AVPF"));
    }

    static RtpMedia read(SessionDescription session, MediaSection section) {
        var maps = section.values("rtpmap").map(RtpMedia::split).toList();
        var parameters =
                section.values("fmtp")
                        .map(RtpMedia::split)
                        .collect(toMap(w -> w[0], w -> w[1], (first, _) -> first));
        var formats = new ArrayList<Format>();
        var events = new LinkedHashMap<Integer, Integer>();
        for (var text : section.formats()) {
            var type = payloadType(text);
            if (type.isEmpty()) {
                continue;
            }
            var codec = codec(type.getAsInt(), text, maps, parameters.getOrDefault(text, ""));
            codec.ifPresent(
                    c -> {
                        if (c.name().equals(TELEPHONE_EVENT)) {
                            events.putIfAbsent(c.clockHz(), type.getAsInt());
                        } else if (!NOT_CODECS.contains(c.name())) {
                            formats.add(new Format(type.getAsInt(), c));
                        }
                    });
        }
        var address = section.connection().or(session::connection).orElse("");
        return new RtpMedia(
                List.copyOf(formats),
                Map.copyOf(events),
                packetTime(section),
                direction(session, section, address),
                IpLiteral.socket(address, section.port()),
                rtcp(section, address));
    }

    private static OptionalInt payloadType(String text) {
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > 127) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    private static Optional<Codec> codec(
            int type, String text, List<String[]> maps, String parameters) {
        for (var map : maps) {
            if (map[0].equals(text)) {
                return mapped(map[1], parameters);
            }
        }
        return StaticPayloadTypes.codec(type).map(c -> withParameters(c, parameters));
    }

    // "opus/48000/2": name, clock, channels (RFC 8866 §6.6)
    private static Optional<Codec> mapped(String encoding, String parameters) {
        var parts = encoding.split("/");
        if (parts.length < 2 || parts[0].isBlank() || !parts[1].strip().matches("[0-9]{3,6}")) {
            return Optional.empty();
        }
        int channels =
                parts.length > 2 && parts[2].strip().matches("[1-9]")
                        ? Integer.parseInt(parts[2].strip())
                        : 1;
        int clock = Integer.parseInt(parts[1].strip());
        if (clock < 1) {
            return Optional.empty();
        }
        return Optional.of(
                withParameters(new Codec(parts[0].strip(), clock, channels, Map.of()), parameters));
    }

    private static Codec withParameters(Codec codec, String parameters) {
        if (parameters.isEmpty() || codec.name().equals(TELEPHONE_EVENT)) {
            return codec;
        }
        var named = new LinkedHashMap<String, String>();
        for (var parameter : parameters.split(";")) {
            int equals = parameter.indexOf('=');
            var key = (equals < 0 ? parameter : parameter.substring(0, equals)).strip();
            if (!key.isEmpty()) {
                named.put(
                        key.toLowerCase(Locale.ROOT),
                        equals < 0 ? "" : parameter.substring(equals + 1).strip());
            }
        }
        return new Codec(codec.name(), codec.clockHz(), codec.channels(), named);
    }

    private static Optional<Duration> packetTime(MediaSection section) {
        return section.values("ptime")
                .filter(v -> v.matches("[0-9]{1,4}"))
                .map(Integer::parseInt)
                .filter(v -> v > 0 && v <= LONGEST_PACKET)
                .map(Duration::ofMillis)
                .findFirst();
    }

    private static Direction direction(
            SessionDescription session, MediaSection section, String address) {
        var stated =
                stated(section.attributes())
                        .or(() -> stated(session.attributes()))
                        .orElse(Direction.SEND_RECEIVE);
        if (!IpLiteral.isUnspecified(address)) {
            return stated;
        }
        return stated.sends() ? Direction.SEND_ONLY : Direction.INACTIVE;
    }

    private static Optional<Direction> stated(List<Attribute> attributes) {
        return attributes.stream()
                .flatMap(a -> DirectionAttribute.direction(a.name()).stream())
                .findFirst();
    }

    // RFC 3605 §2.1: a=rtcp:port [IN IP4 address]; otherwise the next port (RFC 3550 §11)
    private static Optional<InetSocketAddress> rtcp(MediaSection section, String address) {
        var words = section.values("rtcp").map(v -> v.split(" +")).findFirst();
        if (words.isPresent() && words.get()[0].matches("[0-9]{1,5}")) {
            var w = words.get();
            int port = Integer.parseInt(w[0]);
            return port > 65_535
                    ? Optional.empty()
                    : IpLiteral.socket(w.length >= 4 ? w[3] : address, port);
        }
        return section.port() == 65_535
                ? Optional.empty()
                : IpLiteral.socket(address, section.port() + 1);
    }

    private static String[] split(String value) {
        int space = value.indexOf(' ');
        return space < 0
                ? new String[] {value, ""}
                : new String[] {value.substring(0, space), value.substring(space + 1).strip()};
    }
}
