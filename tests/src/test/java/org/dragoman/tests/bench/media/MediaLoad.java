package org.dragoman.tests.bench.media;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.dragoman.media.relay.linux.Epoll;
import org.dragoman.media.relay.linux.PeerAddress;
import org.dragoman.media.relay.linux.Scheduling;
import org.dragoman.media.relay.linux.UdpSocket;
import org.dragoman.media.rtp.Rtp;

/// Both ends of many calls: each leg sends a packet of 20 ms G.711 every 20 ms, evenly spread, and
/// what arrives is counted and timed. Leg 2k talks to leg 2k+1 through the relay. The sending time
/// travels in the payload, so the relay must not convert: it is taken right before the system call
/// that sends, and the arrival is the kernel's own note of it. What the load itself is late by is
/// part of the result, not of the relay's delay; and packets that the load was held up in sending
/// are counted apart, since nobody knows when those were on their way.
///
/// All legs are at one address and port, as phones behind one router can be: one call of the
/// system sends for many of them, which leaves more of the machine to the relay.
final class MediaLoad implements AutoCloseable {
    private static final long PACKET_NANOS = 20_000_000;
    private static final long BREATH_NANOS = 50_000; // the other processor is the relay's
    private static final long LAST_NANOS = 300_000_000; // for what is under way at the end
    private static final int PAYLOAD = 160; // bytes
    private static final int LENGTH = Rtp.HEADER + PAYLOAD;
    private static final int PCMU = 0;
    private static final int BURST = 256; // packets sent before the load listens again
    private static final int TURNS = 8; // of receiving before the load sends again
    private static final int PRIORITY = 1; // what measures goes before what is measured
    private static final long HELD_NANOS = 200_000; // no call that sends a few takes as long
    private static final int RECEIVE_BYTES = 4 << 20; // as much of it as the system allows

    private final Arena arena = Arena.ofShared();
    private final Epoll epoll = new Epoll(arena);
    private final SendBatch batch = new SendBatch(arena);
    private final StampedBatch stamped = new StampedBatch(arena);
    private final InstantSource clock = InstantSource.system();
    private final int socket;
    private final Histogram delay = new Histogram(3);
    private final Histogram late = new Histogram(3);
    private final Held held = new Held();
    private long sent;
    private long unsent;
    private long received;
    private long number; // of the run: what an earlier one left under way is not counted

    /// Opens the port that all legs have.
    MediaLoad(InetSocketAddress at) throws IOException {
        socket = UdpSocket.open(at, 0, RECEIVE_BYTES);
        StampedBatch.stamp(socket);
    }

    /// Sends for a while, each leg to its target, and waits for what is under way.
    MediaRun run(List<InetSocketAddress> targets, Duration duration) {
        boolean first = new Scheduling(arena).set(Scheduling.FIRST, 0, PRIORITY, 0);
        if (!first) {
            System.err.println("the load must share the processor: its lateness tells");
        }
        number++;
        sent = 0;
        unsent = 0;
        received = 0;
        delay.reset();
        late.reset();
        held.reset();
        var to = targets.stream().map(PeerAddress::of).toList();
        long begin = System.nanoTime();
        long end = begin + duration.toNanos();
        long packets = 0;
        while (System.nanoTime() < end) {
            packets = sendDue(to, begin, packets);
            receive();
            epoll.rest(BREATH_NANOS);
        }
        for (long last = end + LAST_NANOS; System.nanoTime() < last; ) {
            receive();
            epoll.rest(BREATH_NANOS);
        }
        return new MediaRun(sent, unsent, received, delay.copy(), late.copy(), held.delay().copy());
    }

    @Override
    public void close() {
        UdpSocket.close(socket);
        epoll.close();
        arena.close();
    }

    private long sendDue(List<PeerAddress> to, long begin, long from) {
        long now = System.nanoTime();
        long packets = from;
        for (int burst = 0; burst < BURST; burst++) {
            long due = begin + packets * PACKET_NANOS / to.size();
            if (due > now) {
                break;
            }
            late.recordValue(now - due);
            int leg = (int) (packets % to.size());
            queue(leg, to.get(leg), (int) (packets / to.size()));
            packets++;
        }
        send();
        return packets;
    }

    private void queue(int leg, PeerAddress to, int place) {
        if (batch.isFull()) {
            send();
        }
        var memory = batch.packets();
        long at = batch.next();
        Rtp.write(memory, at, place == 0, PCMU, place, place * PAYLOAD, 0x5000_0000 + leg);
        memory.set(JAVA_LONG_UNALIGNED, at + Rtp.HEADER + 8, number);
        batch.queue(LENGTH, to);
    }

    private void send() {
        int all = (int) (batch.next() / SendBatch.ROOM);
        if (all == 0) {
            return;
        }
        long stamp = wallNanos();
        for (int i = 0; i < all; i++) {
            long at = (long) i * SendBatch.ROOM + Rtp.HEADER;
            batch.packets().set(JAVA_LONG_UNALIGNED, at, stamp);
        }
        int taken = batch.send(socket);
        if (wallNanos() - stamp > HELD_NANOS) {
            held.add(stamp);
        }
        sent += taken;
        unsent += all - taken;
    }

    private void receive() {
        int count = StampedBatch.MOST;
        for (int turn = 0; turn < TURNS && count == StampedBatch.MOST; turn++) {
            count = stamped.receive(socket);
            for (int i = 0; i < count; i++) {
                note(i);
            }
        }
    }

    private void note(int index) {
        long at = StampedBatch.offset(index) + Rtp.HEADER;
        boolean ours = stamped.packets().get(JAVA_LONG_UNALIGNED, at + 8) == number;
        if (ours && stamped.length(index) == LENGTH) {
            received++;
            long then = stamped.packets().get(JAVA_LONG_UNALIGNED, at);
            long took = Math.max(0, stamped.arrivedNanos(index) - then);
            if (held.contains(then)) {
                held.delay().recordValue(took);
            } else {
                delay.recordValue(took);
            }
        }
    }

    private long wallNanos() {
        var now = clock.instant();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
