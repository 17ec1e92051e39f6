package org.dragoman.tests.webrtc;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.dragoman.tests.peer.ChildProcess;
import org.dragoman.tests.peer.Loopback;
import org.dragoman.tests.peer.Peers;

/// coturn on an address of its own, for one user.
final class TurnServer implements AutoCloseable {
    private final String address = Loopback.next();
    private final int port;
    private final ChildProcess process;

    TurnServer(Path folder) throws IOException {
        try (var free = new DatagramSocket(0, InetAddress.getByName(address))) {
            port = free.getLocalPort();
        }
        process =
                ChildProcess.start(
                        "turnserver-" + port,
                        folder,
                        List.of(
                                Peers.TURNSERVER.path().toString(),
                                "-n", // no file of settings
                                "--listening-ip=" + address,
                                "--relay-ip=" + address,
                                "--listening-port=" + port,
                                "--user=page:secret",
                                "--realm=test",
                                "--lt-cred-mech",
                                "--allow-loopback-peers",
                                "--no-cli",
                                "--cli-password=unused", // without one it takes no loopback
                                "--no-tls",
                                "--no-dtls",
                                "--verbose",
                                "--log-file=stdout",
                                "--pidfile=" + folder.resolve("turnserver.pid"),
                                "--userdb=" + folder.resolve("turndb")));
        process.awaitOutput("Total General servers", Chromium.PATIENCE);
    }

    InetAddress address() throws IOException {
        return InetAddress.getByName(address);
    }

    /// What a page gives to RTCPeerConnection.
    String forPages(String transport) {
        return "{urls: 'turn:%s:%d?transport=%s', username: 'page', credential: 'secret'}"
                .formatted(address, port, transport);
    }

    @Override
    public void close() {
        process.close();
    }
}
