package org.dragoman.media.relay;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.media.Tone;
import org.dragoman.media.codec.G711Payload;
import org.dragoman.media.dtmf.EventReceiver;
import org.dragoman.media.relay.linux.PacketBatch;
import org.dragoman.media.rtp.IncomingStream;
import org.dragoman.media.rtp.OutgoingStream;
import org.dragoman.media.rtp.RtcpReport;
import org.dragoman.media.rtp.Rtp;
import org.dragoman.media.rtp.RtpView;

/// A port as its loop has it: a packet comes in at {@link #receiveRtp}, is judged, and goes out of
/// the port it is joined to. Everything here belongs to the loop's thread, and nothing here
/// allocates for a packet.
final class LivePort {
    final Sockets sockets;
    final PortCounters counters = new PortCounters();
    final IncomingStream in = new IncomingStream();
    final OutgoingStream out;
    final AtomicBoolean retired = new AtomicBoolean();
    int slot = -1; // in the loop's table; -1 while it is in none
    boolean timed; // on the loop's list of ports with something due

    private final LastStream last;
    private final MediaPlane.Ear ear;
    private final SourceLock rtpSource;
    private final SourceLock rtcpSource;
    private final EventReceiver events;
    private final OwnSound own;
    private final RtpView packet = new RtpView();
    private final RtcpReport report = new RtcpReport();
    private final byte[] name;
    private final Randomness random;
    private FlowPlan plan;
    private Route route;
    private Optional<LivePort> peer = Optional.empty();
    private Optional<Tone> tone = Optional.empty();
    private boolean heard;
    private int queuedBytes;

    /// - {@code sockets}: the open file descriptors.
    /// - {@code last}: whom the port heard in its last call.
    LivePort(
            Sockets sockets,
            LastStream last,
            SourcePolicy policy,
            FlowPlan plan,
            MediaPlane.Ear ear,
            DigitQueue digits,
            Randomness random) {
        this.sockets = sockets;
        this.last = last;
        this.plan = plan;
        this.ear = ear;
        this.random = random;
        out = new OutgoingStream(random.number());
        name = random.name(RtcpReport.NAME);
        rtpSource = new SourceLock(policy);
        rtcpSource = new SourceLock(policy);
        own = new OwnSound(digits);
        events = new EventReceiver(this::digit);
        route = new Route(plan, Optional.empty());
    }

    Optional<LivePort> peer() {
        return peer;
    }

    /// Takes what was agreed anew.
    void agree(FlowPlan other, long nanos) {
        if (other == plan) {
            return;
        }
        plan = other;
        rtpSource.agree(other.remoteRtp);
        rtcpSource.agree(other.remoteRtcp);
        own.replan(nanos);
        findRoutes();
    }

    void play(Optional<Tone> wanted, Optional<ToneSound> sound, long nanos) {
        if (!wanted.equals(tone)) {
            tone = wanted;
            own.play(sound, nanos);
        }
    }

    void join(LivePort other) {
        peer = Optional.of(other);
        other.peer = Optional.of(this);
        findRoutes();
    }

    void part() {
        peer.ifPresent(
                other -> {
                    other.peer = Optional.empty();
                    other.out.detach();
                    other.findRoutes();
                });
        peer = Optional.empty();
        out.detach();
        findRoutes();
    }

    /// What this port heard, for the next call on it.
    LastStream lastStream(long nanos) {
        return in.isKnown() ? new LastStream(true, in.ssrc(), in.highest(), nanos) : last;
    }

    /// When {@link #tick} wants to be called.
    long dueNanos(long nanos) {
        own.look(nanos);
        long due = own.dueNanos();
        return events.isActive() ? Math.min(due, nanos + EventReceiver.SILENCE_NANOS / 4) : due;
    }

    /// Does what time alone brings: the next packet of a tone or digit, the end of a silent digit.
    void tick(PacketBatch batch, long nanos) {
        events.tick(nanos);
        own.look(nanos);
        if (own.dueNanos() - nanos <= 0) {
            int length = own.next(batch.packets(), PacketBatch.ownOffset(), plan, out, nanos);
            if (length > 0 && !rtpSource.destination().isNone()) {
                batch.queue(PacketBatch.ownOffset(), length);
                queuedBytes += length;
                flush(batch);
            }
        }
    }

    /// Takes packets from the RTP socket.
    void receiveRtp(PacketBatch batch, int count, long nanos) {
        for (int i = 0; i < count; i++) {
            takeRtp(batch, i, nanos);
        }
        if (batch.queued() > 0) {
            peer.orElseThrow().flush(batch);
        }
    }

    /// Takes packets from the RTCP socket.
    void receiveRtcp(PacketBatch batch, int count) {
        for (int i = 0; i < count; i++) {
            long at = PacketBatch.offset(i);
            int length = batch.length(i);
            if (batch.isCut(i)
                    || !Rtp.isVersion2(batch.packets(), at, length)
                    || !Rtp.isRtcp(batch.packets(), at)) {
                counters.malformed.add(1);
            } else {
                takeRtcp(batch, i, rtcpSource);
            }
        }
    }

    private void takeRtp(PacketBatch batch, int index, long nanos) {
        var memory = batch.packets();
        long at = PacketBatch.offset(index);
        int length = batch.length(index);
        if (batch.isCut(index) || !Rtp.isVersion2(memory, at, length)) {
            counters.malformed.add(1);
        } else if (Rtp.isRtcp(memory, at)) {
            takeRtcp(batch, index, rtpSource); // RFC 5761
        } else if (!packet.read(memory, at, length)) {
            counters.malformed.add(1);
        } else if (route.action(packet.type()) == Route.REFUSE) {
            counters.refused.add(1);
        } else if (isOfLastCall(nanos) || isOurs()) {
            counters.late.add(1);
        } else if (!rtpSource.accepts(batch.addresses(), PacketBatch.address(index))) {
            counters.strangers.add(1);
        } else {
            hear(batch, nanos);
        }
    }

    private void hear(PacketBatch batch, long nanos) {
        if (in.isKnown() && packet.ssrc() != in.ssrc()) {
            events.reset();
        }
        int extended = in.accept(packet.sequence(), packet.ssrc());
        counters.packetsReceived.add(1);
        counters.bytesReceived.add(packet.length());
        if (!heard) {
            heard = true;
            ear.firstPacket();
        }
        int clockHz = route.clockHz(packet.type());
        if (!plan.receives) {
            skip(extended);
        } else if (route.action(packet.type()) == Route.DIGIT) {
            if (!events.accept(
                    batch.packets(),
                    packet.payloadAt(),
                    packet.payloadLength(),
                    packet.timestamp(),
                    clockHz,
                    nanos)) {
                counters.malformed.add(1);
            }
            skip(extended);
        } else {
            in.arrived(packet.timestamp(), nanos, clockHz);
            if (peer.isPresent()) {
                pass(peer.get(), batch, extended, clockHz, nanos);
            }
        }
    }

    private void pass(LivePort to, PacketBatch batch, int extended, int clockHz, long nanos) {
        byte action = route.action(packet.type());
        if (action < Route.PASS || !to.listens()) {
            if (action == Route.UNFIT) {
                counters.refused.add(1);
            }
            skip(extended);
            return;
        }
        boolean inTime =
                to.out.map(
                        extended,
                        packet.timestamp(),
                        packet.ssrc(),
                        packet.marker(),
                        nanos,
                        clockHz);
        if (!inTime) {
            return;
        }
        if (action == Route.A_TO_MU) {
            G711Payload.aToMu(batch.packets(), packet.payloadAt(), packet.payloadLength());
        } else if (action == Route.MU_TO_A) {
            G711Payload.muToA(batch.packets(), packet.payloadAt(), packet.payloadLength());
        }
        to.send(batch, packet.at(), packet.length(), route.typeFor(packet.type()));
    }

    private void send(PacketBatch batch, long at, int length, int type) {
        Rtp.rewrite(
                batch.packets(),
                at,
                out.marker(),
                type,
                out.sequence(),
                out.timestamp(),
                out.ssrc());
        batch.queue(at, length);
        queuedBytes += length;
    }

    private void flush(PacketBatch batch) {
        int count = batch.queued();
        int bytes = queuedBytes;
        queuedBytes = 0;
        int sent = batch.send(sockets.rtp(), rtpSource.destination());
        int sentBytes = sent == count ? bytes : (int) ((long) bytes * sent / count);
        counters.packetsSent.add(sent);
        counters.bytesSent.add(sentBytes);
        counters.unsent.add(count - sent);
        out.sent(sent, sentBytes - sent * Rtp.HEADER);
    }

    /// Whether the peer of this port may be sent the other leg's sound now.
    private boolean listens() {
        return plan.sends && !rtpSource.destination().isNone() && !own.isSpeaking(plan);
    }

    /// A packet of this port's peer that is not passed on leaves no gap on the other side.
    private void skip(int extended) {
        if (peer.isPresent()) {
            peer.get().out.skip(extended, packet.ssrc());
        }
    }

    private void takeRtcp(PacketBatch batch, int index, SourceLock source) {
        var memory = batch.packets();
        if (!source.accepts(batch.addresses(), PacketBatch.address(index))) {
            counters.strangers.add(1);
            return;
        }
        int length = batch.length(index);
        if (!report.read(memory, PacketBatch.offset(index), length, out.ssrc())) {
            counters.malformed.add(1);
            return;
        }
        if (peer.isPresent()) {
            report(peer.get(), batch, memory);
        }
    }

    private void report(LivePort to, PacketBatch batch, MemorySegment memory) {
        if (batch.queued() > 0) {
            to.flush(batch);
        }
        var destination = to.rtcpSource.destination();
        boolean shared = destination.equals(to.rtpSource.destination()); // RFC 5761
        if (!destination.isNone()) {
            long at = PacketBatch.ownOffset();
            batch.queue(at, report.write(memory, at, to.out, to.in, out, to.name));
            batch.send(shared ? to.sockets.rtp() : to.sockets.rtcp(), destination);
        }
        if (report.isLeaving()) {
            to.out.renew((int) random.number());
        }
    }

    /// Whether the packet belongs to the call that had this port before.
    private boolean isOfLastCall(long nanos) {
        return !in.isKnown() && last.isContinuedBy(packet.ssrc(), packet.sequence(), nanos);
    }

    /// Whether the packet is one we sent, come back (RFC 3550 §8.2).
    private boolean isOurs() {
        int ssrc = packet.ssrc();
        return ssrc == out.ssrc() || peer.isPresent() && ssrc == peer.get().out.ssrc();
    }

    private void digit(char digit, long heldMillis) {
        ear.digit(digit, Duration.ofMillis(heldMillis));
    }

    private void findRoutes() {
        route = new Route(plan, peer.map(p -> p.plan));
        peer.ifPresent(p -> p.route = new Route(p.plan, Optional.of(plan)));
    }
}
