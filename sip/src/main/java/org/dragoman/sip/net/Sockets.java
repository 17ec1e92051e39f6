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
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/// Makes the sockets that JAIN-SIP works with.
class Sockets implements NetworkLayer {
    private static final int CONNECT = 4_000; // milliseconds, at most

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
        throw new SocketException("no TLS here");
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress to, int port) throws IOException {
        throw new SocketException("no TLS here");
    }

    @Override
    public SSLSocket createSSLSocket(InetAddress to, int port, InetAddress from)
            throws IOException {
        throw new SocketException("no TLS here");
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
