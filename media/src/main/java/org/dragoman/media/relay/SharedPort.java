package org.dragoman.media.relay;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.dragoman.media.relay.linux.PacketBatch;
import org.dragoman.media.relay.linux.PeerAddress;
import org.dragoman.media.relay.linux.UdpSocket;
import org.dragoman.media.rtp.Rtp;

/// The port that all browsers share, on one loop: tells their packets apart, and sends what is not
/// media. Media is told by its source, which the browser proved to be its own; all else goes to the
/// {@link BrowserAgent}.
///
/// - Source: RFC 7983 §7.
final class SharedPort implements BrowserAgent.Outlet, AutoCloseable {
    /// Room of a socket that carries what else has a socket for each call.
    private static final int RECEIVE_BYTES = 4 << 20;

    private static final int FIRST_OF_MEDIA = 128;
    private static final int LAST_OF_MEDIA = 191;

    private final BrowserPort config;
    private final List<Integer> sockets = new ArrayList<>();
    private final SourceTable<RelayPort> sources = new SourceTable<>();
    private final ConcurrentLinkedQueue<Change> changes = new ConcurrentLinkedQueue<>();
    private final Arena arena = Arena.ofShared();
    private final PacketBatch outgoing = new PacketBatch(arena); // guarded by this
    private boolean closed; // guarded by this
    private final BrowserAgent agent;

    private record Change(PacketPath path, RelayPort port, boolean add) {}

    private SharedPort(BrowserPort config, List<Integer> sockets) {
        this.config = config;
        this.sockets.addAll(sockets);
        agent = config.agent().apply(this);
    }

    /// Opens its sockets, all or none.
    ///
    /// - Errors: {@link IOException} that names the address.
    static SharedPort open(BrowserPort config, int dscp) throws IOException {
        var open = new ArrayList<Integer>();
        for (var address : config.listen()) {
            try {
                open.add(UdpSocket.open(address, dscp, RECEIVE_BYTES));
            } catch (UdpSocket.Refused e) {
                open.forEach(UdpSocket::close);
                throw new IOException(
                        "the port for browsers cannot be opened: " + e.getMessage(), e);
            }
        }
        return new SharedPort(config, open);
    }

    BrowserAgent agent() {
        return agent;
    }

    List<Integer> sockets() {
        return sockets;
    }

    List<InetSocketAddress> candidates() {
        return config.candidates();
    }

    InetSocketAddress listen(int socket) {
        return config.listen().get(socket);
    }

    /// Enters a source for a port, or removes it; to be seen by {@link #takeChanges}. Safe from any
    /// thread.
    void change(PacketPath path, RelayPort port, boolean add) {
        changes.add(new Change(path, port, add));
    }

    /// By the loop.
    void takeChanges() {
        for (var change = changes.poll(); change != null; change = changes.poll()) {
            var source = PeerAddress.of(change.path().remote());
            if (change.add()) {
                sources.put(change.path().socket(), source, change.port());
            } else {
                sources.remove(change.path().socket(), source, change.port());
            }
        }
    }

    /// By the loop: whose media the packet is; nothing where it was none, and was seen to.
    Optional<RelayPort> sort(int socket, PacketBatch batch, int index) {
        var memory = batch.packets();
        long at = PacketBatch.offset(index);
        int length = batch.length(index);
        if (length == 0 || batch.isCut(index)) {
            return Optional.empty();
        }
        int first = memory.get(JAVA_BYTE, at) & 0xFF;
        if (first >= FIRST_OF_MEDIA && first <= LAST_OF_MEDIA) {
            var port = sources.find(socket, batch.addresses(), PacketBatch.address(index));
            return port.isEmpty() ? port : streamOf(port, memory, at, length);
        }
        var datagram = new byte[length];
        MemorySegment.copy(memory, JAVA_BYTE, at, datagram, 0, length);
        var from = PeerAddress.read(batch.addresses(), PacketBatch.address(index));
        agent.arrived(new PacketPath(socket, from.toSocketAddress()), datagram);
        return Optional.empty();
    }

    /// The port of a browser's video, for packets of that; RTCP is for that of its sound, which
    /// passes it on.
    private static Optional<RelayPort> streamOf(
            Optional<RelayPort> port, MemorySegment memory, long at, int length) {
        if (length < Rtp.HEADER || Rtp.isRtcp(memory, at)) {
            return port;
        }
        var video = port.get().bundled(memory.get(JAVA_BYTE, at + 1) & 0x7F);
        return video.isPresent() ? video : port;
    }

    @Override
    public synchronized void send(PacketPath path, byte[] datagram) {
        if (closed || datagram.length > PacketBatch.ROOM) {
            return;
        }
        long at = PacketBatch.ownOffset();
        MemorySegment.copy(datagram, 0, outgoing.packets(), JAVA_BYTE, at, datagram.length);
        outgoing.queue(at, datagram.length);
        outgoing.send(sockets.get(path.socket()), PeerAddress.of(path.remote()));
    }

    /// When the loop has ended.
    @Override
    public void close() {
        agent.close();
        synchronized (this) {
            closed = true;
            sockets.forEach(UdpSocket::close);
            arena.close();
        }
    }
}
