package org.dragoman.media.relay;

import java.util.Optional;
import org.dragoman.media.frame.PacketLength;
import org.dragoman.media.frame.Regrouping;
import org.dragoman.media.relay.linux.PacketBatch;
import org.dragoman.media.rtp.Rtp;
import org.dragoman.media.rtp.RtpView;

/// Packets that a port's peer sends, made as long as the listener wants them: there from the first
/// one that is not, and gone when something else is agreed. What it makes enters the listener's
/// stream like that of any other source.
final class Regrouper {
    private final Randomness random;
    private final RtpView packet;
    private Optional<PacketLength> wanted = Optional.empty();
    private Optional<Regrouping> current = Optional.empty();
    private int ssrc; // of what is made, as the listener's port tells streams apart
    private int sourceSsrc;
    private int type; // that it leaves with
    private int clockHz;

    Regrouper(Randomness random, RtpView packet) {
        this.random = random;
        this.packet = packet;
    }

    /// Whether the packet at hand has to be given to {@link #pass}.
    boolean takes(Optional<PacketLength> length, PacketBatch batch) {
        if (length.isEmpty()) {
            return false;
        }
        var of = length.get();
        int frames = of.count(batch.packets(), packet.payloadAt(), packet.payloadLength());
        boolean same = wanted.isPresent() && wanted.get() == of;
        return frames > 0 && (current.isPresent() && same || !of.takes(frames));
    }

    /// Takes the packet at hand, and sends what is whole. False: it broke its format, and goes as
    /// it is.
    boolean pass(
            LivePort to, PacketBatch batch, Route route, int extended, int ofClockHz, long nanos) {
        var length = route.length(packet.type());
        int leavesAs = route.typeFor(packet.type());
        boolean begins =
                current.isEmpty()
                        || wanted.get() != length.get()
                        || packet.ssrc() != sourceSsrc
                        || leavesAs != type;
        if (begins) {
            begin(length, leavesAs, ofClockHz);
        }
        var grouping = current.orElseThrow();
        if (!grouping.fits(packet.timestamp(), packet.marker())) {
            send(true, to, batch, nanos);
            grouping.begin(packet.timestamp(), extended);
        }
        boolean taken =
                grouping.put(
                        batch.packets(),
                        packet.payloadAt(),
                        packet.payloadLength(),
                        packet.timestamp(),
                        extended,
                        packet.marker(),
                        nanos);
        send(!taken, to, batch, nanos);
        return taken;
    }

    /// The packet at hand is no sound, or must not be heard: what waits goes before it, where the
    /// listener may hear it.
    void skip(LivePort to, PacketBatch batch, int extended, long nanos) {
        if (current.isPresent()) {
            send(true, to, batch, nanos);
            current.get().skip(extended);
        }
    }

    /// When {@link #tick} wants to be called.
    long dueNanos() {
        return current.isPresent() ? current.get().dueNanos() : Hearing.NEVER;
    }

    /// What has waited too long goes as it is.
    void tick(LivePort to, PacketBatch batch, long nanos) {
        if (current.isPresent() && current.get().dueNanos() - nanos <= 0) {
            send(true, to, batch, nanos);
        }
    }

    /// Packets go as they come from now on.
    void end() {
        current = Optional.empty();
        wanted = Optional.empty();
    }

    private void begin(Optional<PacketLength> length, int leavesAs, int ofClockHz) {
        wanted = length;
        type = leavesAs;
        clockHz = ofClockHz;
        sourceSsrc = packet.ssrc();
        ssrc = (int) random.number();
        current = Optional.of(new Regrouping(length.get(), clockHz));
    }

    private void send(boolean all, LivePort to, PacketBatch batch, long nanos) {
        var grouping = current.orElseThrow();
        var memory = batch.packets();
        long at = PacketBatch.ownOffset();
        while (grouping.next(all, memory, at + Rtp.HEADER)) {
            if (!to.listens()) {
                to.out.skip(grouping.sequence(), ssrc);
            } else if (to.out.map(
                    grouping.sequence(),
                    grouping.timestamp(),
                    ssrc,
                    grouping.marker(),
                    nanos,
                    clockHz)) {
                Rtp.write(memory, at, false, 0, 0, 0, 0);
                to.send(batch, at, Rtp.HEADER + grouping.length(), type);
                to.flush(batch);
            }
        }
    }
}
