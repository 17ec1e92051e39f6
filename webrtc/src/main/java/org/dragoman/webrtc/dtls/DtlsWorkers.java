package org.dragoman.webrtc.dtls;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSRequest;
import org.bouncycastle.tls.DTLSVerifier;

/// The threads that shake hands, and the cookies of all who have not begun.
public final class DtlsWorkers implements AutoCloseable {
    /// Handshakes at a time; one too many fails at once.
    public static final int MOST = 256;

    private final DTLSVerifier verifier; // guarded by itself
    private final Semaphore free = new Semaphore(MOST);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    public DtlsWorkers(DtlsIdentity identity) {
        verifier = new DTLSVerifier(identity.crypto());
    }

    /// The hello that a datagram is, where it shows the cookie for this name; else the cookie is
    /// sent, or nothing where it is no hello.
    Optional<DTLSRequest> verify(byte[] name, byte[] datagram, Consumer<byte[]> outlet) {
        synchronized (verifier) {
            return Optional.ofNullable(
                    verifier.verifyRequest(name, datagram, 0, datagram.length, new Sender(outlet)));
        }
    }

    /// Runs a handshake that calls {@link #shaken}; false when there are too many.
    boolean run(Runnable handshake) {
        if (!free.tryAcquire()) {
            return false;
        }
        try {
            threads.execute(handshake);
            return true;
        } catch (RejectedExecutionException _) { // the gateway ends
            free.release();
            return false;
        }
    }

    /// A handshake is over; its thread may go on.
    void shaken() {
        free.release();
    }

    int running() {
        return MOST - free.availablePermits();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private record Sender(Consumer<byte[]> outlet) implements org.bouncycastle.tls.DatagramSender {
        @Override
        public int getSendLimit() {
            return DatagramPipe.SEND_LIMIT;
        }

        @Override
        public void send(byte[] buffer, int at, int length) {
            var datagram = new byte[length];
            System.arraycopy(buffer, at, datagram, 0, length);
            outlet.accept(datagram);
        }
    }
}
