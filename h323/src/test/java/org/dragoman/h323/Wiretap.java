package org.dragoman.h323;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Stands between two endpoints: passes every octet on by itself, and can fall silent without
/// closing anything, as a network that has died.
final class Wiretap implements AutoCloseable {
    private final ServerSocket server;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean silent;

    Wiretap() throws IOException {
        server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    }

    /// Begins to pass on to there; returns where to connect instead.
    InetSocketAddress before(InetSocketAddress target) {
        Thread.ofVirtual().start(() -> accept(target));
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    void fallSilent() {
        silent = true;
    }

    private void accept(InetSocketAddress target) {
        try {
            while (true) {
                var near = server.accept();
                var far = new Socket(target.getAddress(), target.getPort());
                for (var socket : List.of(near, far)) {
                    socket.setTcpNoDelay(true);
                    sockets.add(socket);
                }
                Thread.ofVirtual().start(() -> pass(near, far));
                Thread.ofVirtual().start(() -> pass(far, near));
            }
        } catch (IOException closed) {
            close();
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            var in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int octet = in.read(); octet >= 0; octet = in.read()) {
                if (!silent) {
                    out.write(octet);
                    out.flush();
                }
            }
        } catch (IOException closed) {
            close();
        }
    }

    @Override
    public void close() {
        sockets.forEach(Wiretap::closeQuietly);
        try {
            server.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
