package org.dragoman.webrtc.dtls;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSRequest;
import org.bouncycastle.tls.DTLSTransport;
import org.dragoman.core.media.CertificateFingerprint;
import org.dragoman.core.media.DtlsRole;
import org.dragoman.core.media.SrtpKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One DTLS association with a browser: a handshake, and then nothing but its end. The library
/// waits where it reads, so each has a virtual thread.
///
/// - Threads: {@link #arrived} by one at a time; else any.
public final class DtlsAssociation implements AutoCloseable {
    private static final int LARGEST = 2_048; // bytes of a record; what is in it is not read
    private static final int HANDSHAKE = 22; // content type, RFC 6347 §4.1
    private static final int CLIENT_HELLO = 1; // RFC 6347 §4.3.2
    private static final int RECORD_HEADER = 13; // bytes
    private static final int MESSAGE_HEADER = 12;

    /// What comes of it. Called on the association's thread.
    public interface Listener {
        /// The handshake is complete.
        void secured(SrtpKeys ours, SrtpKeys theirs);

        /// There was none, or the browser ended it.
        void ended(String why);
    }

    private static final Logger LOG = LoggerFactory.getLogger(DtlsAssociation.class);

    private final DtlsWorkers workers;
    private final DtlsRole role;
    private final byte[] name;
    private final Consumer<byte[]> outlet;
    private final Listener listener;
    private final DatagramPipe pipe;
    private final Handshake handshake;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Optional<DTLSTransport> open = Optional.empty();

    /// - {@code announced}: fingerprints, one of which must be the browser's.
    /// - {@code name}: of the browser, for cookies: the same for the same association.
    /// - {@code outlet}: sends a datagram; called on the association's thread and on that of
    ///   {@link #arrived}.
    public DtlsAssociation(
            DtlsIdentity identity,
            DtlsWorkers workers,
            DtlsRole role,
            List<CertificateFingerprint> announced,
            byte[] name,
            Consumer<byte[]> outlet,
            Listener listener) {
        this.workers = workers;
        this.role = role;
        this.name = name.clone();
        this.outlet = outlet;
        this.listener = listener;
        pipe = new DatagramPipe(outlet);
        handshake =
                new Handshake(
                        identity, new Announced(announced), () -> end("the browser ended it"));
    }

    /// There is a way to the browser: says hello, if that is ours to say.
    public void begin() {
        if (role == DtlsRole.CLIENT) {
            run(new DtlsClient(handshake));
        }
    }

    /// Takes a datagram of the browser.
    public void arrived(byte[] datagram) {
        if (role == DtlsRole.SERVER && !begun.get()) {
            hello(datagram);
        } else {
            pipe.put(datagram);
        }
    }

    /// Nothing is kept of a browser before it shows a cookie of ours (RFC 6347 §4.2.1). A hello
    /// that is too long for one datagram cannot show one; the address it comes from has shown the
    /// password of ICE already.
    private void hello(byte[] datagram) {
        var request = workers.verify(name, datagram, outlet);
        if (request.isPresent()) {
            run(new DtlsServer(handshake, request));
        } else if (isPartOfHello(datagram)) {
            pipe.put(datagram);
            run(new DtlsServer(handshake, Optional.<DTLSRequest>empty()));
        }
    }

    private static boolean isPartOfHello(byte[] datagram) {
        int message = RECORD_HEADER;
        return datagram.length > RECORD_HEADER + MESSAGE_HEADER
                && datagram[0] == HANDSHAKE
                && datagram[message] == CLIENT_HELLO
                && !Arrays.equals( // length of the message, and of this part
                        datagram, message + 1, message + 4, datagram, message + 9, message + 12);
    }

    private void run(Handshake.Party party) {
        if (begun.compareAndSet(false, true) && !workers.run(() -> shake(party))) {
            end("too many handshakes at a time");
        }
    }

    private void shake(Handshake.Party party) {
        try {
            var transport = handshake(party);
            open = Optional.of(transport);
            var keys = party.keys();
            listener.secured(keys.ours(), keys.theirs());
            attend(transport);
        } catch (IOException e) {
            end("DTLS: " + reason(e));
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("a DTLS association ends after an internal error");
            end("DTLS failed");
        }
    }

    private DTLSTransport handshake(Handshake.Party party) throws IOException {
        try {
            return party.shake(pipe);
        } finally {
            workers.shaken();
        }
    }

    // an alert is a number and a word: what we said ourselves, where we raised it, says more
    private static String reason(IOException e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }

    /// Repeats our last flight where the browser missed it, and hears its farewell.
    private void attend(DTLSTransport transport) throws IOException {
        var buffer = new byte[LARGEST];
        while (!pipe.isClosed()) {
            transport.receive(buffer, 0, buffer.length, 0);
        }
    }

    private void end(String why) {
        if (over.compareAndSet(false, true)) {
            pipe.close();
            listener.ended(why);
        }
    }

    /// Says farewell; nothing is heard of it any more.
    @Override
    public void close() {
        if (over.compareAndSet(false, true)) {
            try {
                if (open.isPresent()) {
                    open.get().close();
                }
            } catch (IOException e) {
                LOG.atDebug().setCause(e).log("a DTLS farewell could not be said");
            } finally {
                pipe.close();
            }
        }
    }
}
