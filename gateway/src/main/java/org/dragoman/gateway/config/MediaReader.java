package org.dragoman.gateway.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dragoman.core.call.TrunkPolicy;
import org.dragoman.media.record.RecordingFormat;
import org.dragoman.media.record.RecordingPlan;
import org.dragoman.media.relay.MediaAddress;
import org.dragoman.media.relay.PacketTimes;
import org.dragoman.media.relay.RelayConfig;
import org.dragoman.media.relay.SourcePolicy;

/// Reads what concerns RTP: ports and addresses, of the gateway as a whole and of single peers.
final class MediaReader {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})-(\\d{1,5})");
    private static final String IP = "an IP address of this machine";
    private static final String ADVERTISED = "an IP address";

    private record Range(int first, int last) {
        @Override
        public String toString() {
            return first + "-" + last;
        }
    }

    /// What a peer says of its own media; absent where it has what the gateway has.
    record OfPeer(
            Optional<InetAddress> local,
            Optional<InetAddress> advertised,
            Optional<SourcePolicy> sources,
            boolean record) {}

    private MediaReader() {}

    /// - {@code listening}: addresses that signalling listens on, in order.
    static RelayConfig read(
            Section s,
            List<InetAddress> listening,
            Map<String, OfPeer> peers,
            SoundReader reader,
            Map<String, SoundReader.OfPeer> sounds) {
        try (s) {
            var standard = RelayConfig.on(InetAddress.getLoopbackAddress());
            var address = address(s, listening);
            var range = range(s, standard);
            var config =
                    new RelayConfig(
                            range.first(),
                            range.last(),
                            standard.portRest(),
                            address,
                            Map.of(),
                            threads(s, standard),
                            s.flag(
                                    "pin-threads",
                                    standard.pinLoops(),
                                    "Binds each thread to a core of its own; right for a machine"
                                            + " that does nothing else."),
                            s.integer(
                                    "dscp",
                                    standard.dscp(),
                                    0,
                                    63,
                                    "Differentiated services code point of RTP; 46 is expedited"
                                            + " forwarding (RFC 4594)."),
                            standard.gather(),
                            reader.book(reader.country(s), sounds),
                            s.duration(
                                    "timeout",
                                    standard.mediaTimeout(),
                                    Duration.ZERO,
                                    Duration.ofHours(24),
                                    "",
                                    "A call is released when one of its peers has sent neither RTP"
                                            + " nor RTCP for this long, unless it is on hold or"
                                            + " carries a fax; 0s for never."),
                            new RecordingPlan(folder(s), format(s), recorded(peers)),
                            PacketTimes.NONE);
            return config.withTrunks(ofPeers(address, peers));
        }
    }

    static OfPeer ofPeer(Section s) {
        return new OfPeer(
                s.optional(
                        "media-address",
                        "media.address",
                        IP,
                        "Where its RTP is anchored, if not where everything is.",
                        MediaReader::ip),
                s.optional(
                        "media-advertise",
                        "media.advertise",
                        ADVERTISED,
                        "The media address it is told, if another than it is.",
                        MediaReader::ip),
                s.optional(
                        "media-sources",
                        "media.sources",
                        Section.oneOf(SOURCES),
                        "Whose RTP is believed for it.",
                        MediaReader::sources),
                s.flag(
                        "record",
                        false,
                        "Records its calls, both sides, as stereo files in the folder"
                                + " `media.recordings`. See to it that the law allows it."));
    }

    private static Path folder(Section s) {
        return s.value(
                "recordings",
                RecordingPlan.NONE.folder(),
                Path::toString,
                "a folder",
                "Where calls are recorded, of peers with `record: on` and those that `dragoman"
                        + " record` names: one file a call, named after"
                        + " its time and id; `.part` while it goes on.",
                text -> Optional.of(Path.of(text)));
    }

    private static RecordingFormat format(Section s) {
        return s.choice(
                "recording-format",
                RecordingPlan.NONE.format(),
                "What recordings are written as: WAV, 115 MB an hour, or Opus, about 20 MB.");
    }

    private static Set<String> recorded(Map<String, OfPeer> peers) {
        return peers.entrySet().stream()
                .filter(peer -> peer.getValue().record())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static MediaAddress address(Section s, List<InetAddress> listening) {
        var usable = usable(listening);
        var local =
                s.optional(
                        "address",
                        "the first address that H.323 or SIP listens on, one of this machine"
                                + " alone (127.0.0.1) last",
                        IP,
                        "Where RTP is anchored. Must be given where signalling listens on every"
                                + " address.",
                        MediaReader::ip);
        if (local.isEmpty() && usable.isEmpty() && !s.isDocumenting()) {
            s.problem(
                    "address",
                    "is missing; signalling listens on every address, so say which one media has");
        }
        if (local.isEmpty()
                && usable.filter(InetAddress::isLoopbackAddress).isPresent()
                && listening.stream().anyMatch(InetAddress::isAnyLocalAddress)) {
            s.advise(
                    "address",
                    ("is missing, so media has %s, which no other machine reaches; signalling"
                                    + " listens on every address")
                            .formatted(usable.get().getHostAddress()));
        }
        var at = local.or(() -> usable).orElse(InetAddress.getLoopbackAddress());
        var advertised =
                s.optional(
                        "advertise",
                        "media.address",
                        ADVERTISED,
                        "The media address peers are told, where the gateway stands behind address"
                                + " translation.",
                        MediaReader::ip);
        var sources =
                s.choice(
                        "sources",
                        SourcePolicy.ANY,
                        "Whose RTP is believed when it does not come from where the peer said: the"
                                + " first source heard (any), the same from the signalled network"
                                + " (same-network), only the signalled host (signalled).");
        return new MediaAddress(at, advertised.orElse(at), sources);
    }

    /// Other machines' calls need an address that they reach.
    private static Optional<InetAddress> usable(List<InetAddress> listening) {
        var own = listening.stream().filter(a -> !a.isAnyLocalAddress()).toList();
        return own.stream()
                .filter(a -> !a.isLoopbackAddress())
                .findFirst()
                .or(() -> own.stream().findFirst());
    }

    private static int threads(Section s, RelayConfig standard) {
        return s.optional(
                        "threads",
                        "one per processor",
                        "a whole number from 1 to 64",
                        "Threads that carry packets.",
                        text ->
                                Values.integer(text).stream()
                                        .filter(n -> n >= 1 && n <= 64)
                                        .boxed()
                                        .findFirst())
                .orElse(standard.loops());
    }

    private static Range range(Section s, RelayConfig standard) {
        return s.value(
                "ports",
                new Range(standard.firstPort(), standard.lastPort()),
                Range::toString,
                "a range of ports such as 20000-29999",
                "UDP ports of RTP and RTCP; a call takes four.",
                text -> {
                    var m = RANGE.matcher(text);
                    if (!m.matches()) {
                        return Optional.empty();
                    }
                    var range =
                            new Range(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)));
                    return Optional.of(range)
                            .filter(r -> r.first() >= 1 && r.last() <= 65_535)
                            .filter(r -> r.last() - r.first() >= 3);
                });
    }

    private static Map<String, MediaAddress> ofPeers(
            MediaAddress common, Map<String, OfPeer> peers) {
        var own = new LinkedHashMap<String, MediaAddress>();
        peers.forEach(
                (name, peer) -> {
                    var local = peer.local().orElse(common.local());
                    var told = peer.local().isPresent() ? local : common.advertised();
                    own.put(
                            name,
                            new MediaAddress(
                                    local,
                                    peer.advertised().orElse(told),
                                    peer.sources().orElse(common.sources())));
                });
        return own;
    }

    private static final List<String> SOURCES =
            List.of(SourcePolicy.values()).stream().map(Values::written).toList();

    private static Optional<SourcePolicy> sources(String text) {
        return List.of(SourcePolicy.values()).stream()
                .filter(p -> Values.written(p).equals(text))
                .findFirst();
    }

    private static Optional<InetAddress> ip(String text) {
        return Addresses.literal(text).map(Addresses::address).filter(a -> !a.isAnyLocalAddress());
    }

    /// What the operator says of the length of packets, by peer.
    static PacketTimes packetTimes(Map<String, TrunkPolicy> policies) {
        var times = new LinkedHashMap<String, Duration>();
        var asTheyCome = new LinkedHashSet<String>();
        policies.forEach(
                (name, policy) -> {
                    policy.codecs().packetTime().ifPresent(time -> times.put(name, time));
                    if (!policy.codecs().regroups()) {
                        asTheyCome.add(name);
                    }
                });
        return new PacketTimes(times, asTheyCome);
    }
}
