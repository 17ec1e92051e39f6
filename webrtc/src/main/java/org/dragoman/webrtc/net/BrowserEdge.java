package org.dragoman.webrtc.net;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.dragoman.core.fault.PeerFault.Malformed;
import org.dragoman.core.media.CertificateFingerprint;
import org.dragoman.core.media.IceCredentials;
import org.dragoman.media.relay.BrowserAgent;
import org.dragoman.media.relay.PacketPath;
import org.dragoman.webrtc.dtls.DtlsIdentity;
import org.dragoman.webrtc.dtls.DtlsRehearsal;
import org.dragoman.webrtc.dtls.DtlsWorkers;
import org.dragoman.webrtc.ice.IceMachine;
import org.dragoman.webrtc.stun.StunMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// ICE and DTLS of all browsers. One thread of its own takes what the media loop hands over; it
/// waits for nobody, and what it cannot take in time is lost, as datagrams are.
public final class BrowserEdge implements BrowserAgent {
    private static final Logger LOG = LoggerFactory.getLogger(BrowserEdge.class);

    private static final int WAITING = 2_048; // datagrams
    private static final Duration ROUND = Duration.ofSeconds(1); // between looks at who is gone
    private static final Duration WORD = Duration.ofMinutes(1); // between lines of the log
    private static final int FIRST_OF_DTLS = 20; // RFC 7983 §7
    private static final int LAST_OF_DTLS = 63;

    private final Outlet outlet;
    private final InstantSource time;
    private final SecureRandom random = new SecureRandom();
    private final DtlsIdentity identity;
    private final DtlsWorkers workers;
    private final Map<String, BrowserSession> byName = new ConcurrentHashMap<>();
    private final Map<PacketPath, BrowserSession> byPath = new ConcurrentHashMap<>();
    private final BlockingQueue<Arrival> arrivals = new ArrayBlockingQueue<>(WAITING);
    private final LongAdder dropped = new LongAdder(); // datagrams: of nobody, or too many
    private final Thread thread;
    private volatile boolean closed;
    private Instant nextRound;
    private Instant nextWord;

    private record Arrival(PacketPath path, byte[] datagram) {}

    public BrowserEdge(Outlet outlet, InstantSource time) {
        this.outlet = outlet;
        this.time = time;
        nextRound = time.instant();
        nextWord = nextRound.plus(WORD);
        identity = DtlsIdentity.make(random, nextRound);
        workers = new DtlsWorkers(identity);
        DtlsRehearsal.begin(identity, workers);
        thread = Thread.ofPlatform().daemon().name("browsers").start(this::run);
    }

    @Override
    public Session open(Port port) {
        var surroundings =
                new BrowserSession.Surroundings(outlet, time, identity, workers, new Book());
        BrowserSession session;
        do {
            session = new BrowserSession(IceCredentials.fresh(random), port, surroundings);
        } while (!session.enter()); // two of the same name: once in 2^48
        return session;
    }

    @Override
    public CertificateFingerprint certificate() {
        return identity.fingerprint();
    }

    @Override
    public void arrived(PacketPath path, byte[] datagram) {
        if (!arrivals.offer(new Arrival(path, datagram))) {
            dropped.increment();
        }
    }

    private void run() {
        while (!closed) {
            try {
                var arrival = arrivals.poll(ROUND.toMillis(), TimeUnit.MILLISECONDS);
                if (arrival != null) {
                    take(arrival);
                }
                lookRound();
            } catch (InterruptedException _) {
                return; // only close() interrupts
            } catch (RuntimeException e) {
                LOG.atError()
                        .addKeyValue("event", "browsers.failed")
                        .setCause(e)
                        .log("a datagram was dropped after an internal error");
            }
        }
    }

    private void take(Arrival arrival) {
        var datagram = arrival.datagram();
        if (StunMessage.isLikely(datagram)) {
            check(arrival.path(), datagram);
        } else if (datagram[0] >= FIRST_OF_DTLS && datagram[0] <= LAST_OF_DTLS) {
            var session = Optional.ofNullable(byPath.get(arrival.path()));
            session.ifPresentOrElse(s -> s.secure(datagram), dropped::increment);
        } else {
            dropped.increment(); // ZRTP, TURN channels: not for us
        }
    }

    private void check(PacketPath path, byte[] datagram) {
        try {
            var message = StunMessage.read(datagram);
            var session = IceMachine.addressee(message).map(byName::get);
            session.ifPresentOrElse(s -> s.check(path, message), dropped::increment);
        } catch (Malformed _) {
            dropped.increment(); // an unknown source gets nothing (ADR 0012)
        }
    }

    private void lookRound() {
        var now = time.instant();
        if (now.isBefore(nextRound)) {
            return;
        }
        nextRound = now.plus(ROUND);
        if (!now.isBefore(nextWord)) {
            nextWord = now.plus(WORD);
            tellDropped();
        }
        byName.values().stream().distinct().forEach(session -> session.look(now));
    }

    private void tellDropped() {
        long count = dropped.sumThenReset();
        if (count > 0) {
            LOG.atInfo()
                    .addKeyValue("event", "webrtc.dropped")
                    .addKeyValue("datagrams", count)
                    .log("datagrams on the port of browsers that were nobody's, or too many");
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        byName.values().stream().distinct().forEach(BrowserSession::close);
        workers.close();
    }

    /// Where sessions are found.
    private final class Book implements BrowserSession.Book {
        @Override
        public boolean enter(String name, BrowserSession session) {
            return byName.putIfAbsent(name, session) == null;
        }

        @Override
        public void leave(String name, BrowserSession session) {
            byName.remove(name, session);
        }

        @Override
        public void enter(PacketPath path, BrowserSession session) {
            byPath.put(path, session);
        }

        @Override
        public void leave(PacketPath path, BrowserSession session) {
            byPath.remove(path, session);
        }
    }
}
