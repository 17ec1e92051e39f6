package org.dragoman.tests.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/// A wire for the sound between a browser and the gateway: it can be cut and mended, and
/// can lose some of the sound.
public final class UdpWire implements AutoCloseable {
    private static final int ROOM = 2_048; // bytes of a packet
    private static final int RTP = 0x80; // RFC 7983 §7: the first byte of RTP is 128 to 191
    private static final int RTP_MASK = 0xC0;

    private final DatagramSocket here;
    private final DatagramSocket there;
    private final SocketAddress gateway;
    private final AtomicInteger sounds = new AtomicInteger();
    private volatile SocketAddress browser = new InetSocketAddress(0);
    private volatile boolean isCut;
    private volatile int losesOneOf = Integer.MAX_VALUE;

    /// - {@code address}: on which the browser finds the wire.
    public UdpWire(String address, InetSocketAddress gateway) {
        this.gateway = gateway;
        try {
            here = new DatagramSocket(0, InetAddress.getByName(address));
            there = new DatagramSocket(0, InetAddress.getByName(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("wire-in").start(this::toGateway);
        Thread.ofVirtual().name("wire-out").start(this::toBrowser);
    }

    /// Makes a page send its sound by this wire: the gateway's own address in each
    /// description that it is given becomes the wire's. To be run before there is a call.
    public String script() {
        var own = (InetSocketAddress) gateway;
        return """
        (() => {
          const set = RTCPeerConnection.prototype.setRemoteDescription;
          RTCPeerConnection.prototype.setRemoteDescription = function (description) {
            const sdp = description.sdp.replaceAll('%s %d', '%s %d');
            return set.call(this, { type: description.type, sdp });
          };
          const offer = RTCPeerConnection.prototype.createOffer;
          globalThis.restarts = 0;
          RTCPeerConnection.prototype.createOffer = function (options) {
            globalThis.restarts += options?.iceRestart ? 1 : 0;
            return offer.call(this, options);
          };
        })()"""
                .formatted(
                        own.getAddress().getHostAddress(),
                        own.getPort(),
                        here.getLocalAddress().getHostAddress(),
                        here.getLocalPort());
    }

    /// A description with the wire's address instead of the gateway's.
    public String instead(String sdp) {
        var own = (InetSocketAddress) gateway;
        var gate = own.getAddress().getHostAddress() + " " + own.getPort();
        return sdp.replace(
                gate, here.getLocalAddress().getHostAddress() + " " + here.getLocalPort());
    }

    public void cut() {
        isCut = true;
    }

    public void mend() {
        isCut = false;
    }

    /// Loses one of so many packets of sound, each way.
    public void loseOneOf(int packets) {
        losesOneOf = packets;
    }

    private void toGateway() {
        carry(
                here,
                packet -> {
                    browser = packet.getSocketAddress();
                    packet.setSocketAddress(gateway);
                    there.send(packet);
                });
    }

    private void toBrowser() {
        carry(
                there,
                packet -> {
                    packet.setSocketAddress(browser);
                    here.send(packet);
                });
    }

    private interface Onward {
        void send(DatagramPacket packet) throws IOException;
    }

    private void carry(DatagramSocket from, Onward onward) {
        var packet = new DatagramPacket(new byte[ROOM], ROOM);
        while (!from.isClosed()) {
            try {
                packet.setLength(ROOM);
                from.receive(packet);
                if (!isCut && !isLost(packet)) {
                    onward.send(packet);
                }
            } catch (IOException e) { // nobody there yet, as ICMP says; or the wire is closed
                continue;
            }
        }
    }

    private boolean isLost(DatagramPacket packet) {
        boolean isRtp = (packet.getData()[0] & RTP_MASK) == RTP;
        return isRtp && sounds.incrementAndGet() % losesOneOf == 0;
    }

    @Override
    public void close() {
        here.close();
        there.close();
    }
}
