package org.dragoman.tests.bench.media;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.media.relay.linux.Epoll;
import org.dragoman.media.relay.linux.PacketBatch;
import org.dragoman.media.relay.linux.PeerAddress;
import org.dragoman.media.relay.linux.UdpSocket;

/// The least that a relay in user space can do: each packet is taken from one socket and sent from
/// the other one of its call, and nobody looks at it. What this costs is the kernel's part, on this
/// machine, of what any relay costs.
///
/// Arguments and output: those of {@link RelayProcess}; the gather time is not used.
final class BareProcess {
    private static final int FIRST_PORT = 10_000;
    private static final int WAIT_MILLIS = 1_000;

    private final List<Leg> legs = new ArrayList<>();

    /// - {@code socket}: what its peer sends to.
    /// - {@code other}: the socket of the other leg.
    private record Leg(int socket, int other) {}

    static void main(String[] arguments) throws Exception {
        int calls = Integer.parseInt(arguments[0]);
        var own = InetAddress.ofLiteral(arguments[1]);
        var load =
                new InetSocketAddress(
                        InetAddress.ofLiteral(arguments[2]), Integer.parseInt(arguments[3]));
        var loops = new ArrayList<BareProcess>();
        for (int i = 0; i < Integer.parseInt(arguments[4]); i++) {
            loops.add(new BareProcess());
        }
        for (int call = 0; call < calls; call++) {
            int port = FIRST_PORT + 4 * call;
            int one = UdpSocket.open(new InetSocketAddress(own, port), 0);
            int other = UdpSocket.open(new InetSocketAddress(own, port + 2), 0);
            loops.get(call % loops.size()).legs.add(new Leg(one, other));
            loops.get(call % loops.size()).legs.add(new Leg(other, one));
            System.out.println(port);
            System.out.println(port + 2);
        }
        for (int i = 0; i < loops.size(); i++) {
            var loop = loops.get(i);
            Thread.ofPlatform().daemon().name("media-" + i).start(() -> loop.carry(load));
        }
        while (System.in.read() >= 0) {
            System.out.println(RelayProcess.allocated());
        }
    }

    /// Runs until the process ends.
    private void carry(InetSocketAddress load) {
        try (var arena = Arena.ofConfined()) {
            var epoll = new Epoll(arena);
            var batch = new PacketBatch(arena);
            var to = PeerAddress.of(load);
            for (int i = 0; i < legs.size(); i++) {
                epoll.add(legs.get(i).socket(), i);
            }
            while (true) {
                int count = epoll.await(WAIT_MILLIS);
                for (int i = 0; i < count; i++) {
                    var leg = legs.get((int) epoll.token(i));
                    if (batch.receive(leg.socket(), 1) > 0) {
                        batch.queue(PacketBatch.offset(0), batch.length(0));
                        batch.send(leg.other(), to);
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("no epoll", e);
        }
    }
}
