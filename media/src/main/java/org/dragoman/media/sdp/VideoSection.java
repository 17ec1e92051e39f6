package org.dragoman.media.sdp;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.RtcpFeedback;
import org.dragoman.core.media.VideoDescription;

/// An {@code m=video} section, read and written.
///
/// - {@code rtp}: of the formats those that can be passed through.
/// - Source: RFC 6184 §8.2 (H.264), RFC 7741 §6 (VP8), RFC 4629 §8 (H.263), RFC 4585 §4.2 and
///   RFC 5104 §7 (feedback).
record VideoSection(RtpMedia rtp, VideoDescription description) {
    private static final String FEEDBACK = "rtcp-fb";

    private static final Map<RtcpFeedback, String> WORDS =
            new EnumMap<>(
                    Map.of(
                            RtcpFeedback.NACK, "nack",
                            RtcpFeedback.PLI, "nack pli",
                            RtcpFeedback.FIR, "ccm fir",
                            RtcpFeedback.REMB, "goog-remb",
                            RtcpFeedback.TMMBR, "ccm tmmbr"));

    static boolean isVideo(MediaSection section) {
        return section.kind().equalsIgnoreCase("video");
    }

    /// Whether a format can be taken that no other section has the payload type of.
    static boolean isUsable(SessionDescription sdp, MediaSection section, MediaSection sound) {
        var formats = passing(RtpMedia.read(sdp, section)).formats();
        return isVideo(section)
                && !formats.isEmpty()
                && formats.stream()
                        .noneMatch(
                                f -> sound.formats().contains(Integer.toString(f.payloadType())));
    }

    /// - {@code section}: one with formats that can be passed.
    static VideoSection read(SessionDescription sdp, MediaSection section) {
        var rtp = passing(RtpMedia.read(sdp, section));
        return new VideoSection(
                rtp,
                new VideoDescription(
                        rtp.formats().stream().map(RtpMedia.Format::codec).toList(),
                        rtp.direction(),
                        section.kilobits()));
    }

    private static RtpMedia passing(RtpMedia all) {
        return new RtpMedia(
                all.formats().stream().filter(f -> VideoDescription.passes(f.codec())).toList(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                all.direction(),
                all.rtp(),
                all.rtcp(),
                false,
                false);
    }

    /// What the peer says of feedback for this payload type.
    static Set<RtcpFeedback> feedback(MediaSection section, int payloadType) {
        var said = EnumSet.noneOf(RtcpFeedback.class);
        var lines = section.values(FEEDBACK).map(v -> Words.of(v.toLowerCase(Locale.ROOT)));
        lines.filter(w -> w.size() > 1 && isFor(w.getFirst(), payloadType))
                .map(w -> String.join(" ", w.subList(1, w.size())))
                .forEach(
                        line ->
                                WORDS.forEach(
                                        (kind, word) -> {
                                            if (word.equals(line)) {
                                                said.add(kind);
                                            }
                                        }));
        return said;
    }

    private static boolean isFor(String word, int payloadType) {
        return word.equals("*") || word.equals(Integer.toString(payloadType));
    }

    /// - {@code feedback}: what is said of it for every format.
    static MediaSection of(
            LocalAddress local,
            String protocol,
            List<RtpMedia.Format> formats,
            Direction direction,
            OptionalInt kilobits,
            Set<RtcpFeedback> feedback) {
        var attributes = new ArrayList<Attribute>();
        for (var format : formats) {
            var type = Integer.toString(format.payloadType());
            attributes.add(
                    new Attribute("rtpmap", type + " " + AudioSection.encoding(format.codec())));
            var parameters = AudioSection.parameters(format.codec());
            if (!parameters.isEmpty()) {
                attributes.add(new Attribute("fmtp", type + " " + parameters));
            }
            EnumSet.allOf(RtcpFeedback.class).stream()
                    .filter(feedback::contains)
                    .forEach(
                            f ->
                                    attributes.add(
                                            new Attribute(FEEDBACK, type + " " + WORDS.get(f))));
        }
        if (local.rtcpPort() != local.rtpPort() + 1) {
            attributes.add(new Attribute("rtcp", Integer.toString(local.rtcpPort())));
        }
        attributes.add(DirectionAttribute.of(direction));
        return new MediaSection(
                "video",
                local.rtpPort(),
                protocol,
                formats.stream().map(f -> Integer.toString(f.payloadType())).toList(),
                Optional.empty(),
                attributes,
                kilobits);
    }
}
