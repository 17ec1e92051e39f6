package org.dragoman.media.relay;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.dragoman.media.record.RecordingPlan;
import org.dragoman.media.tone.SoundBook;

/// How the relay is set up.
///
/// - {@code firstPort}, {@code lastPort}: UDP ports for media. A leg takes an even one for RTP and
///   the odd one above it for RTCP (RFC 3550 §11).
/// - {@code portRest}: how long a port stays unused after a call.
/// - {@code address}: where media is anchored, but for the {@code trunks} that have their own.
/// - {@code loops}: threads that carry packets; one per core.
/// - {@code pinLoops}: bind each to a core of its own. Right for a machine that does nothing else.
/// - {@code dscp}: differentiated services code point of media; 46 is expedited forwarding (RFC
///   4594 §4.1).
/// - {@code gather}: how long a loop lets a few packets gather at most, to wake less often; where
///   they come more rarely than that, each is carried at once. This is the delay the relay adds
///   at most, on a machine with time to spare.
/// - {@code mediaTimeout}: how long a peer may be silent that should send, RTCP included; zero for
///   ever.
/// - {@code packetTimes}: how long packets to a trunk are.
/// - {@code recordings}: which calls are recorded, and where to.
/// - {@code sounds}: what the gateway can play.
public record RelayConfig(
        int firstPort,
        int lastPort,
        Duration portRest,
        MediaAddress address,
        Map<String, MediaAddress> trunks,
        int loops,
        boolean pinLoops,
        int dscp,
        Duration gather,
        SoundBook sounds,
        Duration mediaTimeout,
        RecordingPlan recordings,
        PacketTimes packetTimes) {

    public static final int FIRST_PORT = 10_000;
    public static final int LAST_PORT = 32_767; // below what Linux gives to others by itself
    public static final Duration PORT_REST = Duration.ofSeconds(2);
    public static final int EXPEDITED_FORWARDING = 46;
    public static final Duration MEDIA_TIMEOUT = Duration.ofMinutes(5);
    public static final Duration GATHER = Duration.ofNanos(200_000);

    private static final int MOST_LOOPS = 64;

    public RelayConfig {
        trunks = Map.copyOf(trunks);
        if (firstPort < 1 || lastPort > 65_535 || lastPort - firstPort < 2) {
            throw new IllegalArgumentException(
                    "media ports are a range within 1 to 65535 that holds an even and an odd port: "
                            + firstPort
                            + " to "
                            + lastPort);
        }
        if (loops < 1 || loops > MOST_LOOPS) {
            throw new IllegalArgumentException("media loops are 1 to 64: " + loops);
        }
        if (dscp < 0 || dscp > 63) {
            throw new IllegalArgumentException("a DSCP is 0 to 63: " + dscp);
        }
        if (portRest.isNegative() || gather.isNegative() || gather.toMillis() > 5) {
            throw new IllegalArgumentException(
                    "port rest is not negative, and packets gather for 5 ms at most");
        }
    }

    /// Everything by default, anchored on one address.
    public static RelayConfig on(InetAddress address) {
        return new RelayConfig(
                FIRST_PORT,
                LAST_PORT,
                PORT_REST,
                MediaAddress.of(address),
                Map.of(),
                Math.min(MOST_LOOPS, Runtime.getRuntime().availableProcessors()),
                false,
                EXPEDITED_FORWARDING,
                GATHER,
                SoundBook.NONE,
                MEDIA_TIMEOUT,
                RecordingPlan.NONE,
                PacketTimes.NONE);
    }

    public MediaAddress addressOf(String trunk) {
        return trunks.getOrDefault(trunk, address);
    }

    public RelayConfig withPorts(int first, int last, Duration rest) {
        return with(
                d -> {
                    d.firstPort = first;
                    d.lastPort = last;
                    d.portRest = rest;
                });
    }

    public RelayConfig withTrunks(Map<String, MediaAddress> others) {
        return with(d -> d.trunks = others);
    }

    public RelayConfig withLoops(int count, boolean pinned) {
        return with(
                d -> {
                    d.loops = count;
                    d.pinLoops = pinned;
                });
    }

    public RelayConfig withGather(Duration other) {
        return with(d -> d.gather = other);
    }

    public RelayConfig withSounds(SoundBook others) {
        return with(d -> d.sounds = others);
    }

    public RelayConfig withMediaTimeout(Duration other) {
        return with(d -> d.mediaTimeout = other);
    }

    public RelayConfig withRecordings(RecordingPlan others) {
        return with(d -> d.recordings = others);
    }

    public RelayConfig withPacketTimes(PacketTimes others) {
        return with(d -> d.packetTimes = others);
    }

    private RelayConfig with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return new RelayConfig(
                draft.firstPort,
                draft.lastPort,
                draft.portRest,
                address,
                draft.trunks,
                draft.loops,
                draft.pinLoops,
                dscp,
                draft.gather,
                draft.sounds,
                draft.mediaTimeout,
                draft.recordings,
                draft.packetTimes);
    }

    /// What may be changed.
    private static final class Draft {
        private int firstPort;
        private int lastPort;
        private Duration portRest;
        private Map<String, MediaAddress> trunks;
        private int loops;
        private boolean pinLoops;
        private Duration gather;
        private SoundBook sounds;
        private Duration mediaTimeout;
        private RecordingPlan recordings;
        private PacketTimes packetTimes;

        Draft(RelayConfig of) {
            firstPort = of.firstPort;
            lastPort = of.lastPort;
            portRest = of.portRest;
            trunks = of.trunks;
            loops = of.loops;
            pinLoops = of.pinLoops;
            gather = of.gather;
            sounds = of.sounds;
            mediaTimeout = of.mediaTimeout;
            recordings = of.recordings;
            packetTimes = of.packetTimes;
        }
    }
}
