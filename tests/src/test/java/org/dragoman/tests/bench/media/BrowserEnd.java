package org.dragoman.tests.bench.media;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.media.CertificateFingerprint;
import org.dragoman.core.media.DtlsRole;
import org.dragoman.core.media.IceCredentials;
import org.dragoman.core.media.SrtpKeys;
import org.dragoman.media.rtp.Rtp;
import org.dragoman.media.srtp.SrtpSession;
import org.dragoman.webrtc.dtls.DtlsAssociation;
import org.dragoman.webrtc.stun.StunAttribute;
import org.dragoman.webrtc.stun.StunClass;
import org.dragoman.webrtc.stun.StunMessage;
import org.dragoman.webrtc.stun.TransactionId;

/// What a browser does in a call, as far as its media goes: checks, a handshake, SRTP; with
/// a port of its own.
final class BrowserEnd implements Talker, DtlsAssociation.Listener, AutoCloseable {
    private static final int ROOM = 2_048;
    private static final int CHECK_EVERY = 200; // packets: 4 s; RFC 7675 §5.1 has 5 s
    private static final int TRIES = 20;
    private static final long PATIENCE = 30; // seconds
    private static final long PRIORITY = 0x6EFF_FFFFL; // RFC 8445 §5.1.2.1, peer reflexive

    final Onset onset = new Onset();
    private final BrowserBank bank;
    private final DatagramChannel channel;
    private final IceCredentials ice;
    private final boolean listens;
    private final int ssrc;
    private final MemorySegment out;
    private final ByteBuffer packet;
    private final CompletableFuture<SrtpSession> keys = new CompletableFuture<>();
    private final CompletableFuture<Boolean> checked = new CompletableFuture<>();
    private volatile Optional<DtlsAssociation> dtls = Optional.empty();
    private volatile InetSocketAddress gateway = new InetSocketAddress(0);
    private IceCredentials theirs;
    private int sequence;

    BrowserEnd(BrowserBank bank, InetAddress address, int number, boolean listens)
            throws IOException {
        this.bank = bank;
        this.listens = listens;
        ssrc = 0x0B00_0000 + number;
        ice = IceCredentials.fresh(bank.random());
        theirs = ice;
        out = bank.arena().allocate(ROOM, 8);
        packet = out.asByteBuffer();
        channel = DatagramChannel.open().bind(new InetSocketAddress(address, 0));
        channel.configureBlocking(false);
    }

    DatagramChannel channel() {
        return channel;
    }

    @Override
    public boolean listens() {
        return listens;
    }

    @Override
    public Onset onset() {
        return onset;
    }

    /// What a page would offer: sound alone.
    String offer() throws IOException {
        var at = (InetSocketAddress) channel.getLocalAddress();
        var codec = bank.codec();
        return String.join(
                "\r\n",
                "v=0",
                "o=- 1 1 IN IP4 127.0.0.1",
                "s=-",
                "t=0 0",
                "a=group:BUNDLE 0",
                "m=audio 9 UDP/TLS/RTP/SAVPF " + codec.type(),
                "c=IN IP4 0.0.0.0",
                "a=candidate:1 1 udp 2113937151 %s %d typ host"
                        .formatted(at.getAddress().getHostAddress(), at.getPort()),
                "a=ice-ufrag:" + ice.ufrag(),
                "a=ice-pwd:" + ice.password(),
                "a=fingerprint:" + bank.identity().fingerprint(),
                "a=setup:actpass",
                "a=mid:0",
                "a=sendrecv",
                "a=rtcp-mux",
                "a=rtpmap:" + codec.type() + " " + codec.map(),
                "a=ssrc:" + Integer.toUnsignedString(ssrc) + " cname:bench",
                "");
    }

    /// Takes the answer and returns when sound may flow.
    void accept(String answer) throws IOException {
        theirs = new IceCredentials(value(answer, "ice-ufrag:"), value(answer, "ice-pwd:"));
        gateway = candidate(answer);
        var role = value(answer, "setup:").equals("active") ? DtlsRole.SERVER : DtlsRole.CLIENT;
        var fingerprint = CertificateFingerprint.parse(value(answer, "fingerprint:")).orElseThrow();
        dtls = Optional.of(bank.shake(role, fingerprint, this::send, this));
        try {
            for (int i = 0; i < TRIES && !checked.isDone(); i++) {
                check();
                await(checked);
            }
            if (!checked.isDone()) {
                throw new IOException("no answer to connectivity checks from " + gateway);
            }
            dtls.get().begin();
            keys.get(PATIENCE, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IOException("no connection to " + gateway, e);
        }
    }

    private static void await(CompletableFuture<Boolean> checked) throws Exception {
        try {
            checked.get(500, TimeUnit.MILLISECONDS);
        } catch (TimeoutException lost) {
            return; // again
        }
    }

    private static String value(String sdp, String name) throws IOException {
        return find(sdp, "(?m)^a=" + name + "(.*?)\\r?$").group(1);
    }

    private static InetSocketAddress candidate(String sdp) throws IOException {
        var found =
                find(sdp, "(?mi)^a=candidate:\\S+ 1 udp \\d+ (\\d+\\.\\d+\\.\\d+\\.\\d+) (\\d+)");
        return new InetSocketAddress(
                InetAddress.ofLiteral(found.group(1)), Integer.parseInt(found.group(2)));
    }

    private static Matcher find(String sdp, String pattern) throws IOException {
        var found = Pattern.compile(pattern).matcher(sdp);
        if (!found.find()) {
            throw new IOException("no " + pattern + " in " + sdp);
        }
        return found;
    }

    private void check() {
        byte[] id = new byte[12];
        bank.random().nextBytes(id);
        var request =
                StunMessage.of(
                        StunClass.REQUEST,
                        new TransactionId(id),
                        new StunAttribute.Username(theirs.ufrag() + ":" + ice.ufrag()),
                        new StunAttribute.Priority(PRIORITY),
                        new StunAttribute.IceControlling(ssrc),
                        new StunAttribute.UseCandidate());
        send(request.sealed(theirs.password()));
    }

    private void send(byte[] datagram) {
        try {
            channel.send(ByteBuffer.wrap(datagram), gateway);
        } catch (ClosedChannelException ended) {
            return; // the bench is over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean begins() {
        return sequence % Bursts.PACKETS == Bursts.BEGINS;
    }

    @Override
    public boolean say() throws IOException {
        var codec = bank.codec();
        int index = sequence % Bursts.PACKETS;
        byte[] sound = codec.bursts().packets().get(index);
        Rtp.write(out, 0, sequence == 0, codec.type(), sequence, sequence * codec.units(), ssrc);
        MemorySegment.copy(sound, 0, out, JAVA_BYTE, Rtp.HEADER, sound.length);
        int length = keys.join().sealRtp(out, 0, Rtp.HEADER + sound.length, ROOM);
        channel.send(packet.clear().limit(length), gateway);
        if (++sequence % CHECK_EVERY == 0) {
            check();
        }
        return index == Bursts.BEGINS;
    }

    /// Takes a datagram, which lies at the beginning of the bank's memory; on the bank's
    /// thread.
    ///
    /// - Returns: bytes of RTP that are open now, 0 where it was something else.
    int take(MemorySegment memory, int length) {
        int first = memory.get(JAVA_BYTE, 0) & 0xFF;
        if (first >= 128 && first < 192) { // RFC 7983 §7
            return keys.isDone() && !Rtp.isRtcp(memory, 0)
                    ? keys.join().openRtp(memory, 0, length)
                    : 0;
        }
        byte[] datagram = memory.asSlice(0, length).toArray(JAVA_BYTE);
        if (StunMessage.isLikely(datagram)) {
            stun(datagram);
        } else {
            dtls.ifPresent(d -> d.arrived(datagram));
        }
        return 0;
    }

    private void stun(byte[] datagram) {
        try {
            var message = StunMessage.read(datagram);
            if (message.kind() == StunClass.SUCCESS) {
                checked.complete(true);
            } else if (message.kind() == StunClass.REQUEST && gateway.getPort() != 0) {
                var seen = new StunAttribute.XorMappedAddress(gateway);
                send(
                        StunMessage.of(StunClass.SUCCESS, message.transaction(), seen)
                                .sealed(ice.password()));
            }
        } catch (PeerFault.Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void secured(SrtpKeys ours, SrtpKeys peers) {
        keys.complete(SrtpSession.of(ours, peers, Optional.empty()));
    }

    @Override
    public void ended(String why) {
        keys.completeExceptionally(new IOException(why));
    }

    @Override
    public void close() throws IOException {
        dtls.ifPresent(DtlsAssociation::close);
        channel.close();
    }
}
