package org.dragoman.media.sdp;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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
/// - {@code packetTime}: length of the packets the peer wants; {@code mostPacketTime}: the longest
///   it takes (RFC 8866 §6.4).
/// - {@code direction}: seen from the peer; {@code c=0.0.0.0} counts as not receiving, which is how
///   hold was said before RFC 3264 (RFC 3264 §8.4).
/// - {@code rtp}, {@code rtcp}: where the peer receives; absent on that hold or for a host name.
/// - {@code data}: no silence may be left out, as for modems and faxes (RFC 3108 §5.6.2.2).
/// - {@code voipMetrics}: the peer wants VoIP metrics in RTCP XR (RFC 3611 §5.2).
record RtpMedia(
        List<Format> formats,
        Map<Integer, Integer> events,
        Optional<Duration> packetTime,
        Optional<Duration> mostPacketTime,
        Direction direction,
        Optional<InetSocketAddress> rtp,
        Optional<InetSocketAddress> rtcp,
        boolean voipMetrics,
        boolean data) {

    static final String EXTENDED_REPORTS = "rtcp-xr"; // RFC 3611 §5.1
    static final String VOIP_METRICS = "voip-metrics";
    static final String TELEPHONE_EVENT = "TELEPHONE-EVENT";

    // payloads that carry no sound of their own
    private static final Set<String> NOT_CODECS =
            Set.of(TELEPHONE_EVENT, "CN", "RED", "ULPFEC", "TONE", "RTX", "FLEXFEC-03");
    private static final int LONGEST_PACKET = 200; // milliseconds
    private static final int FASTEST_CLOCK = 999_999; // hertz

    record Format(int payloadType, Codec codec) {}

    static boolean isAudio(MediaSection section) {
        return section.kind().equalsIgnoreCase("audio");
    }

    static RtpMedia read(SessionDescription session, MediaSection section) {
        var maps = new ArrayList<String[]>();
        var parameters = new HashMap<String, String>();
        for (var attribute : section.attributes()) {
            if (attribute.is("rtpmap")) {
                maps.add(split(attribute.value()));
            } else if (attribute.is("fmtp")) {
                var words = split(attribute.value());
                parameters.putIfAbsent(words[0], words[1]);
            }
        }
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
                packetTime(section, "ptime"),
                packetTime(section, "maxptime"),
                direction(session, section, address),
                IpLiteral.socket(address, section.port()),
                rtcp(section, address),
                section.values(EXTENDED_REPORTS).anyMatch(RtpMedia::namesVoipMetrics),
                section.values(AudioSection.SILENCE).anyMatch(v -> v.startsWith("off")));
    }

    // RFC 3611 §5.1: formats with a space between them, each perhaps with "=" and parameters
    private static boolean namesVoipMetrics(String formats) {
        return Words.of(formats).contains(VOIP_METRICS);
    }

    private static OptionalInt payloadType(String text) {
        int type = Words.number(text, 127);
        return type < 0 ? OptionalInt.empty() : OptionalInt.of(type);
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
        int slash = encoding.indexOf('/');
        if (slash < 1) {
            return Optional.empty();
        }
        int next = encoding.indexOf('/', slash + 1);
        var rate = encoding.substring(slash + 1, next < 0 ? encoding.length() : next).strip();
        int clock = Words.number(rate, FASTEST_CLOCK);
        int channels = next < 0 ? 1 : Words.number(encoding.substring(next + 1).strip(), 9);
        var name = encoding.substring(0, slash).strip();
        if (clock < 100 || name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                withParameters(
                        new Codec(name, clock, Math.max(1, channels), Map.of()), parameters));
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

    private static Optional<Duration> packetTime(MediaSection section, String name) {
        for (var attribute : section.attributes()) {
            int millis = attribute.is(name) ? Words.number(attribute.value(), LONGEST_PACKET) : 0;
            if (millis > 0) {
                return Optional.of(Duration.ofMillis(millis));
            }
        }
        return Optional.empty();
    }

    private static Direction direction(
            SessionDescription session, MediaSection section, String address) {
        var stated =
                stated(section.attributes())
                        .or(() -> stated(session.attributes()))
                        .orElse(Direction.SEND_RECEIVE);
        if (!IpLiteral.isUnspecified(address) || isGathering(session, section)) {
            return stated;
        }
        return stated.sends() ? Direction.SEND_ONLY : Direction.INACTIVE;
    }

    // who gathers candidates has no address to give yet, and holds nothing (RFC 8840 §4.1.1)
    private static boolean isGathering(SessionDescription session, MediaSection section) {
        return section.has("ice-ufrag")
                || session.attributes().stream().anyMatch(a -> a.is("ice-ufrag"));
    }

    private static Optional<Direction> stated(List<Attribute> attributes) {
        for (var attribute : attributes) {
            var direction = DirectionAttribute.direction(attribute.name());
            if (direction.isPresent()) {
                return direction;
            }
        }
        return Optional.empty();
    }

    // RFC 3605 §2.1: a=rtcp:port [IN IP4 address]; otherwise the next port (RFC 3550 §11)
    private static Optional<InetSocketAddress> rtcp(MediaSection section, String address) {
        var words = section.values("rtcp").map(Words::of).filter(w -> !w.isEmpty()).findFirst();
        int port = words.map(w -> Words.number(w.getFirst(), 65_535)).orElse(-1);
        if (port >= 0) {
            var w = words.get();
            return IpLiteral.socket(w.size() >= 4 ? w.get(3) : address, port);
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
