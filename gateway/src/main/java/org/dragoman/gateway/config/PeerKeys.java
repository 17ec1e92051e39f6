package org.dragoman.gateway.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.dragoman.core.call.CodecPolicy;
import org.dragoman.core.call.SoundPolicy;
import org.dragoman.core.call.TrunkPolicy;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.FaxPolicy;
import org.dragoman.rules.CodecTable;
import org.dragoman.rules.Preset;

/// Keys that peers of every protocol have.
final class PeerKeys {
    private static final Optional<Duration> AS_THEY_COME = Optional.of(Duration.ZERO);

    static final String NAME = "a host name or an IP address, with a port if it is not %d";

    private PeerKeys() {}

    static Optional<Addresses.HostAndPort> address(Section s, String sample, int port) {
        return s.required(
                "address",
                sample,
                NAME.formatted(port),
                "Where calls to this peer are sent.",
                text -> Addresses.hostAndPort(text, port));
    }

    /// - {@code parse}: throws IllegalArgumentException for what is no source.
    static List<String> from(Section s, Consumer<String> parse) {
        return s.list(
                "from",
                List.of(),
                "its address",
                "an IP address or a network such as 192.0.2.0/24",
                "Where calls of this peer come from.",
                text -> {
                    try {
                        parse.accept(text);
                        return Optional.of(text);
                    } catch (IllegalArgumentException e) {
                        return Optional.empty(); // the caller tells what is allowed
                    }
                });
    }

    static Preset causes(Section s, Preset otherwise) {
        return s.choice(
                "causes",
                otherwise,
                "Its cause tables; `dragoman map causes --preset` shows each.");
    }

    /// Which codecs the peer may use, and whether sound is converted for it. An H.323
    /// peer has those that H.245 has a name for.
    static CodecPolicy codecs(Section s, CodecTable table, boolean h323) {
        var known =
                table.entries().stream()
                        .map(CodecTable.Entry::codec)
                        .filter(c -> !h323 || !table.h245(c).isEmpty())
                        .toList();
        var allowed =
                codecs(
                        s,
                        known,
                        "codecs",
                        "all; pcma, pcmu where the call brings no offer",
                        "What it may be offered, best first. Where the call itself brings no offer,"
                                + " it is offered these. What passes without being converted comes"
                                + " before what does not.");
        var denied =
                codecs(
                        s,
                        known,
                        "codecs-denied",
                        "none",
                        "What is never used with it, whoever offers.");
        boolean converts =
                s.flag(
                        "transcode",
                        CodecPolicy.ALL.converts(),
                        "Whether sound is decoded and encoded again where the sides of a call have"
                                + " no codec in common. Off, such calls fail with cause 65; the two"
                                + " laws of G.711 are converted all the same.");
        var packetTime =
                s.optional(
                        "packet-time",
                        "what the other side asks for, else 20ms",
                        "10ms to 60ms in steps of 10ms, or as-they-come",
                        "Length of the packets it is asked for, and of those it is sent where it does"
                                + " not say what it wants (`ptime`). Where both sides use the same"
                                + " codec, packets of another length are put together or split"
                                + " without being decoded; as-they-come leaves them as they are,"
                                + " whatever it says.",
                        PeerKeys::packetTime);
        boolean video =
                s.flag(
                        "video",
                        CodecPolicy.ALL.video(),
                        "Whether video passes where both sides of a call have it and share a codec"
                                + " (H.264, VP8, H.263); it is never converted. Off, its calls"
                                + " have sound alone.");
        return new CodecPolicy(
                allowed,
                denied,
                converts,
                packetTime.filter(t -> !t.isZero()),
                !packetTime.equals(AS_THEY_COME),
                video);
    }

    private static List<Codec> codecs(
            Section s, List<Codec> known, String key, String standard, String meaning) {
        return s.list(
                key,
                List.<Codec>of(),
                standard,
                Section.oneOf(known.stream().map(c -> word(c, known)).toList()),
                meaning,
                text -> known.stream().filter(c -> word(c, known).equals(text)).findFirst());
    }

    /// Fax.
    static FaxPolicy fax(Section s) {
        var standard = FaxPolicy.DEFAULT;
        return new FaxPolicy(
                s.flag(
                        "t38",
                        standard.relay(),
                        "Its faxes go as T.38 where the other side of the call takes that too;"
                                + " off: they stay sound, which needs G.711 all the way."),
                s.flag(
                        "t38-strip-options",
                        standard.stripOptions(),
                        "Optional T.38 parameters (buffer sizes, what is done to the page data; in"
                                + " H.245 RequestMode all of UDP) are kept from it: for old products"
                                + " that refuse or crash on them."));
    }

    private static Optional<Duration> packetTime(String text) {
        if (text.equals("as-they-come")) {
            return AS_THEY_COME;
        }
        return Values.duration(text)
                .filter(d -> d.toMillis() >= 10 && d.toMillis() <= 60 && d.toMillis() % 10 == 0);
    }

    /// The codecs of the offers that a leg makes by itself; nothing where the standard ones do.
    static List<Codec> ownOffer(CodecPolicy policy, List<Codec> standard) {
        var wanted = policy.allowed().isEmpty() ? standard : policy.allowed();
        var permitted = wanted.stream().filter(policy::permits).toList();
        return permitted.isEmpty() ? wanted : permitted;
    }

    /// How its calls are treated, whatever its protocol.
    static TrunkPolicy policy(Section s, CodecPolicy codecs, SoundPolicy sounds) {
        var standard = TrunkPolicy.DEFAULT;
        return standard.withCodecs(codecs)
                .withSounds(sounds)
                .withRingback(
                        s.choice(
                                "ringback",
                                standard.ringback(),
                                "Who makes the ringing tone for its callers: the gateway where they"
                                        + " already listen and would hear nothing (auto), the"
                                        + " gateway whenever the destination gives none"
                                        + " (generate), nobody here (pass)."))
                .withRedirect(
                        s.choice(
                                "redirect",
                                standard.redirect(),
                                "What becomes of it when it says to call elsewhere: the gateway"
                                        + " calls there (follow), or the caller is told (pass)."))
                .withSetup(
                        s.duration(
                                "setup-timeout",
                                standard.setup(),
                                Duration.ofSeconds(1),
                                Duration.ofMinutes(5),
                                "",
                                "From dialling it to its first sign of the called party; then the"
                                        + " next target is tried."))
                .withNoAnswer(
                        s.duration(
                                "answer-timeout",
                                standard.noAnswer(),
                                Duration.ofSeconds(5),
                                Duration.ofMinutes(15),
                                "Q.931 T301",
                                "From its first sign of the called party to the answer."));
    }

    /// A time, or {@code off}.
    static Optional<Duration> orOff(
            Section s,
            String key,
            Optional<Duration> otherwise,
            Duration least,
            Duration most,
            String source,
            String meaning) {
        return s.value(
                key,
                otherwise,
                d -> d.map(Values::written).orElse("off"),
                "off, or a time from %s to %s%s"
                        .formatted(
                                Values.written(least),
                                Values.written(most),
                                source.isEmpty() ? "" : " (" + source + ")"),
                meaning,
                text ->
                        text.equals("off")
                                ? Optional.of(Optional.empty())
                                : Values.duration(text)
                                        .filter(d -> d.compareTo(least) >= 0)
                                        .filter(d -> d.compareTo(most) <= 0)
                                        .map(Optional::of));
    }

    /// The name; for the second and third of a name with the clock: {@code speex/16000}.
    private static String word(Codec codec, List<Codec> all) {
        var first = all.stream().filter(c -> c.name().equals(codec.name())).findFirst();
        var name = codec.name().toLowerCase(Locale.ROOT);
        return first.equals(Optional.of(codec)) ? name : name + "/" + codec.clockHz();
    }
}
