package org.dragoman.gateway.agi;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A FastAGI server, by TCP.
final class SocketLink extends AgiLink {
    private static final Logger LOGGER = LoggerFactory.getLogger(SocketLink.class);

    private final Socket socket;

    private SocketLink(Socket socket) throws IOException {
        super(new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
        this.socket = socket;
    }

    /// - Errors: IOException where nobody answers in time.
    static SocketLink open(URI url, Duration patience) throws IOException {
        var socket = new Socket();
        try {
            int port = url.getPort() < 0 ? AgiConfig.PORT : url.getPort();
            socket.setTcpNoDelay(true);
            socket.connect(
                    new InetSocketAddress(url.getHost(), port),
                    Math.toIntExact(patience.toMillis()));
            return new SocketLink(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    void hangUp() throws IOException {
        send("HANGUP\n"); // Asterisk 22, res_agi.c: sent to network scripts alone
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOGGER.atDebug().addKeyValue("event", "agi.close").log("already gone", e);
        }
    }
}
