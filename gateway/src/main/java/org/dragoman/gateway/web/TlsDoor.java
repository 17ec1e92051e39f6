package org.dragoman.gateway.web;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where connections by TLS come in. Each has a place from before it is taken until its socket is
/// closed, however it ends; and nobody is waited for without limit, neither for a handshake nor for
/// what comes after it. Helidon's own count (4.3.2) loses a place with each handshake that fails,
/// until nobody is let in any more; and its read timeout is never set.
final class TlsDoor extends SSLServerSocket {
    private static final Logger LOGGER = LoggerFactory.getLogger(TlsDoor.class);

    private final SSLContext tls;
    private final Semaphore places;
    private final int silence; // milliseconds
    private volatile SSLParameters parameters; // of each connection

    TlsDoor(SSLContext tls, int places, Duration silence) throws IOException {
        this.tls = tls;
        this.places = new Semaphore(places);
        this.silence = Math.toIntExact(silence.toMillis());
        this.parameters = tls.getDefaultSSLParameters();
    }

    /// Waits for a place, then for somebody to take it.
    @Override
    public Socket accept() throws IOException {
        while (true) {
            awaitPlace();
            var visitor = new Visitor(places);
            try {
                implAccept(visitor);
            } catch (IOException e) {
                visitor.close();
                throw e;
            }
            try {
                return secured(visitor);
            } catch (IOException e) {
                LOGGER.debug("a connection was gone before it was looked at", e);
                visitor.close();
            }
        }
    }

    private void awaitPlace() throws SocketException {
        try {
            places.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SocketException("Socket closed"); // what Helidon takes for an end
        }
    }

    private SSLSocket secured(Visitor visitor) throws IOException {
        visitor.setSoTimeout(silence);
        var secured = (SSLSocket) tls.getSocketFactory().createSocket(visitor, null, true);
        secured.setSSLParameters(parameters);
        return secured;
    }

    /// The TCP connection below; what closes it gives its place back, once.
    private static final class Visitor extends Socket {
        private final Semaphore places;
        private final AtomicBoolean inside = new AtomicBoolean(true);

        Visitor(Semaphore places) {
            this.places = places;
        }

        @Override
        public void close() throws IOException {
            try {
                super.close();
            } finally {
                if (inside.getAndSet(false)) {
                    places.release();
                }
            }
        }
    }

    // ---- what each connection begins with

    @Override
    public SSLParameters getSSLParameters() {
        return parameters;
    }

    @Override
    public void setSSLParameters(SSLParameters given) {
        parameters = given;
    }

    @Override
    public String[] getEnabledCipherSuites() {
        return parameters.getCipherSuites();
    }

    @Override
    public void setEnabledCipherSuites(String[] suites) {
        parameters.setCipherSuites(suites);
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedSSLParameters().getCipherSuites();
    }

    @Override
    public String[] getSupportedProtocols() {
        return tls.getSupportedSSLParameters().getProtocols();
    }

    @Override
    public String[] getEnabledProtocols() {
        return parameters.getProtocols();
    }

    @Override
    public void setEnabledProtocols(String[] protocols) {
        parameters.setProtocols(protocols);
    }

    @Override
    public void setNeedClientAuth(boolean need) {
        parameters.setNeedClientAuth(need);
    }

    @Override
    public boolean getNeedClientAuth() {
        return parameters.getNeedClientAuth();
    }

    @Override
    public void setWantClientAuth(boolean want) {
        parameters.setWantClientAuth(want);
    }

    @Override
    public boolean getWantClientAuth() {
        return parameters.getWantClientAuth();
    }

    @Override
    public void setUseClientMode(boolean mode) {
        if (mode) {
            throw new IllegalArgumentException("whoever is let in is the client");
        }
    }

    @Override
    public boolean getUseClientMode() {
        return false;
    }

    @Override
    public void setEnableSessionCreation(boolean flag) {
        if (!flag) {
            throw new IllegalArgumentException("everybody may begin a session");
        }
    }

    @Override
    public boolean getEnableSessionCreation() {
        return true;
    }
}
