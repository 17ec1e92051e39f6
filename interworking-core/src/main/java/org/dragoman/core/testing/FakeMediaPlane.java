package org.dragoman.core.testing;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.dragoman.core.media.Conversions;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.media.MediaTransport;

/// A media plane without sockets. It knows which ports are open and which are joined, and throws
/// when a port is used in a way the relay does not allow.
public final class FakeMediaPlane implements MediaPlane {
    /// What the name of a trunk is followed by where its port is one of video.
    public static final String VIDEO = " video";

    private final int limit;
    private volatile Conversions conversions = Conversions.LAWS;
    private final AtomicInteger opened = new AtomicInteger();
    private final ConcurrentHashMap<Integer, FakeOpened> open = new ConcurrentHashMap<>();

    public FakeMediaPlane() {
        this(Integer.MAX_VALUE);
    }

    /// - {@code limit}: ports that may be open at a time.
    public FakeMediaPlane(int limit) {
        this.limit = limit;
    }

    @Override
    public Conversions conversions() {
        return conversions;
    }

    /// Calls opened from now on count on these.
    public void convertBy(Conversions other) {
        conversions = other;
    }

    @Override
    public Opened open(String trunk, Ear ear) throws OutOfPorts {
        if (open.size() >= limit) {
            throw new OutOfPorts("all " + limit + " ports are in use");
        }
        int number = opened.getAndIncrement();
        var address = new InetSocketAddress("192.0.2.1", 10_000 + number * 2 % 50_000);
        var port = new FakeOpened(number, trunk, new FakeMediaPort(address, ear));
        open.put(number, port);
        return port;
    }

    @Override
    public Opened open(String trunk, Ear ear, MediaTransport transport, Optional<Opened> beside)
            throws OutOfPorts {
        var opened = open(trunk, ear);
        if (transport == MediaTransport.BROWSER) {
            ((FakeOpened) opened).port.forBrowsers();
        }
        return opened;
    }

    @Override
    public Opened openVideo(Opened sound, String trunk, Ear ear) throws OutOfPorts {
        var opened = open(trunk + VIDEO, ear);
        if (sound.port().browser().isPresent()) {
            ((FakeOpened) opened).port.forBrowsers();
        }
        return opened;
    }

    @Override
    public Optional<Room> openRoom() {
        return Optional.of(new FakeRoom());
    }

    /// A room with those who are in it; over when the last has left.
    private static final class FakeRoom implements Room {
        private final Set<FakeOpened> guests = new HashSet<>();
        private boolean over;

        synchronized boolean enter(FakeOpened port) {
            return !over && guests.add(port);
        }

        synchronized void leave(FakeOpened port) {
            guests.remove(port);
            over |= guests.isEmpty();
        }
    }

    /// Ports opened since the start.
    public int opened() {
        return opened.get();
    }

    /// The ports open now, oldest first.
    public List<FakeOpened> openPorts() {
        var ports = new ArrayList<>(open.values());
        ports.sort((a, b) -> Integer.compare(a.number, b.number));
        return ports;
    }

    /// The open port of a trunk; the newest where it has several.
    public FakeMediaPort port(String trunk) {
        return openPorts().reversed().stream()
                .filter(p -> p.trunk.equals(trunk))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no open port of " + trunk))
                .port();
    }

    /// A port with what the core did to it.
    public final class FakeOpened implements Opened {
        private final int number;
        private final String trunk;
        private final FakeMediaPort port;
        private Optional<FakeOpened> joined = Optional.empty();
        private Optional<FakeRoom> room = Optional.empty();

        private FakeOpened(int number, String trunk, FakeMediaPort port) {
            this.number = number;
            this.trunk = trunk;
            this.port = port;
        }

        public String trunk() {
            return trunk;
        }

        public Optional<FakeOpened> joined() {
            return joined;
        }

        @Override
        public FakeMediaPort port() {
            return port;
        }

        @Override
        public void join(Opened other) {
            var peer = (FakeOpened) other;
            if (joined.isPresent() || peer.joined.isPresent()) {
                throw new IllegalStateException("a port is joined to one other at a time");
            }
            if (!open.containsKey(number) || !open.containsKey(peer.number)) {
                throw new IllegalStateException("a closed port cannot be joined");
            }
            joined = Optional.of(peer);
            peer.joined = Optional.of(this);
        }

        @Override
        public void part() {
            joined.ifPresent(peer -> peer.joined = Optional.empty());
            joined = Optional.empty();
        }

        @Override
        public boolean enter(Room other) {
            leave();
            boolean inside = open.containsKey(number) && ((FakeRoom) other).enter(this);
            room = inside ? Optional.of((FakeRoom) other) : Optional.empty();
            return inside;
        }

        @Override
        public void leave() {
            room.ifPresent(r -> r.leave(this));
            room = Optional.empty();
        }

        public boolean isInRoom() {
            return room.isPresent();
        }

        @Override
        public void close() {
            part();
            leave();
            if (open.remove(number) == null) {
                throw new IllegalStateException("port closed twice");
            }
        }
    }
}
