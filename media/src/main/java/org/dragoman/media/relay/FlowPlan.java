package org.dragoman.media.relay;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.media.quality.SoundPath;
import org.dragoman.media.relay.linux.PeerAddress;
import org.dragoman.media.rtp.IncomingStream;
import org.dragoman.media.srtp.SrtpSession;

/// A {@link MediaFlow} made ready for the loop: looked up by payload type, addresses as the kernel
/// writes them. Immutable.
///
/// - {@code eventClockHz}: clock of digits received: that of the sound they come with (RFC 4733
///   §2.1 has them share it).
final class FlowPlan {
    static final int TYPES = 128;
    static final int NO_TYPE = -1;

    private static final int DEFAULT_CLOCK_HZ = 8_000;
    private static final int DEFAULT_PACKET_MILLIS = 20;
    private static final List<Optional<Codec>> NOTHING =
            List.copyOf(Collections.nCopies(TYPES, Optional.empty()));

    final MediaFlow flow;
    final List<Optional<Codec>> receiving;
    final int[] receivedMillis = new int[TYPES]; // length of a packet, by payload type
    final int receiveDigits;
    final int eventClockHz;
    final Optional<PayloadFormat> sending;
    final int sendDigits;
    final int sendClockHz;
    final int packetMillis;
    final PeerAddress remoteRtp;
    final PeerAddress remoteRtcp;
    final boolean sends;
    final boolean receives;
    final boolean image; // UDPTL, no RTP
    final Optional<SrtpSession> session; // absent for plain RTP
    final boolean shut; // nothing may be believed or sent: there are no keys yet
    final int socket; // of those that are shared, or Sockets.NONE

    /// A plan without protection.
    FlowPlan(MediaFlow flow, InetAddress local) {
        this(flow, local, Optional.empty());
    }

    FlowPlan(MediaFlow flow, InetAddress local, Optional<SrtpSession> session) {
        this(flow, local, session, false, Sockets.NONE);
    }

    /// A plan of a browser that has not been found or has no keys.
    static FlowPlan shut(MediaFlow flow, InetAddress local) {
        return new FlowPlan(flow, local, Optional.empty(), true, Sockets.NONE);
    }

    /// A plan of a browser.
    static FlowPlan through(int socket, MediaFlow flow, InetAddress local, SrtpSession session) {
        return new FlowPlan(flow, local, Optional.of(session), false, socket);
    }

    private FlowPlan(
            MediaFlow flow,
            InetAddress local,
            Optional<SrtpSession> session,
            boolean shut,
            int socket) {
        this.flow = flow;
        this.session = session;
        this.shut = shut;
        this.socket = socket;
        receiving = flow.receiving().isEmpty() ? NOTHING : byType(flow);
        for (var format : flow.receiving().reversed()) {
            receivedMillis[format.payloadType()] = format.packetMillis();
        }
        receiveDigits = flow.receiveDigits().orElse(NO_TYPE);
        eventClockHz =
                flow.receiving().isEmpty()
                        ? DEFAULT_CLOCK_HZ
                        : flow.receiving().getFirst().codec().clockHz();
        sending = flow.sending();
        sendDigits = flow.sendDigits().orElse(NO_TYPE);
        sendClockHz = sending.map(f -> f.codec().clockHz()).orElse(DEFAULT_CLOCK_HZ);
        packetMillis = sending.map(PayloadFormat::packetMillis).orElse(DEFAULT_PACKET_MILLIS);
        remoteRtp = flow.remoteRtp().map(a -> usable(a, local)).orElse(PeerAddress.NONE);
        remoteRtcp =
                flow.remoteRtcp()
                        .or(() -> flow.remoteRtp().map(FlowPlan::nextPort))
                        .filter(_ -> !flow.isFax()) // UDPTL has no RTCP
                        .map(a -> usable(a, local))
                        .orElse(PeerAddress.NONE);
        sends = flow.direction().sends();
        receives = flow.direction().receives();
        image = flow.isFax();
    }

    private static List<Optional<Codec>> byType(MediaFlow flow) {
        var byType = new ArrayList<>(NOTHING);
        for (var format : flow.receiving().reversed()) {
            byType.set(format.payloadType(), Optional.of(format.codec()));
        }
        return List.copyOf(byType);
    }

    boolean isReceiving(int payloadType) {
        return receiving.get(payloadType).isPresent();
    }

    /// Payload type comfort noise is sent with, or {@link #NO_TYPE}: agreed when the peer's formats
    /// have it.
    int comfortNoise() {
        for (int type = 0; type < TYPES; type++) {
            if (receiving.get(type).filter(FlowPlan::isComfortNoise).isPresent()) {
                return type;
            }
        }
        return NO_TYPE;
    }

    /// How the peer's sound comes, for a rating.
    SoundPath soundFrom(IncomingStream in, long roundTripMicros) {
        return new SoundPath(
                flow.receiving().stream().map(PayloadFormat::codec).findFirst(),
                packetMillis,
                SoundPath.lossPercent(in.lost(), in.receivedEver()),
                in.burstRatio(),
                in.jitterMicros(),
                roundTripMicros);
    }

    /// How the peer is reached, as it reports.
    SoundPath soundTo(PeerView view, long packetsSent) {
        long lost = view.lost.get();
        return new SoundPath(
                sending.map(PayloadFormat::codec),
                packetMillis,
                SoundPath.lossPercent(lost, Math.max(0, packetsSent - lost)),
                1,
                view.jitterMicros.get(),
                view.roundTripMicros.get());
    }

    static boolean isComfortNoise(Codec codec) {
        return codec.name().equals("CN"); // RFC 3389 §4
    }

    /// What cannot be sent to from this local address counts as not said: the unspecified address
    /// of an old-style hold (RFC 3264 §8.4), port 0, multicast, the other IP version.
    private static PeerAddress usable(InetSocketAddress remote, InetAddress local) {
        var ip = remote.getAddress();
        boolean reachable =
                !remote.isUnresolved()
                        && remote.getPort() != 0
                        && ip.getClass() == local.getClass()
                        && !ip.isAnyLocalAddress()
                        && !ip.isMulticastAddress();
        return reachable ? PeerAddress.of(remote) : PeerAddress.NONE;
    }

    private static InetSocketAddress nextPort(InetSocketAddress rtp) {
        if (rtp.isUnresolved() || rtp.getPort() == 0 || rtp.getPort() == 65_535) {
            return rtp;
        }
        return new InetSocketAddress(rtp.getAddress(), rtp.getPort() + 1); // RFC 3550 §11
    }
}
