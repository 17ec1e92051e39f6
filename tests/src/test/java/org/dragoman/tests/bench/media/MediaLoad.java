package org.dragoman.tests.bench.media;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.dragoman.media.relay.linux.Epoll;
import org.dragoman.media.relay.linux.PacketBatch;
import org.dragoman.media.relay.linux.PeerAddress;
import org.dragoman.media.relay.linux.UdpSocket;
import org.dragoman.media.rtp.Rtp;

/// Both ends of many calls: each leg sends a packet of 20 ms G.711 every 20 ms, evenly spread, and
/// what arrives is counted and timed. Leg 2k talks to leg 2k+1 through the relay. The sending time
/// travels in the payload, so the relay must not convert.
final class MediaLoad implements AutoCloseable {
    private static final long PACKET_NANOS = 20_000_000;
    private static final long BREATH_NANOS = 50_000; // the other processor is the relay's
    private static final int PAYLOAD = 160; // bytes
    private static final int LENGTH = Rtp.HEADER + PAYLOAD;
    private static final int PCMU = 0;

    private final Arena arena = Arena.ofShared();
    private final Epoll epoll = new Epoll(arena);
    private final PacketBatch batch = new PacketBatch(arena);
    private final List<Integer> sockets = new ArrayList<>();
    private final Histogram delay = new Histogram(3);
    private long sent;
    private long unsent;
    private long received;

    /// How a run went.
    ///
    /// - {@code delay}: nanoseconds from the sending of a packet to its receipt.
    record Result(long sent, long unsent, long received, Histogram delay) {
        long lost() {
            return sent - received;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d packets sent, %d lost, %d unsent; delay %.0f us median, %.0f us p99, %.0f"
                            + " us p99.9, %.1f ms max",
                    sent,
                    lost(),
                    unsent,
                    delay.getValueAtPercentile(50) / 1e3,
                    delay.getValueAtPercentile(99) / 1e3,
                    delay.getValueAtPercentile(99.9) / 1e3,
                    delay.getMaxValue() / 1e6);
        }
    }

    /// Opens the legs on even ports of loopback from {@code firstPort} on.
    MediaLoad(int firstPort, int legs) throws IOException {
        for (int leg = 0; leg < legs; leg++) {
            int fd = UdpSocket.open(address(firstPort, leg), 0);
            sockets.add(fd);
            epoll.add(fd, leg);
        }
    }

    static InetSocketAddress address(int firstPort, int leg) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), firstPort + 2 * leg);
    }

    /// Sends for a while, each leg to its target, and waits for what is under way.
    Result run(List<InetSocketAddress> targets, Duration duration) {
        sent = 0;
        unsent = 0;
        received = 0;
        delay.reset();
        var to = targets.stream().map(PeerAddress::of).toList();
        long begin = System.nanoTime();
        long end = begin + duration.toNanos();
        long packets = 0;
        for (long now = begin; now < end; now = System.nanoTime()) {
            while (begin + packets * PACKET_NANOS / to.size() <= now) {
                int leg = (int) (packets % to.size());
                send(leg, to.get(leg), (int) (packets / to.size()));
                packets++;
            }
            receive();
            epoll.rest(BREATH_NANOS);
        }
        for (long late = end + 300_000_000; System.nanoTime() < late; ) {
            receive();
            epoll.rest(BREATH_NANOS);
        }
        return new Result(sent, unsent, received, delay.copy());
    }

    @Override
    public void close() {
        sockets.forEach(UdpSocket::close);
        epoll.close();
        arena.close();
    }

    private void send(int leg, PeerAddress to, int number) {
        var memory = batch.packets();
        long at = PacketBatch.ownOffset();
        Rtp.write(memory, at, number == 0, PCMU, number, number * PAYLOAD, 0x5000_0000 + leg);
        memory.set(JAVA_LONG_UNALIGNED, at + Rtp.HEADER, System.nanoTime());
        batch.queue(at, LENGTH);
        if (batch.send(sockets.get(leg), to) == 1) {
            sent++;
        } else {
            unsent++;
        }
    }

    private void receive() {
        int ready = epoll.await(0);
        for (int i = 0; i < ready; i++) {
            int count = batch.receive(sockets.get((int) epoll.token(i)), 1);
            if (count == 1 && batch.length(0) == LENGTH) {
                received++;
                long then = batch.packets().get(JAVA_LONG_UNALIGNED, Rtp.HEADER);
                delay.recordValue(Math.max(0, System.nanoTime() - then));
            }
        }
    }
}
