package org.dragoman.media.relay;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.dragoman.media.relay.linux.Epoll;
import org.dragoman.media.relay.linux.PacketBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ports of one loop: brings each to what is wanted of it. Two ports that are joined live on
/// the same loop: the younger moves to the loop of the older, and any to that of a browser's port.
/// Belongs to the loop's thread, but for {@link #load}.
final class LoopPorts {
    private static final Logger LOG = LoggerFactory.getLogger(LoopPorts.class);

    /// Beats in which each port is visited once; with {@link MediaLoop#BEAT_MILLIS}, five times a
    /// second.
    private static final int PHASES = 4;

    private final MediaLoop loop;
    private final Epoll epoll;
    private final DueList due;
    private final Deliveries deliveries;
    private final PacketBatch batch;
    private final PortTable ports = new PortTable();
    private int phase;
    private final AtomicInteger load = new AtomicInteger();

    LoopPorts(MediaLoop loop, Epoll epoll, DueList due, Deliveries deliveries, PacketBatch batch) {
        this.batch = batch;
        this.loop = loop;
        this.epoll = epoll;
        this.due = due;
        this.deliveries = deliveries;
    }

    /// Ports that are, or are about to be, on this loop.
    int load() {
        return load.get();
    }

    void countIn() {
        load.incrementAndGet();
    }

    /// The port that the kernel's token means, or nothing when it was closed a moment ago.
    Optional<RelayPort> at(long token) {
        return ports.at((int) (token >>> 1));
    }

    static boolean isRtcp(long token) {
        return (token & 1) != 0;
    }

    /// Brings a port to what is wanted of it now.
    void look(RelayPort port, long nanos) {
        if (port.loop() != loop) {
            pass(port);
            return;
        }
        var live = port.live();
        var wanted = port.wanted();
        if (live.retired.get()) {
            return;
        }
        if (wanted.closed()) {
            retire(port, nanos);
            port.markDone(wanted);
            return;
        }
        live.agree(wanted.plan(), nanos);
        live.play(wanted.piece(), nanos);
        if (wanted.toneDigits()) {
            live.hearToneDigits();
        }
        var peer = wanted.peer().filter(p -> p.wanted().peer().equals(Optional.of(port)));
        if (peer.isPresent() && peer.get().loop() != loop && peer.get().leads(port)) {
            move(port, peer.get().loop());
            return;
        }
        if (live.slot < 0) {
            register(port);
        }
        connect(live, peer);
        live.enter(wanted.room(), nanos);
        deliveries.look(port);
        time(port, nanos);
        live.order(batch, nanos);
        if (live.peer().equals(peer.map(RelayPort::live))) {
            port.markDone(wanted);
        }
    }

    private void connect(LivePort live, Optional<RelayPort> peer) {
        if (peer.isEmpty()) {
            if (live.peer().isPresent()) {
                live.part();
            }
        } else if (peer.get().loop() != loop) {
            peer.get().loop().call(peer.get()); // the younger comes here
        } else if (live.peer().filter(p -> p == peer.get().live()).isEmpty()
                && !peer.get().live().retired.get()) {
            live.part();
            peer.get().live().part();
            live.join(peer.get().live());
            loop.call(peer.get()); // it has what it wants now
        }
    }

    private void move(RelayPort port, MediaLoop other) {
        var live = port.live();
        if (live.slot >= 0 && !live.sockets.isShared()) {
            epoll.remove(live.sockets.rtp());
            epoll.remove(live.sockets.rtcp());
        }
        unregister(port);
        load.decrementAndGet();
        other.countIn();
        port.moveTo(other);
        pass(port);
    }

    /// Has the loop that a port has moved to look at it: whoever was to call it there may have
    /// found it called already, here.
    void pass(RelayPort port) {
        if (!port.loop().call(port)) {
            port.end(System.nanoTime());
        }
    }

    private void register(RelayPort port) {
        var live = port.live();
        live.liveOn(loop::deliver);
        int slot = ports.add(port);
        live.slot = slot;
        if (!live.sockets.isShared()) {
            epoll.add(live.sockets.rtp(), (long) slot << 1);
            epoll.add(live.sockets.rtcp(), (long) slot << 1 | 1);
        }
    }

    private void unregister(RelayPort port) {
        var live = port.live();
        live.part();
        live.leaveRoom();
        if (live.slot >= 0) {
            ports.remove(live.slot);
            live.slot = -1;
        }
        due.remove(port);
        deliveries.remove(port);
    }

    /// Visits the ports whose turn it is: each once in {@link #PHASES} beats.
    void beat(long nanos) {
        phase = (phase + 1) % PHASES;
        for (int slot = phase; slot < ports.slots(); slot += PHASES) {
            var port = ports.at(slot);
            if (port.isPresent()) {
                try {
                    port.get().live().beat(batch, nanos);
                } catch (RuntimeException e) {
                    batch.clear();
                    fail(port.get(), e);
                }
            }
        }
    }

    /// Closing the sockets takes them off the list of those that are watched (epoll(7)).
    void retire(RelayPort port, long nanos) {
        leave(port, nanos);
        port.live().release();
        unregister(port);
        load.decrementAndGet();
        port.end(nanos);
    }

    /// Puts a port on the list of those that time sets going, if something is due.
    void time(RelayPort port, long nanos) {
        long next = port.live().dueNanos(nanos);
        if (next != OwnSound.NEVER) {
            due.add(port, next);
        }
    }

    /// Closes all ports.
    void end(long nanos) {
        batch.clear();
        ports.all()
                .forEach(
                        port -> {
                            leave(port, nanos);
                            port.live().release();
                            port.end(nanos);
                        });
    }

    /// The farewell of a port that ends, which may be for a fault that lies on this very way.
    private void leave(RelayPort port, long nanos) {
        try {
            port.live().leave(batch, nanos);
        } catch (RuntimeException e) {
            batch.clear();
            report(port, e);
        }
    }

    /// A fault of ours ends the port it happened on, and nothing else.
    void fail(RelayPort port, RuntimeException e) {
        report(port, e);
        if (port.loop() == loop && !port.live().retired.get()) {
            retire(port, System.nanoTime());
        }
    }

    static void report(RelayPort port, RuntimeException e) {
        LOG.atError()
                .addKeyValue("event", "media.port-failed")
                .addKeyValue("port", port.localRtp().getPort())
                .setCause(e)
                .log("a media port is closed after an internal error");
    }
}
