package org.dragoman.sip.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.Predicate;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A TLS listener that has no time for strangers: who is no peer's address is hung up on before a
/// handshake, and a peer has ten seconds for it. Each connection has a thread of the stack's.
final class GuardedServerSocket extends SSLServerSocket {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedServerSocket.class);
    private static final int HANDSHAKE = 10_000; // milliseconds

    private final SSLServerSocket inner;
    private final Predicate<InetAddress> isPeer;

    GuardedServerSocket(SSLServerSocket inner, Predicate<InetAddress> isPeer) throws IOException {
        this.inner = inner;
        this.isPeer = isPeer;
    }

    @Override
    public Socket accept() throws IOException {
        while (true) {
            var socket = (SSLSocket) inner.accept();
            try {
                if (isPeer.test(socket.getInetAddress())) {
                    socket.setTcpNoDelay(true);
                    Sockets.limitHandshake(socket, HANDSHAKE);
                    return socket;
                }
                socket.close();
            } catch (IOException e) {
                LOG.debug("a connection was gone before it was looked at", e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        inner.close();
    }

    @Override
    public boolean isClosed() {
        return inner.isClosed();
    }

    @Override
    public int getLocalPort() {
        return inner.getLocalPort();
    }

    @Override
    public InetAddress getInetAddress() {
        return inner.getInetAddress();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return inner.getLocalSocketAddress();
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return inner.getEnabledCipherSuites();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
        inner.setEnabledCipherSuites(suites);
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return inner.getSupportedCipherSuites();
    }

    @Override
    public String[] getSupportedProtocols() {
        return inner.getSupportedProtocols();
    }

    @Override
    public String[] getEnabledProtocols() {
        return inner.getEnabledProtocols();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
        inner.setEnabledProtocols(protocols);
    }

    @Override
    public void setNeedClientAuth(boolean need) {
        inner.setNeedClientAuth(need);
    }

    @Override
    public boolean getNeedClientAuth() {
        return inner.getNeedClientAuth();
    }

    @Override
    public void setWantClientAuth(boolean want) {
        inner.setWantClientAuth(want);
    }

    @Override
    public boolean getWantClientAuth() {
        return inner.getWantClientAuth();
    }

    @Override
    public void setUseClientMode(boolean mode) {
        inner.setUseClientMode(mode);
    }

    @Override
    public boolean getUseClientMode() {
        return inner.getUseClientMode();
    }

    @Override
    public void setEnableSessionCreation(boolean flag) {
        inner.setEnableSessionCreation(flag);
    }

    @Override
    public boolean getEnableSessionCreation() {
        return inner.getEnableSessionCreation();
    }

    @Override
    public SSLParameters getSSLParameters() {
        return inner.getSSLParameters();
    }

    @Override
    public void setSSLParameters(SSLParameters parameters) {
        inner.setSSLParameters(parameters);
    }
}
