package org.dragoman.h323.h245;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.media.Codec;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannel;

/// Channels opened by call signalling alone: the caller proposes every one it would take, the
/// called side returns those it takes, filled in. All proposals are seen from the caller: what
/// has a forward type goes to the called side, what has a reverse type comes from it. Source:
/// H.323 §8.1.7.
public final class FastStart {
    private FastStart() {}

    /// What both sides know once it worked.
    ///
    /// - {@code sends}, {@code receives}: numbers of the channels, 0 where there is none.
    public record Accepted(int sends, int receives, AgreedMedia agreed) {}

    /// What the called side answers, and what is agreed by that.
    public record Answer(List<OpenLogicalChannel> channels, Accepted accepted) {}

    /// The same of a caller who may leave out its silence.
    public static List<OpenLogicalChannel> propose(
            List<AudioFormat> formats, InetSocketAddress media, InetSocketAddress control) {
        return propose(formats, media, control, true);
    }

    /// The caller's proposals, most wanted first, each format in both directions.
    ///
    /// - {@code mayPause}: whether silence may be left out of it.
    public static List<OpenLogicalChannel> propose(
            List<AudioFormat> formats,
            InetSocketAddress media,
            InetSocketAddress control,
            boolean mayPause) {
        var proposals = new ArrayList<OpenLogicalChannel>();
        int number = 0;
        for (var format : formats) {
            proposals.add(
                    new OpenLogicalChannel(
                            ++number,
                            ChannelMedia.NOTHING,
                            Optional.of(
                                    ChannelMedia.audio(
                                                    format,
                                                    Optional.of(media),
                                                    Optional.of(control))
                                            .pausing(mayPause))));
            proposals.add(
                    new OpenLogicalChannel(
                            ++number,
                            ChannelMedia.audio(format, Optional.empty(), Optional.of(control))
                                    .pausing(mayPause),
                            Optional.empty()));
        }
        return proposals;
    }

    /// What the called side took, as the caller reads it; nothing where no audio was.
    public static Optional<Accepted> accepted(List<OpenLogicalChannel> answer) {
        var sends = answer.stream().filter(FastStart::goesForward).findFirst();
        var receives = answer.stream().filter(FastStart::comesBack).findFirst();
        if (sends.isEmpty() && receives.isEmpty()) {
            return Optional.empty();
        }
        var forward = sends.map(OpenLogicalChannel::forward);
        var back = receives.flatMap(OpenLogicalChannel::reverse);
        return Optional.of(
                new Accepted(
                        sends.map(OpenLogicalChannel::number).orElse(0),
                        receives.map(OpenLogicalChannel::number).orElse(0),
                        new AgreedMedia(
                                forward.flatMap(ChannelMedia::format),
                                back.flatMap(ChannelMedia::format),
                                forward.flatMap(ChannelMedia::media),
                                forward.flatMap(ChannelMedia::control)
                                        .or(() -> back.flatMap(ChannelMedia::control)),
                                OptionalInt.empty())));
    }

    /// The formats a caller proposed in both directions, in its order.
    public static List<AudioFormat> offered(List<OpenLogicalChannel> proposals) {
        return proposals.stream()
                .filter(FastStart::comesBack)
                .flatMap(p -> p.reverse().flatMap(ChannelMedia::format).stream())
                .filter(
                        f ->
                                proposals.stream()
                                        .filter(FastStart::goesForward)
                                        .flatMap(p -> p.forward().format().stream())
                                        .anyMatch(f::isSameCodec))
                .toList();
    }

    /// The called side's answer that takes this codec both ways; nothing where it was not
    /// proposed.
    public static Optional<Answer> accept(
            List<OpenLogicalChannel> proposals,
            Codec codec,
            InetSocketAddress media,
            InetSocketAddress control) {
        var toUs =
                proposals.stream()
                        .filter(FastStart::goesForward)
                        .filter(p -> has(p.forward(), codec))
                        .findFirst();
        var fromUs =
                proposals.stream()
                        .filter(FastStart::comesBack)
                        .filter(p -> has(p.reverse().orElseThrow(), codec))
                        .findFirst();
        if (toUs.isEmpty() || fromUs.isEmpty()) {
            return Optional.empty();
        }
        var theirs = toUs.get();
        var ours = fromUs.get();
        var back = ours.reverse().orElseThrow();
        var channels =
                List.of(
                        new OpenLogicalChannel(
                                ours.number(),
                                ChannelMedia.NOTHING,
                                Optional.of(
                                        ChannelMedia.audio(
                                                back.format().orElseThrow(),
                                                Optional.empty(),
                                                Optional.of(control)))),
                        new OpenLogicalChannel(
                                theirs.number(),
                                ChannelMedia.audio(
                                        theirs.forward().format().orElseThrow(),
                                        Optional.of(media),
                                        Optional.of(control)),
                                Optional.empty()));
        return Optional.of(
                new Answer(
                        channels,
                        new Accepted(
                                ours.number(),
                                theirs.number(),
                                new AgreedMedia(
                                        back.format(),
                                        theirs.forward().format(),
                                        back.media(),
                                        back.control().or(theirs.forward()::control),
                                        OptionalInt.empty()))));
    }

    private static boolean goesForward(OpenLogicalChannel p) {
        return p.forward().format().isPresent();
    }

    private static boolean comesBack(OpenLogicalChannel p) {
        return p.reverse().flatMap(ChannelMedia::format).isPresent();
    }

    private static boolean has(ChannelMedia media, Codec codec) {
        return media.format().filter(f -> f.codec().matches(codec)).isPresent();
    }
}
