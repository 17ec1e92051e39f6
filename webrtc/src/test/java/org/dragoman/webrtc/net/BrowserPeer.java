package org.dragoman.webrtc.net;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dragoman.core.fault.PeerFault.Malformed;
import org.dragoman.core.media.BrowserEnd;
import org.dragoman.core.media.BrowserLink;
import org.dragoman.core.media.DtlsRole;
import org.dragoman.core.media.IceCredentials;
import org.dragoman.core.media.SrtpKeys;
import org.dragoman.media.rtp.Rtp;
import org.dragoman.media.srtp.SrtpSession;
import org.dragoman.webrtc.dtls.DtlsAssociation;
import org.dragoman.webrtc.dtls.DtlsIdentity;
import org.dragoman.webrtc.dtls.DtlsWorkers;
import org.dragoman.webrtc.stun.StunAttribute;
import org.dragoman.webrtc.stun.StunClass;
import org.dragoman.webrtc.stun.StunMessage;
import org.dragoman.webrtc.stun.TransactionId;

/// What a browser does, as far as its media goes, from an address that the test can change.
final class BrowserPeer implements DtlsAssociation.Listener, AutoCloseable {
    static final long PATIENCE = 30; // seconds, on a busy machine

    private static final int ROOM = 2_048;
    private static final int SSRC = 0x0B0B_0B0B;
    private static final int PCMA = 8;

    final IceCredentials ice;
    final DtlsIdentity identity = DtlsIdentity.make(new SecureRandom(), Instant.EPOCH);
    final CompletableFuture<SrtpSession> keys = new CompletableFuture<>();
    final BlockingQueue<byte[]> heard = new LinkedBlockingQueue<>(); // payloads
    private final SecureRandom random = new SecureRandom();
    private final DtlsWorkers workers = new DtlsWorkers(identity);
    private final BlockingQueue<StunMessage> replies = new LinkedBlockingQueue<>();
    private final DtlsAssociation dtls;
    private final DtlsRole role;
    private final BrowserEnd gateway;
    private final int candidate;
    private volatile IceCredentials shown;
    private volatile DatagramChannel channel;
    private int sequence = 100;

    /// - {@code role}: of this end in the handshake.
    /// - {@code candidate}: which of the gateway's addresses it uses.
    BrowserPeer(BrowserEnd gateway, int candidate, DtlsRole role) {
        this.gateway = gateway;
        this.candidate = candidate;
        this.role = role;
        shown = gateway.ice();
        ice = IceCredentials.fresh(random);
        dtls =
                new DtlsAssociation(
                        identity,
                        workers,
                        role,
                        List.of(gateway.certificate()),
                        new byte[] {1},
                        this::send,
                        this);
        channel = open();
    }

    /// What is agreed with it.
    BrowserLink link() {
        return link(gateway.ice());
    }

    /// What is agreed after an ICE restart.
    BrowserLink link(IceCredentials ours) {
        shown = ours;
        return new BrowserLink(ours, ice, role.other(), List.of(identity.fingerprint()));
    }

    private DatagramChannel open() {
        try {
            var any = gateway.candidates().get(candidate).getAddress();
            var opened = DatagramChannel.open().bind(new InetSocketAddress(any, 0));
            Thread.ofPlatform().daemon().name("browser").start(() -> receive(opened));
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Goes on from another port.
    void move() throws IOException {
        var before = channel;
        channel = open();
        before.close();
    }

    /// Makes a connectivity check and returns the answer.
    StunMessage check(boolean named) throws InterruptedException {
        var id = new byte[12];
        random.nextBytes(id);
        var name = new StunAttribute.Username(shown.ufrag() + ":" + ice.ufrag());
        var control = new StunAttribute.IceControlling(1);
        var id12 = new TransactionId(id);
        var request =
                named
                        ? StunMessage.of(
                                StunClass.REQUEST,
                                id12,
                                name,
                                control,
                                new StunAttribute.UseCandidate())
                        : StunMessage.of(StunClass.REQUEST, id12, name, control);
        for (int i = 0; i < PATIENCE; i++) { // a datagram may be lost on a busy machine
            send(request.sealed(shown.password()));
            var reply = Optional.ofNullable(replies.poll(1, TimeUnit.SECONDS));
            if (reply.filter(r -> r.transaction().equals(request.transaction())).isPresent()) {
                return reply.get();
            }
        }
        throw new AssertionError("no answer to a check");
    }

    /// Shakes hands.
    void secure() throws Exception {
        dtls.begin();
        keys.get(PATIENCE, TimeUnit.SECONDS);
    }

    /// Says something: 20 ms, each byte the same.
    void say(int what) throws Exception {
        send(packet(what, true));
    }

    void sayInClear(int what) throws Exception {
        send(packet(what, false));
    }

    private byte[] packet(int what, boolean sealed) throws Exception {
        try (var arena = Arena.ofConfined()) {
            var memory = arena.allocate(ROOM);
            Rtp.write(memory, 0, false, PCMA, ++sequence, sequence * 160, SSRC);
            memory.asSlice(Rtp.HEADER, 160).fill((byte) what);
            int length = Rtp.HEADER + 160;
            if (sealed) {
                length = keys.get().sealRtp(memory, 0, length, ROOM);
            }
            return memory.asSlice(0, length).toArray(JAVA_BYTE);
        }
    }

    void send(byte[] datagram) {
        try {
            channel.send(ByteBuffer.wrap(datagram), gateway.candidates().get(candidate));
        } catch (ClosedChannelException _) {
            return; // it moves just now; what was sent is lost
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void receive(DatagramChannel from) {
        var buffer = ByteBuffer.allocate(ROOM);
        while (true) {
            try {
                buffer.clear();
                from.receive(buffer);
                take(Arrays.copyOf(buffer.array(), buffer.position()));
            } catch (AsynchronousCloseException _) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void take(byte[] datagram) {
        int first = datagram[0] & 0xFF;
        if (StunMessage.isLikely(datagram)) {
            try {
                replies.add(StunMessage.read(datagram));
            } catch (Malformed e) {
                throw new AssertionError(e);
            }
        } else if (first < 64) {
            dtls.arrived(datagram);
        } else if (keys.isDone()) {
            media(datagram);
        }
    }

    private void media(byte[] datagram) {
        try (var arena = Arena.ofConfined()) {
            var memory = arena.allocate(ROOM);
            MemorySegment.copy(datagram, 0, memory, JAVA_BYTE, 0, datagram.length);
            if (Rtp.isRtcp(memory, 0)) {
                return;
            }
            int length = keys.join().openRtp(memory, 0, datagram.length);
            if (length > 0) {
                heard.add(memory.asSlice(Rtp.HEADER, length - Rtp.HEADER).toArray(JAVA_BYTE));
            }
        }
    }

    @Override
    public void secured(SrtpKeys ours, SrtpKeys theirs) {
        keys.complete(SrtpSession.of(ours, theirs, Optional.empty()));
    }

    @Override
    public void ended(String why) {
        keys.completeExceptionally(new AssertionError(why));
    }

    @Override
    public void close() throws IOException {
        dtls.close();
        workers.close();
        channel.close();
    }
}
