package org.dragoman.media.sdp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;

/// Builds the {@code m=audio} section we send.
final class AudioSection {
    // Encoding names whose registration has small letters. Case does not matter (RFC 4855 §3), but
    // not every peer knows that.
    private static final Map<String, String> SPELT =
            Map.of(
                    RtpMedia.TELEPHONE_EVENT,
                    "telephone-event", // RFC 4733
                    "OPUS",
                    "opus", // RFC 7587
                    "SPEEX",
                    "speex", // RFC 5574
                    "ILBC",
                    "iLBC"); // RFC 3952

    // RFC 4733 §2.5.1.1: the sixteen keys of a telephone
    private static final String EVENTS = "0-15";

    static final String SILENCE = "silenceSupp";

    /// Of sound that is data: nothing is left out, and no echo is taken out, in either direction
    /// (RFC 3108 §5.6.2.2 and §5.6.2.3).
    private static final List<Attribute> DATA =
            List.of(new Attribute(SILENCE, "off - - - -"), new Attribute("ecan", "fb off -"));

    /// RFC 3611 §5.1; of one who wants them of us, we want them too.
    private static final List<Attribute> METRICS =
            List.of(new Attribute(RtpMedia.EXTENDED_REPORTS, RtpMedia.VOIP_METRICS));

    private AudioSection() {}

    static List<Attribute> marks(boolean data) {
        return data ? DATA : List.of();
    }

    static List<Attribute> metrics(boolean wanted) {
        return wanted ? METRICS : List.of();
    }

    /// - {@code formats}: codecs and telephone-events with the payload types to write.
    static MediaSection of(
            LocalAddress local,
            String protocol,
            List<RtpMedia.Format> formats,
            Direction direction,
            Optional<Duration> packetTime) {
        var attributes = new ArrayList<Attribute>();
        for (var format : formats) {
            var codec = format.codec();
            attributes.add(new Attribute("rtpmap", format.payloadType() + " " + encoding(codec)));
            var parameters = parameters(codec);
            if (!parameters.isEmpty()) {
                attributes.add(new Attribute("fmtp", format.payloadType() + " " + parameters));
            }
        }
        packetTime.ifPresent(
                t -> attributes.add(new Attribute("ptime", Long.toString(t.toMillis()))));
        if (local.rtcpPort() != local.rtpPort() + 1) {
            attributes.add(new Attribute("rtcp", Integer.toString(local.rtcpPort())));
        }
        attributes.add(DirectionAttribute.of(direction));
        return new MediaSection(
                "audio",
                local.rtpPort(),
                protocol,
                formats.stream().map(f -> Integer.toString(f.payloadType())).toList(),
                Optional.empty(),
                attributes);
    }

    static String encoding(Codec codec) {
        var name = SPELT.getOrDefault(codec.name(), codec.name());
        var channels = codec.channels() == 1 ? "" : "/" + codec.channels();
        return name + "/" + codec.clockHz() + channels;
    }

    static String parameters(Codec codec) {
        if (codec.name().equals(RtpMedia.TELEPHONE_EVENT)) {
            return EVENTS;
        }
        return new TreeMap<>(codec.parameters())
                .entrySet().stream()
                        .map(
                                e ->
                                        e.getValue().isEmpty()
                                                ? e.getKey()
                                                : e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(";"));
    }
}
