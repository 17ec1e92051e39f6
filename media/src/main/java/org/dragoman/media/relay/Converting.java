package org.dragoman.media.relay;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.media.jitter.Playout;
import org.dragoman.media.relay.linux.PacketBatch;
import org.dragoman.media.rtp.Rtp;
import org.dragoman.media.rtp.RtpView;

/// The conversion of what a port's peer says for the port it is joined to, as the loop has it:
/// there while packets come that need one, gone when they do not. The sound that is made enters
/// the listener's stream like that of any other source, so that a change from relaying to
/// converting and back is a seam like others.
final class Converting {
    // A peer that changes its codec with each packet gets no new conversion for each.
    private static final long LEAST_NANOS = 200_000_000;

    private final Converter converter;
    private final MediaPlane.Ear ear;
    private final PortCounters counters;
    private final Randomness random;
    private final RtpView packet;
    private Optional<Runnable> news = Optional.empty(); // tells the loop that something was made
    private Optional<LiveRoom> room = Optional.empty(); // where the peer talks in one
    private Optional<LiveConversion> current = Optional.empty();
    private long changedNanos;
    private long concealedBefore; // milliseconds, by conversions that are over
    private long discardedBefore; // packets

    Converting(
            Converter converter,
            MediaPlane.Ear ear,
            PortCounters counters,
            Randomness random,
            RtpView packet) {
        this.converter = converter;
        this.ear = ear;
        this.counters = counters;
        this.random = random;
        this.packet = packet;
    }

    Converter converter() {
        return converter;
    }

    /// The port came to a loop that is told so of what was made.
    void liveOn(Runnable tell) {
        news = Optional.of(tell);
    }

    /// The peer talks in a room from now on, or no longer.
    void enter(Optional<LiveRoom> other) {
        end();
        room = other;
        changedNanos = 0;
    }

    /// There is something to be heard in the room, whether or not the peer says anything.
    void listen(LiveConversion.Kind kind, ModeRequest asked, long nanos) {
        if (current.isEmpty() && news.isPresent()) {
            begin(kind, asked, news.get(), nanos);
        }
    }

    boolean isActive() {
        return current.isPresent();
    }

    /// Takes the packet at hand, which is sound that needs the conversion.
    ///
    /// - {@code asked}: what the listener asks for.
    void sound(
            MemorySegment memory,
            LiveConversion.Kind kind,
            ModeRequest asked,
            int extended,
            long nanos) {
        if (current.isEmpty() || !current.get().kind.equals(kind)) {
            if (news.isEmpty() || changedNanos != 0 && nanos - changedNanos < LEAST_NANOS) {
                counters.refused.add(1);
                return;
            }
            begin(kind, asked, news.get(), nanos);
        }
        current.orElseThrow().listener(asked);
        offer(memory, Playout.SOUND, packet.payloadLength(), extended, nanos);
    }

    /// Takes the packet at hand, which is comfort noise.
    void noise(MemorySegment memory, int extended, long nanos) {
        offer(memory, Playout.NOISE, packet.payloadLength(), extended, nanos);
    }

    /// The packet at hand is no sound: it leaves no gap.
    void other(MemorySegment memory, int extended, long nanos) {
        if (current.isPresent()) {
            offer(memory, Playout.OTHER, 0, extended, nanos);
        }
    }

    /// No conversion is needed any more.
    void end() {
        if (current.isPresent()) {
            concealedBefore += current.get().concealedMillis();
            discardedBefore += current.get().lateCount();
            current.get().end();
            current = Optional.empty();
        }
    }

    /// No conversion but this is needed.
    void keepOnly(Route route) {
        if (current.isPresent() && !route.needs(current.get().kind)) {
            end();
        }
    }

    /// Sends what was made to the listener.
    void deliver(PacketBatch batch, LivePort to, long nanos) {
        if (current.isEmpty()) {
            return;
        }
        var conversion = current.get();
        var made = conversion.made;
        int clockHz = conversion.kind.to().codec().clockHz();
        while (made.hasPacket()) {
            var head = made.head();
            if (!to.listens()) {
                to.out.skip(head.sequence, conversion.ssrc);
            } else if (to.out.map(
                    head.sequence, head.timestamp, conversion.ssrc, head.marker, nanos, clockHz)) {
                send(batch, to, made.payload(), head);
            }
            made.drop();
            if (batch.queued() == PacketBatch.MOST) {
                to.flush(batch);
            }
        }
        counters.concealedMillis.set(concealedBefore + conversion.concealedMillis());
        counters.discarded.set(discardedBefore + conversion.lateCount());
        if (batch.queued() > 0) {
            to.flush(batch);
        }
    }

    private static void send(PacketBatch batch, LivePort to, byte[] payload, PacketRing.Head head) {
        long at = PacketBatch.offset(batch.queued());
        var memory = batch.packets();
        Rtp.write(memory, at, false, 0, 0, 0, 0);
        MemorySegment.copy(payload, 0, memory, JAVA_BYTE, at + Rtp.HEADER, head.length);
        to.send(batch, at, Rtp.HEADER + head.length, head.type);
    }

    private void begin(LiveConversion.Kind kind, ModeRequest asked, Runnable tell, long nanos) {
        end();
        changedNanos = nanos;
        var conversion = new LiveConversion(kind, (int) random.number(), asked, tell, ear, room);
        current = Optional.of(conversion);
        converter.begin(conversion);
    }

    private void offer(MemorySegment memory, byte kind, int length, int extended, long nanos) {
        var ring = current.orElseThrow().arrived;
        if (!ring.hasRoom(length)) {
            counters.unconverted.add(1);
            return;
        }
        var head = ring.next();
        head.sequence = extended;
        head.timestamp = packet.timestamp();
        head.ssrc = packet.ssrc();
        head.type = packet.type();
        head.kind = kind;
        head.nanos = nanos;
        ring.offer(memory, packet.payloadAt(), length);
    }
}
