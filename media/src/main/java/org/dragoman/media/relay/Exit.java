package org.dragoman.media.relay;

import java.lang.foreign.MemorySegment;
import org.dragoman.media.relay.linux.PacketBatch;
import org.dragoman.media.relay.linux.PeerAddress;
import org.dragoman.media.rtp.OutgoingStream;
import org.dragoman.media.rtp.Protection;
import org.dragoman.media.rtp.Rtp;

/// The last step of a packet: out of a port, to its peer. Whatever feeds the peer goes through
/// here, so that it gets one stream: its header, its protection, its place on the list that the
/// kernel takes with one call.
///
/// - Use: place the packet in {@link #out}, {@link #send} it, and {@link #flush} when all that came
///   together is on the list.
final class Exit {
    final OutgoingStream out;
    private final Sockets sockets;
    private final PortCounters counters;
    private final SourceLock rtpSource;
    private final SourceLock rtcpSource;
    private Protection protection = Protection.NONE;
    private int queuedBytes;
    private boolean untouched; // what is queued is no RTP

    Exit(
            OutgoingStream out,
            Sockets sockets,
            PortCounters counters,
            SourceLock rtpSource,
            SourceLock rtcpSource) {
        this.out = out;
        this.sockets = sockets;
        this.counters = counters;
        this.rtpSource = rtpSource;
        this.rtcpSource = rtcpSource;
    }

    void protect(Protection other) {
        protection = other;
    }

    /// Whether there is an address to send to.
    boolean isOpen() {
        return !rtpSource.destination().isNone();
    }

    /// Gives a packet the header that {@link #out} has for it, and puts it on the list.
    void send(PacketBatch batch, long at, int length, int type) {
        Rtp.rewrite(
                batch.packets(),
                at,
                out.marker(),
                type,
                out.sequence(),
                out.timestamp(),
                out.ssrc());
        sendWhole(batch, at, length);
    }

    /// Puts a packet on the list whose header is written.
    void sendWhole(PacketBatch batch, long at, int length) {
        int sealed = protection.sealRtp(batch.packets(), at, length, PacketBatch.ROOM);
        if (sealed < 0) {
            counters.unsent.add(1);
            return;
        }
        batch.queue(at, sealed);
        queuedBytes += length;
    }

    /// Puts a datagram on the list as it is: no RTP (T.38 over UDPTL), whose repair data hold for
    /// these very bytes.
    void sendUntouched(PacketBatch batch, long at, int length) {
        batch.queue(at, length);
        queuedBytes += length;
        untouched = true;
    }

    /// Gives the list to the kernel.
    void flush(PacketBatch batch) {
        int count = batch.queued();
        int bytes = queuedBytes;
        queuedBytes = 0;
        int sent = batch.send(sockets.rtp(), rtpSource.destination());
        int sentBytes = sent == count ? bytes : (int) ((long) bytes * sent / count);
        counters.packetsSent.add(sent);
        counters.bytesSent.add(sentBytes);
        counters.unsent.add(count - sent);
        if (!untouched) {
            out.sent(sent, sentBytes - sent * Rtp.HEADER);
        }
        untouched = false;
    }

    /// Whether there is an address to send RTCP to.
    boolean takesReports() {
        return !rtcpSource.destination().isNone();
    }

    /// Sends an RTCP packet at once. The list must be empty.
    void sendReport(PacketBatch batch, long at, int length) {
        PeerAddress destination = rtcpSource.destination();
        boolean shared = destination.equals(rtpSource.destination()); // RFC 5761
        MemorySegment memory = batch.packets();
        int sealed = protection.sealRtcp(memory, at, length, PacketBatch.ROOM);
        if (sealed >= 0) {
            batch.queue(at, sealed);
            batch.send(shared ? sockets.rtp() : sockets.rtcp(), destination);
        }
    }
}
