package org.dragoman.media.relay;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.dragoman.core.media.Conversions;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.media.MediaTransport;
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

    /// For {@link MediaTransport#INSIDE}.
    private static final MediaAddress INSIDE =
            new MediaAddress(
                    InetAddress.ofLiteral("127.0.0.1"),
                    InetAddress.ofLiteral("127.0.0.1"),
                    SourcePolicy.SIGNALLED);

    private final RelayConfig config;
    private final SecureRandom generator = new SecureRandom();
    private final PortSurroundings around;
    private final List<MediaLoop> loops = new ArrayList<>();
    private final Conversions able;
    private final ConversionPool conversions;
    private final Recorder recorder;
    private final Map<InetAddress, PortPool> pools = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final Optional<SharedPort> shared;

    /// Starts the loops.
    ///
    /// - Errors: {@link IOException} when the system gives no epoll instance.
    public Relay(RelayConfig config) throws IOException {
        this(config, Codecs.ofThisMachine());
    }

    /// Starts the loops, and opens the port that browsers share.
    public Relay(RelayConfig config, Optional<BrowserPort> browsers) throws IOException {
        this(config, Codecs.ofThisMachine(), browsers);
    }

    /// - {@code codecs}: what can be converted.
    Relay(RelayConfig config, Codecs codecs) throws IOException {
        this(config, codecs, Optional.empty());
    }

    private Relay(RelayConfig config, Codecs codecs, Optional<BrowserPort> browsers)
            throws IOException {
        this.config = config;
        shared =
                browsers.isPresent()
                        ? Optional.of(SharedPort.open(browsers.get(), config.dscp()))
                        : Optional.empty();
        able = new CodecConversions(codecs);
        recorder = new Recorder(config.recordings(), codecs);
        conversions = new ConversionPool(codecs, config.loops());
        var clock = new NtpClock(InstantSource.system().instant(), System.nanoTime());
        around =
                new PortSurroundings(
                        new Randomness(generator), clock, config.mediaTimeout(), conversions);
        for (int i = 0; i < config.loops(); i++) {
            // the first has the browsers: their forwarding is little work beside their conversion
            loops.add(new MediaLoop(i, config, i == 0 ? shared : Optional.empty()));
        }
        loops.forEach(MediaLoop::start);
        Rehearsal.begin();
    }

    @Override
    public Conversions conversions() {
        return able;
    }

    @Override
    public Optional<Room> openRoom() {
        return Optional.of(new LiveRoom(conversions::begin));
    }

    @Override
    public Opened open(String trunk, Ear ear) throws OutOfPorts {
        return open(trunk, ear, idlest());
    }

    @Override
    public Opened openBeside(Opened other, String trunk, Ear ear) throws OutOfPorts {
        return open(trunk, ear, ((RelayPort) other).loop());
    }

    @Override
    public Opened open(String trunk, Ear ear, MediaTransport transport, Optional<Opened> beside)
            throws OutOfPorts {
        return switch (transport) {
            case RTP ->
                    beside.isPresent() ? openBeside(beside.get(), trunk, ear) : open(trunk, ear);
            case BROWSER -> openShared(trunk, ear);
            case INSIDE ->
                    open(
                            trunk,
                            ear,
                            beside.map(b -> ((RelayPort) b).loop()).orElseGet(this::idlest),
                            INSIDE,
                            false);
        };
    }

    private Opened openShared(String trunk, Ear ear) throws OutOfPorts {
        var all = shared.orElseThrow(() -> new OutOfPorts("no port for browsers is set up"));
        var loop = loops.getFirst();
        var place = new SharedPlace(all, ear, loop::look);
        var sockets = Sockets.ofBrowsers(place.rtp().getPort());
        var port =
                begin(
                        trunk,
                        place,
                        sockets,
                        LastStream.NONE,
                        SourcePolicy.SIGNALLED,
                        place.nothing(),
                        ear,
                        loop,
                        false);
        place.settle(port);
        return port;
    }

    @Override
    public Opened openVideo(Opened sound, String trunk, Ear ear) throws OutOfPorts {
        var port = (RelayPort) sound;
        return switch (port.place()) {
            case OwnPlace own -> open(trunk, ear, port.loop(), own.address(), true);
            case SharedPlace place -> openBundled(trunk, ear, place);
            case BundledPlace _ -> throw new OutOfPorts("video has no video of its own");
        };
    }

    private Opened openBundled(String trunk, Ear ear, SharedPlace sound) throws OutOfPorts {
        var place = new BundledPlace(sound);
        var port =
                begin(
                        trunk,
                        place,
                        Sockets.ofBrowsers(place.rtp().getPort()),
                        LastStream.NONE,
                        SourcePolicy.SIGNALLED,
                        sound.nothing(),
                        ear,
                        loops.getFirst(),
                        true);
        place.settle(port);
        return port;
    }

    private MediaLoop idlest() {
        return loops.stream().min(Comparator.comparingInt(MediaLoop::load)).orElseThrow();
    }

    private Opened open(String trunk, Ear ear, MediaLoop loop) throws OutOfPorts {
        return open(trunk, ear, loop, config.addressOf(trunk), false);
    }

    private Opened open(String trunk, Ear ear, MediaLoop loop, MediaAddress address, boolean video)
            throws OutOfPorts {
        var pool = pools.computeIfAbsent(address.local(), _ -> newPool());
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            var pair = pool.take(System.nanoTime()).orElseThrow(() -> new OutOfPorts(used(pool)));
            try {
                var sockets = Sockets.open(address.local(), pair.rtpPort(), config.dscp());
                return begin(
                        trunk,
                        new OwnPlace(address, pool, sockets),
                        sockets,
                        pair.last(),
                        address.sources(),
                        new FlowPlan(MediaFlow.NONE, address.local()),
                        ear,
                        loop,
                        video);
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

    /// How long ago the loop that is furthest behind looked up; a second or so when all is well.
    public Duration sinceLastTurn() {
        long now = System.nanoTime();
        return Duration.ofNanos(
                loops.stream().mapToLong(l -> now - l.lastTurnNanos()).max().orElse(0));
    }

    /// The place of the loops among all threads, in words.
    public String precedence() {
        return loops.stream().map(MediaLoop::precedence).distinct().collect(joining("; "));
    }

    /// Closes all ports and ends the loops.
    @Override
    public void close() {
        loops.forEach(MediaLoop::stop);
        shared.ifPresent(SharedPort::close);
        conversions.close();
        recorder.close();
    }

    private RelayPort begin(
            String trunk,
            Place place,
            Sockets sockets,
            LastStream last,
            SourcePolicy sources,
            FlowPlan plan,
            Ear ear,
            MediaLoop loop,
            boolean video)
            throws OutOfPorts {
        var digits = new DigitQueue();
        var live = new LivePort(sockets, last, sources, plan, ear, digits, around, video);
        loop.countIn();
        boolean recorded = !video && recorder.wants(trunk);
        var recordable = new Recordable(recorder, live, recorded, ear.name());
        var port =
                new RelayPort(
                        numbers.incrementAndGet(),
                        place,
                        live,
                        digits,
                        plan,
                        recordable,
                        loop,
                        sound -> config.sounds().find(trunk, sound),
                        flow -> config.packetTimes().of(trunk, flow));
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
