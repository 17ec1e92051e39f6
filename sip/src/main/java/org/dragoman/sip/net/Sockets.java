package org.dragoman.sip.net;

import gov.nist.core.net.NetworkLayer;
import gov.nist.javax.sip.SipStackImpl;
import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.dragoman.sip.tls.Tls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the sockets that JAIN-SIP works with.
class Sockets implements NetworkLayer {
    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);
    private static final int CONNECT = 4_000; // milliseconds, at most
    private static final int HANDSHAKE = 4_000;

    private final Optional<Tls> tls;
    private final Neighbours neighbours;

    Sockets(Optional<Tls> tls, Neighbours neighbours) {
        this.tls = tls;
        this.neighbours = neighbours;
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
            throws IOException {
        return new ServerSocket(port, backlog, address);
    }

    @Override
    public Socket createSocket(InetAddress to, int port) throws IOException {
        return connected(new InetSocketAddress(to, port), new InetSocketAddress(0));
    }

    @Override
    public Socket createSocket(InetAddress to, int port, InetAddress from) throws IOException {
        return connected(new InetSocketAddress(to, port), new InetSocketAddress(from, 0));
    }

    @Override
    public Socket createSocket(InetAddress to, int port, InetAddress from, int fromPort)
            throws IOException {
        return connected(new InetSocketAddress(to, port), new InetSocketAddress(from, fromPort));
    }

    private static Socket connected(InetSocketAddress to, InetSocketAddress from)
            throws IOException {
        var socket = new Socket();
        try {
            socket.bind(from);
            socket.connect(to, CONNECT);
            socket.setTcpNoDelay(true);
            return socket;
        } catch (SocketTimeoutException e) { // the stack takes this one alone for unreachable
            socket.close();
            throw (SocketException) new ConnectException("no connection in time").initCause(e);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public SSLServerSocket createSSLServerSocket(int port, int backlog, InetAddress address)
            throws IOException {
        var made = tls().server().createServerSocket(port, backlog, address);
        return new GuardedServerSocket((SSLServerSocket) made, neighbours::isPeer);
    }

    private Tls tls() throws IOException {
        return tls.orElseThrow(() -> new SocketException("nothing here listens by TLS"));
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress to, int port) throws IOException {
        return secured(createSocket(to, port), new InetSocketAddress(to, port));
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress to, int port, InetAddress from)
            throws IOException {
        return secured(createSocket(to, port, from), new InetSocketAddress(to, port));
    }

    // the stack begins the handshake
    private SSLSocket secured(Socket socket, InetSocketAddress to) throws IOException {
        try {
            var peer =
                    neighbours
                            .behind(to)
                            .orElseThrow(() -> new SocketException("no peer is there: " + to));
            var made =
                    (SSLSocket)
                            tls().towards(peer)
                                    .createSocket(socket, peer.host(), to.getPort(), true);
            limitHandshake(made, HANDSHAKE);
            return made;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// A connection whose handshake is not done by then is closed.
    static void limitHandshake(SSLSocket socket, int millis) {
        var done = new AtomicBoolean();
        socket.addHandshakeCompletedListener(_ -> done.set(true));
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS)
                .execute(
                        () -> {
                            if (!done.get()) {
                                close(socket);
                            }
                        });
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("a connection could not be closed", e);
        }
    }

    @Override
    public DatagramSocket createDatagramSocket() throws SocketException {
        return new DatagramSocket();
    }

    @Override
    public DatagramSocket createDatagramSocket(int port, InetAddress address)
            throws SocketException {
        return new DatagramSocket(port, address);
    }

    @Override
    public void setSipStack(SipStackImpl stack) {}
}
