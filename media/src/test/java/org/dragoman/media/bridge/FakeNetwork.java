package org.dragoman.media.bridge;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.jitter.Playout;

/// A conversion between a peer that sends a tone through a bad network, and whoever listens. Time
/// is the test's own, and what the network does comes of a seed.
final class FakeNetwork implements AutoCloseable {
    private static final long MILLI = 1_000_000;
    private static final long GRID = 5 * MILLI; // as the workers wake
    private static final int SSRC = 42;

    final List<Made> made = new ArrayList<>();
    final Conversion conversion;

    private final Random random;
    private final Weather weather;
    private final Arena arena = Arena.ofConfined();
    private final Workbench bench = new Workbench(arena);
    private final ToneSender sender;
    private final PriorityQueue<Flying> flying = new PriorityQueue<>();
    private final long skewedPacketNanos;
    private long sendAt = 1_000 * MILLI;
    private long now = sendAt;
    int sent;
    int delivered;

    /// What the network does.
    ///
    /// - {@code loss}, {@code reorder}, {@code duplicate}: share of packets.
    /// - {@code jitterMillis}: evenly between nothing and this.
    /// - {@code driftPpm}: how much faster the sender's clock runs.
    record Weather(double loss, double reorder, double duplicate, int jitterMillis, int driftPpm) {
        static final Weather FINE = new Weather(0, 0, 0, 0, 0);
    }

    /// A packet that came out.
    record Made(long nanos, int sequence, int timestamp, boolean marker, int type, byte[] bytes) {}

    private record Flying(long arrives, int order, int sequence, int timestamp, byte[] bytes)
            implements Comparable<Flying> {
        @Override
        public int compareTo(Flying other) {
            int first = Long.compare(arrives, other.arrives);
            return first != 0 ? first : Integer.compare(order, other.order);
        }
    }

    FakeNetwork(
            long seed, Weather weather, PayloadFormat from, PayloadFormat to, int noiseType, int hz)
            throws CodecFailed {
        this.weather = weather;
        random = new Random(seed);
        var codecs = Codecs.ofThisMachine();
        sender = new ToneSender(codecs, from, hz, arena);
        conversion = Conversion.open(codecs, from.codec(), from.packetMillis(), to, noiseType);
        skewedPacketNanos = sender.nanos() * 1_000_000L / (1_000_000 + weather.driftPpm());
    }

    /// The sender sends and the conversion works for so long.
    void run(int millis) throws CodecFailed {
        long end = now + millis * MILLI;
        while (now < end) {
            while (sendAt <= now) {
                send();
                sendAt += skewedPacketNanos;
            }
            work();
        }
    }

    /// The sender is silent for so long; its clock goes on.
    void silence(int millis) throws CodecFailed {
        long end = now + millis * MILLI;
        while (now < end) {
            while (sendAt <= now) {
                sender.skip();
                sendAt += skewedPacketNanos;
            }
            work();
        }
    }

    /// Puts a packet of another kind where the next packet of sound would be.
    void put(byte kind, byte... payload) {
        conversion
                .playout()
                .put(
                        sender.sequence++,
                        sender.timestamp,
                        SSRC,
                        kind,
                        0,
                        payload,
                        0,
                        payload.length,
                        now);
    }

    private void send() throws CodecFailed {
        sent++;
        var bytes = sender.next();
        int sequence = sender.sequence - 1;
        int timestamp = sender.timestamp - sender.units();
        if (random.nextDouble() < weather.loss()) {
            return;
        }
        long delay = 20 * MILLI + (long) (random.nextDouble() * weather.jitterMillis() * MILLI);
        if (random.nextDouble() < weather.reorder()) {
            delay += sender.nanos() * 3 / 2;
        }
        fly(sendAt + delay, sequence, timestamp, bytes);
        if (random.nextDouble() < weather.duplicate()) {
            fly(sendAt + delay + MILLI, sequence, timestamp, bytes);
        }
    }

    private void fly(long arrives, int sequence, int timestamp, byte[] bytes) {
        flying.add(new Flying(arrives, sent, sequence, timestamp, bytes));
    }

    private void work() throws CodecFailed {
        now += GRID;
        while (!flying.isEmpty() && flying.peek().arrives() <= now) {
            var one = flying.remove();
            delivered++;
            conversion
                    .playout()
                    .put(
                            one.sequence(),
                            one.timestamp(),
                            SSRC,
                            Playout.SOUND,
                            0,
                            one.bytes(),
                            0,
                            one.bytes().length,
                            one.arrives());
        }
        while (conversion.isDue(now)) {
            if (!conversion.make(now, bench)) {
                if (!conversion.isDue(now) || conversion.playout().hasPackets()) {
                    break;
                }
                continue;
            }
            var bytes = new byte[conversion.length()];
            MemorySegment.copy(bench.made(), ValueLayout.JAVA_BYTE, 0, bytes, 0, bytes.length);
            made.add(
                    new Made(
                            now,
                            conversion.sequence(),
                            conversion.timestamp(),
                            conversion.marker(),
                            conversion.type(),
                            bytes));
        }
    }

    @Override
    public void close() {
        sender.close();
        conversion.close();
        arena.close();
    }
}
