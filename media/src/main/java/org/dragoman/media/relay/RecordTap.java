package org.dragoman.media.relay;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.media.rtp.Counter;
import org.dragoman.media.rtp.RtpView;

/// Copies what a peer says for the thread that records it, and never waits: where that thread is
/// behind, packets are left out and counted. The loop offers, the {@link Recorder} takes.
final class RecordTap {
    private static final int PLACES = 256; // packets: 5 s of a slow disk

    final PacketRing ring = new PacketRing(PLACES);
    final Counter leftOut = new Counter();
    private volatile Optional<FlowPlan> plan = Optional.empty();

    /// By the loop: the packet at hand.
    void sound(RtpView packet, MemorySegment memory, FlowPlan current, long nanos) {
        int length = packet.payloadLength();
        if (!ring.hasRoom(length)) {
            leftOut.add(1);
            return;
        }
        if (plan.isEmpty() || plan.get() != current) {
            plan = Optional.of(current);
        }
        var head = ring.next();
        head.ssrc = packet.ssrc();
        head.timestamp = packet.timestamp();
        head.type = packet.type();
        head.nanos = nanos;
        ring.offer(memory, packet.payloadAt(), length);
    }

    /// By the recorder: what codec a payload type is of.
    Optional<Codec> codec(int type) {
        return plan.flatMap(p -> p.receiving.get(type)).filter(c -> !FlowPlan.isComfortNoise(c));
    }
}
