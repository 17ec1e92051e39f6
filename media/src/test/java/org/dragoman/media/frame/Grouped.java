package org.dragoman.media.frame;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/// Packets on their way through a {@link Regrouping}.
final class Grouped {
    /// A packet, with the sequence number and timestamp of whoever made it.
    record Packet(int sequence, int timestamp, boolean marker, byte[] payload) {}

    private final MemorySegment in = Arena.ofAuto().allocate(2_000);
    private final MemorySegment out = Arena.ofAuto().allocate(2_000);
    final Regrouping regrouping;
    final List<Packet> made = new ArrayList<>();

    Grouped(PacketLength length, int clockHz) {
        regrouping = new Regrouping(length, clockHz);
    }

    /// As the relay does it.
    void put(Packet packet, long nanos) {
        if (!regrouping.fits(packet.timestamp(), packet.marker())) {
            take(true);
            regrouping.begin(packet.timestamp(), packet.sequence());
        }
        MemorySegment.copy(
                packet.payload(), 0, in, ValueLayout.JAVA_BYTE, 3, packet.payload().length);
        boolean taken =
                regrouping.put(
                        in,
                        3,
                        packet.payload().length,
                        packet.timestamp(),
                        packet.sequence(),
                        packet.marker(),
                        nanos);
        if (!taken) {
            throw new AssertionError("it was counted before");
        }
        take(false);
    }

    void take(boolean all) {
        while (regrouping.next(all, out, 5)) {
            made.add(
                    new Packet(
                            regrouping.sequence(),
                            regrouping.timestamp(),
                            regrouping.marker(),
                            out.asSlice(5, regrouping.length()).toArray(ValueLayout.JAVA_BYTE)));
        }
    }
}
