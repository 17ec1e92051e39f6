package org.dragoman.tests.peer;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/// coturn on an address of its own, for one user.
public final class TurnServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String USER = "page";
    private static final String PASSWORD = "secret";

    private final String address = Loopback.next();
    private final int port;
    private final ChildProcess process;

    /// - {@code name}: names its folder, below target/peers.
    public TurnServer(String name) throws IOException {
        Peers.require(Peers.TURNSERVER);
        var folder = Folders.fresh(name);
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
                                "--user=" + USER + ":" + PASSWORD,
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
        process.awaitOutput("Total General servers", PATIENCE);
    }

    public InetAddress address() throws IOException {
        return InetAddress.getByName(address);
    }

    /// What a page gives to RTCPeerConnection.
    public String forPages(String transport) {
        return "{urls: '%s', username: '%s', credential: '%s'}"
                .formatted(url(transport), USER, PASSWORD);
    }

    /// The same as the gateway's configuration has it.
    public String forGateway(String transport) {
        return url(transport) + " " + USER + " " + PASSWORD;
    }

    private String url(String transport) {
        return "turn:%s:%d?transport=%s".formatted(address, port, transport);
    }

    @Override
    public void close() {
        process.close();
    }
}
