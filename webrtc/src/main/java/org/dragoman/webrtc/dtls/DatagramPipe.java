package org.dragoman.webrtc.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DatagramTransport;

/// The datagrams of one association, between whoever receives them and the thread that shakes
/// hands.
final class DatagramPipe implements DatagramTransport {
    /// What we send at most; leaves room for whatever headers the way adds (RFC 8835 §4).
    static final int SEND_LIMIT = 1_200; // bytes

    private static final int RECEIVE_LIMIT = 2_048; // bytes
    private static final int WAITING = 64; // datagrams; what comes on top is lost, as on the way
    private static final long FOREVER = Long.MAX_VALUE;
    private static final byte[] END = {};

    private final BlockingQueue<byte[]> arrived = new ArrayBlockingQueue<>(WAITING);
    private final Consumer<byte[]> outlet;
    private volatile boolean closed;

    DatagramPipe(Consumer<byte[]> outlet) {
        this.outlet = outlet;
    }

    void put(byte[] datagram) {
        if (datagram.length > 0) {
            arrived.offer(datagram);
        }
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public int getReceiveLimit() {
        return RECEIVE_LIMIT;
    }

    @Override
    public int getSendLimit() {
        return SEND_LIMIT;
    }

    /// - Returns: the length, or -1 when none came in time.
    @Override
    public int receive(byte[] buffer, int at, int room, int waitMillis) throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        try {
            var datagram =
                    arrived.poll(waitMillis <= 0 ? FOREVER : waitMillis, TimeUnit.MILLISECONDS);
            if (datagram == null) {
                return -1;
            }
            if (datagram.length == 0) {
                throw new IOException("closed");
            }
            int length = Math.min(room, datagram.length);
            System.arraycopy(datagram, 0, buffer, at, length);
            return length;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var interrupted = new InterruptedIOException("ended");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    @Override
    public void send(byte[] buffer, int at, int length) throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        var datagram = new byte[length];
        System.arraycopy(buffer, at, datagram, 0, length);
        outlet.accept(datagram);
    }

    @Override
    public void close() {
        closed = true;
        arrived.clear();
        arrived.offer(END);
    }
}
