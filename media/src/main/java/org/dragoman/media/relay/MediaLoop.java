package org.dragoman.media.relay;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Optional;
import org.dragoman.media.relay.linux.Epoll;
import org.dragoman.media.relay.linux.PacketBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One thread that carries packets. It alone touches the {@link LivePort}s it has; other threads
/// {@link #call} it to look at what is wanted of a port.
final class MediaLoop {
    private static final Logger LOG = LoggerFactory.getLogger(MediaLoop.class);

    static final int BEAT_MILLIS = 50;

    private static final long FIRST_SHARED = Epoll.NUDGED - 1; // tokens from here downwards
    private static final int IDLE_MILLIS = 1_000;
    private static final long BEHIND_NANOS =
            10_000_000; // more than one packet may wait in a socket

    private final Gathering gathering;
    private final Arena arena = Arena.ofShared();
    private final Epoll epoll;
    private final PacketBatch batch;
    private final Thread thread;
    private final LoopBell bell;
    private final LoopPrecedence precedence;
    private volatile boolean stopping;

    private final DueList due = new DueList(this::tick);
    private final Deliveries deliveries = new Deliveries(this::deliver);
    private final LoopPorts ports;
    private final Optional<SharedPort> shared;
    private final ArrayList<RelayPort> broken = new ArrayList<>();
    private long nextBeat;
    private volatile long lastTurn = System.nanoTime();

    MediaLoop(int processor, RelayConfig config) throws IOException {
        this(processor, config, Optional.empty());
    }

    /// - {@code shared}: the port of browsers, where it is on this loop.
    MediaLoop(int processor, RelayConfig config, Optional<SharedPort> shared) throws IOException {
        this.shared = shared;
        gathering = new Gathering(config.gather().toNanos());
        epoll = new Epoll(arena);
        bell = new LoopBell(epoll);
        precedence = new LoopPrecedence(epoll, arena, processor, config.pinLoops());
        batch = new PacketBatch(arena);
        ports = new LoopPorts(this, epoll, due, deliveries, batch);
        shared.ifPresent(this::watch);
        thread = Thread.ofPlatform().daemon().name("media-" + processor).unstarted(this::run);
    }

    private void watch(SharedPort port) {
        for (int i = 0; i < port.sockets().size(); i++) {
            epoll.add(port.sockets().get(i), FIRST_SHARED - i);
        }
    }

    void start() {
        thread.start();
    }

    /// Ports that are, or are about to be, on this loop.
    int load() {
        return ports.load();
    }

    void countIn() {
        ports.countIn();
    }

    /// Has the loop look at a port; safe from any thread.
    ///
    /// - Returns: false when the loop has ended, and the caller must end the port itself.
    boolean call(RelayPort port) {
        return bell.call(port);
    }

    /// Has the loop look at a port when it wakes for something else, within a beat; else like
    /// {@link #call}. A loop that waits for its first port is woken all the same.
    boolean callSoon(RelayPort port) {
        return bell.callSoon(port);
    }

    /// Has the loop look at what was changed; safe from any thread.
    void look() {
        bell.look();
    }

    /// Has the loop send what was converted; safe from any thread.
    void deliver() {
        bell.deliver();
    }

    /// When it last looked up, by {@link System#nanoTime}; safe from any thread. A loop that has
    /// nothing to do looks up once a second.
    long lastTurnNanos() {
        return lastTurn;
    }

    /// Its place among all threads, in words; safe from any thread.
    String precedence() {
        return precedence.place();
    }

    /// Ends the thread; its ports are closed.
    void stop() {
        stopping = true;
        bell.wake();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        precedence.begin();
        try {
            long last = System.nanoTime();
            nextBeat = last;
            while (!stopping) {
                last = turn(last);
                precedence.look();
            }
        } finally {
            finish();
        }
    }

    /// One turn: waits, carries what came, does what is due. Returns when it woke.
    private long turn(long lastWoken) {
        int count = epoll.await(timeoutMillis());
        long woken = System.nanoTime();
        lastTurn = woken;
        int most = woken - lastWoken > BEHIND_NANOS ? PacketBatch.MOST : 1;
        takeCalls(woken);
        for (int i = 0; i < count; i++) {
            long token = epoll.token(i);
            if (token == Epoll.NUDGED) {
                bell.answer();
                takeCalls(woken);
                takeDeliveries(woken);
            } else if (token <= FIRST_SHARED) {
                carryShared((int) (FIRST_SHARED - token), woken);
            } else {
                carry(token, most, woken);
            }
        }
        if (due.earliest() - woken <= 0) {
            due.sweep(woken);
            if (!broken.isEmpty()) {
                endBroken();
            }
        }
        if (nextBeat - woken <= 0) {
            nextBeat = woken + BEAT_MILLIS * 1_000_000L;
            ports.beat(woken);
        }
        long rest = gathering.restNanos(count, woken - lastWoken, System.nanoTime() - woken);
        if (rest > 0) {
            epoll.rest(rest);
        }
        return woken;
    }

    private int timeoutMillis() {
        int most = bell.mayRest(ports.load() == 0) ? IDLE_MILLIS : BEAT_MILLIS;
        if (due.earliest() == OwnSound.NEVER) {
            return most;
        }
        long left = due.earliest() - System.nanoTime();
        return left <= 0 ? 0 : (int) Math.min(most, (left + 999_999) / 1_000_000);
    }

    private void carry(long token, int most, long nanos) {
        var found = ports.at(token);
        if (found.isEmpty()) {
            return;
        }
        var port = found.get();
        var live = port.live();
        boolean rtcp = LoopPorts.isRtcp(token);
        try {
            int fd = rtcp ? live.sockets.rtcp() : live.sockets.rtp();
            int count = batch.receive(fd, most);
            if (rtcp) {
                live.arrivals.takeRtcp(batch, count, nanos);
            } else {
                live.arrivals.takeRtp(batch, 0, count, nanos);
            }
            ports.time(port, nanos);
            deliveries.look(port);
        } catch (RuntimeException e) {
            fail(port, e);
        }
    }

    /// Packets of many browsers come by one socket: as many at a time as there is room for.
    private void carryShared(int socket, long nanos) {
        var all = shared.orElseThrow();
        int count = batch.receive(all.sockets().get(socket), PacketBatch.MOST);
        for (int i = 0; i < count; i++) {
            try {
                var found = all.sort(socket, batch, i);
                if (found.isPresent() && !found.get().live().retired.get()) {
                    carryShared(found.get(), i, nanos);
                }
            } catch (RuntimeException e) {
                LOG.atError()
                        .addKeyValue("event", "media.browsers-failed")
                        .setCause(e)
                        .log("a datagram of a browser is dropped after an internal error");
            }
        }
    }

    private void carryShared(RelayPort port, int index, long nanos) {
        try {
            port.live().arrivals.takeRtp(batch, index, 1, nanos);
            ports.time(port, nanos);
            deliveries.look(port);
        } catch (RuntimeException e) {
            fail(port, e);
        }
    }

    private long tick(RelayPort port, long nanos) {
        var live = port.live();
        try {
            live.tick(batch, nanos);
            return live.dueNanos(nanos);
        } catch (RuntimeException e) {
            batch.clear();
            LoopPorts.report(port, e);
            broken.add(port);
            return OwnSound.NEVER;
        }
    }

    private void endBroken() {
        broken.forEach(port -> ports.retire(port, System.nanoTime()));
        broken.clear();
    }

    private void takeCalls(long nanos) {
        if (shared.isPresent()) {
            shared.get().takeChanges();
        }
        for (var port = bell.next(); port.isPresent(); port = bell.next()) {
            look(port.get(), nanos);
        }
    }

    private void look(RelayPort port, long nanos) {
        try {
            ports.look(port, nanos);
        } catch (RuntimeException e) {
            fail(port, e);
        }
    }

    private void takeDeliveries(long nanos) {
        if (bell.takeDelivery()) {
            deliveries.deliver(nanos);
            if (!broken.isEmpty()) {
                endBroken();
            }
        }
    }

    private void deliver(RelayPort port, long nanos) {
        try {
            port.live().deliver(batch, nanos);
        } catch (RuntimeException e) {
            batch.clear();
            LoopPorts.report(port, e);
            broken.add(port);
        }
    }

    private void fail(RelayPort port, RuntimeException e) {
        batch.clear();
        ports.fail(port, e);
    }

    private void finish() {
        long nanos = System.nanoTime();
        bell.end();
        for (var port = bell.next(); port.isPresent(); port = bell.next()) {
            if (port.get().loop() == this) {
                port.get().end(nanos);
            } else {
                ports.pass(port.get()); // which may know of it by this list alone
            }
        }
        ports.end(nanos);
        arena.close();
    }
}
