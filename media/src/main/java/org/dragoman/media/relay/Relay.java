package org.dragoman.media.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.dragoman.core.media.Conversions;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.media.bridge.CodecConversions;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.relay.linux.UdpSocket;
import org.dragoman.media.rtp.NtpClock;

/// The media plane of the gateway: opens ports, joins them, and carries what arrives.
///
/// - Threads: safe from any; nothing here waits for packets or loops, but {@link #close}.
public final class Relay implements MediaPlane, AutoCloseable {
    /// Pairs tried before giving up, when other programs sit on ports of our range.
    private static final int MOST_TRIES = 64;

    private final RelayConfig config;
    private final SecureRandom generator = new SecureRandom();
    private final PortSurroundings around;
    private final List<MediaLoop> loops = new ArrayList<>();
    private final Conversions able;
    private final ConversionPool conversions;
    private final Recorder recorder;
    private final Map<InetAddress, PortPool> pools = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    /// Starts the loops.
    ///
    /// - Errors: {@link IOException} when the system gives no epoll instance.
    public Relay(RelayConfig config) throws IOException {
        this(config, Codecs.ofThisMachine());
    }

    /// - {@code codecs}: what can be converted.
    Relay(RelayConfig config, Codecs codecs) throws IOException {
        this.config = config;
        able = new CodecConversions(codecs);
        recorder = new Recorder(config.recordings(), codecs);
        conversions = new ConversionPool(codecs, config.loops());
        var clock = new NtpClock(InstantSource.system().instant(), System.nanoTime());
        around =
                new PortSurroundings(
                        new Randomness(generator), clock, config.mediaTimeout(), conversions);
        for (int i = 0; i < config.loops(); i++) {
            loops.add(new MediaLoop(i, config));
        }
        loops.forEach(MediaLoop::start);
        Rehearsal.begin();
    }

    @Override
    public Conversions conversions() {
        return able;
    }

    @Override
    public Opened open(String trunk, Ear ear) throws OutOfPorts {
        var loop = loops.stream().min(Comparator.comparingInt(MediaLoop::load)).orElseThrow();
        return open(trunk, ear, loop);
    }

    @Override
    public Opened openBeside(Opened other, String trunk, Ear ear) throws OutOfPorts {
        return open(trunk, ear, ((RelayPort) other).loop());
    }

    private Opened open(String trunk, Ear ear, MediaLoop loop) throws OutOfPorts {
        var address = config.addressOf(trunk);
        var pool = pools.computeIfAbsent(address.local(), _ -> newPool());
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            var pair = pool.take(System.nanoTime()).orElseThrow(() -> new OutOfPorts(used(pool)));
            try {
                var sockets = Sockets.open(address.local(), pair.rtpPort(), config.dscp());
                return begin(trunk, pool, sockets, pair.last(), ear, loop);
            } catch (UdpSocket.Refused e) {
                pool.giveBack(pair.rtpPort(), pair.last(), System.nanoTime());
                if (e.isOutOfDescriptors()) {
                    throw new OutOfPorts(
                            "no file descriptor for a media port; raise the limit of open files: "
                                    + e.getMessage());
                }
            }
        }
        throw new OutOfPorts(
                MOST_TRIES
                        + " media ports in a row cannot be opened; does the address exist here,"
                        + " and does another program use the range?");
    }

    /// Pairs of ports that are open now.
    public int portsInUse() {
        return pools.values().stream().mapToInt(PortPool::takenCount).sum();
    }

    /// Directions of calls that are being converted.
    public int conversionsInUse() {
        return conversions.inUse();
    }

    /// Closes all ports and ends the loops.
    @Override
    public void close() {
        loops.forEach(MediaLoop::stop);
        conversions.close();
        recorder.close();
    }

    private Opened begin(
            String trunk, PortPool pool, Sockets sockets, LastStream last, Ear ear, MediaLoop loop)
            throws OutOfPorts {
        var address = config.addressOf(trunk);
        var digits = new DigitQueue();
        var plan = new FlowPlan(MediaFlow.NONE, address.local());
        var live = new LivePort(sockets, last, address.sources(), plan, ear, digits, around);
        loop.countIn();
        var recordable = new Recordable(recorder, live, trunk, ear.name());
        var port =
                new RelayPort(
                        numbers.incrementAndGet(),
                        address,
                        pool,
                        live,
                        digits,
                        plan,
                        recordable,
                        loop,
                        sound -> config.sounds().find(trunk, sound));
        if (!loop.callSoon(port)) {
            port.end(System.nanoTime());
            throw new OutOfPorts("the media relay is closing");
        }
        return port;
    }

    private PortPool newPool() {
        return new PortPool(config.firstPort(), config.lastPort(), config.portRest(), generator);
    }

    private String used(PortPool pool) {
        return "all media ports from "
                + config.firstPort()
                + " to "
                + config.lastPort()
                + " are in use or resting: "
                + pool.takenCount()
                + " in use";
    }
}
