package org.dragoman.tests.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A wire between a browser and the gateway that can be cut: whatever goes over TCP breaks off
/// without a word, and what comes later gets through again.
final class Wire implements AutoCloseable {
    private final ServerSocket server;
    private final InetSocketAddress to;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    Wire(String address, InetSocketAddress to) {
        this.to = to;
        try {
            server = new ServerSocket();
            server.bind(new InetSocketAddress(address, 8_080));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("wire").start(this::accept);
    }

    /// Where the gateway seems to be.
    String url() {
        var address = (InetSocketAddress) server.getLocalSocketAddress();
        return "http://" + address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private void accept() {
        try {
            while (true) {
                var here = keep(server.accept());
                var there = keep(new Socket(to.getAddress(), to.getPort()));
                Thread.ofVirtual().start(() -> carry(here, there));
                Thread.ofVirtual().start(() -> carry(there, here));
            }
        } catch (IOException closed) {
            cut();
        }
    }

    private Socket keep(Socket socket) {
        sockets.add(socket);
        return socket;
    }

    private void carry(Socket from, Socket into) {
        try (from;
                into) {
            from.getInputStream().transferTo(into.getOutputStream());
        } catch (IOException cut) {
            sockets.remove(from);
        }
    }

    void cut() {
        for (var socket : sockets) {
            try {
                socket.setSoLinger(true, 0); // a reset
                socket.close();
            } catch (IOException gone) {
                sockets.remove(socket);
            }
        }
        sockets.clear();
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
