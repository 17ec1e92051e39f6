package org.dragoman.gateway.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/// TLS whose server sockets take in so many at a time, and have nobody keep them waiting: what is
/// handed to Helidon, which makes its listeners of it ({@link TlsDoor}).
final class BoundedTls extends SSLContext {
    private BoundedTls(SSLContext tls, int places, Duration silence) {
        super(new Bounded(tls, places, silence), tls.getProvider(), tls.getProtocol());
    }

    /// - {@code tls}: made ready with its keys.
    /// - {@code places}: connections at a time, of each server socket.
    /// - {@code silence}: after which a connection of which something is awaited is given up.
    static SSLContext around(SSLContext tls, int places, Duration silence) {
        return new BoundedTls(tls, places, silence);
    }

    /// All as it was, but for server sockets.
    private static final class Bounded extends SSLContextSpi {
        private final SSLContext tls;
        private final int places;
        private final Duration silence;

        Bounded(SSLContext tls, int places, Duration silence) {
            this.tls = tls;
            this.places = places;
            this.silence = silence;
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
            throw new IllegalStateException("it was made ready before");
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return new Doors(tls, places, silence);
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return tls.getSocketFactory();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return tls.createSSLEngine();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return tls.createSSLEngine(host, port);
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return tls.getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return tls.getClientSessionContext();
        }

        @Override
        protected SSLParameters engineGetDefaultSSLParameters() {
            return tls.getDefaultSSLParameters();
        }

        @Override
        protected SSLParameters engineGetSupportedSSLParameters() {
            return tls.getSupportedSSLParameters();
        }
    }

    private static final class Doors extends SSLServerSocketFactory {
        private final SSLContext tls;
        private final int places;
        private final Duration silence;

        Doors(SSLContext tls, int places, Duration silence) {
            this.tls = tls;
            this.places = places;
            this.silence = silence;
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return tls.getServerSocketFactory().getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return tls.getServerSocketFactory().getSupportedCipherSuites();
        }

        @Override
        public ServerSocket createServerSocket() throws IOException {
            return new TlsDoor(tls, places, silence);
        }

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return bound(new InetSocketAddress(port), 0);
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) throws IOException {
            return bound(new InetSocketAddress(port), backlog);
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
                throws IOException {
            return bound(new InetSocketAddress(address, port), backlog);
        }

        private ServerSocket bound(InetSocketAddress address, int backlog) throws IOException {
            var door = createServerSocket();
            try {
                door.bind(address, backlog);
                return door;
            } catch (IOException e) {
                door.close();
                throw e;
            }
        }
    }
}
