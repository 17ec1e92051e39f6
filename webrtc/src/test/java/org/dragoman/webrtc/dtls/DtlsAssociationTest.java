package org.dragoman.webrtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.dragoman.core.media.CertificateFingerprint;
import org.dragoman.core.media.DtlsRole;
import org.dragoman.core.media.SrtpKeys;
import org.dragoman.core.media.SrtpSuite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Both sides are ours here; that Chromium and OpenSSL understand them is for other tests to
/// show.
class DtlsAssociationTest {
    private static final long PATIENCE = 60; // seconds, on a busy machine

    private final DtlsIdentity identity = DtlsIdentity.make(new SecureRandom(), Instant.EPOCH);
    private final DtlsIdentity other = DtlsIdentity.make(new SecureRandom(), Instant.EPOCH);
    private final DtlsWorkers workers = new DtlsWorkers(identity);
    private final List<Side> sides = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        sides.forEach(s -> s.association.close());
        workers.close();
    }

    record Keys(SrtpKeys ours, SrtpKeys theirs) {}

    /// One end, and what comes of it.
    private final class Side implements DtlsAssociation.Listener {
        final CompletableFuture<Keys> secured = new CompletableFuture<>();
        final CompletableFuture<String> ended = new CompletableFuture<>();
        final AtomicInteger sent = new AtomicInteger();
        final DtlsAssociation association;
        volatile UnaryOperator<byte[]> way = d -> d;
        private Side peer = this;

        Side(DtlsIdentity identity, DtlsRole role, CertificateFingerprint announced) {
            association =
                    new DtlsAssociation(
                            identity,
                            workers,
                            role,
                            List.of(announced),
                            "peer".getBytes(StandardCharsets.US_ASCII),
                            this::send,
                            this);
            sides.add(this);
        }

        void meet(Side other) {
            peer = other;
        }

        private void send(byte[] datagram) {
            sent.incrementAndGet();
            var arriving = way.apply(datagram);
            if (arriving.length > 0) {
                peer.association.arrived(arriving);
            }
        }

        @Override
        public void secured(SrtpKeys ours, SrtpKeys theirs) {
            secured.complete(new Keys(ours, theirs));
        }

        @Override
        public void ended(String why) {
            ended.complete(why);
        }

        Keys keys() throws Exception {
            return secured.get(PATIENCE, TimeUnit.SECONDS);
        }

        String end() throws Exception {
            return ended.get(PATIENCE, TimeUnit.SECONDS);
        }
    }

    private final class Pair {
        final Side client;
        final Side server;

        Pair(CertificateFingerprint ofServer, CertificateFingerprint ofClient) {
            client = new Side(identity, DtlsRole.CLIENT, ofServer);
            server = new Side(other, DtlsRole.SERVER, ofClient);
            client.meet(server);
            server.meet(client);
        }
    }

    private Pair pair() {
        return new Pair(other.fingerprint(), identity.fingerprint());
    }

    @Test
    void bothEndsHaveTheSameKeys() throws Exception {
        var pair = pair();
        pair.client.association.begin();
        var ours = pair.client.keys();
        var theirs = pair.server.keys();
        assertThat(ours.ours()).isEqualTo(theirs.theirs());
        assertThat(ours.theirs()).isEqualTo(theirs.ours());
        assertThat(ours.ours()).isNotEqualTo(ours.theirs());
        assertThat(ours.ours().suite()).isEqualTo(SrtpSuite.AEAD_AES_128_GCM);
    }

    /// RFC 6347 §4.2.1: what has shown no cookie costs no thread.
    @Test
    void nothingIsKeptOfWhoShowsNoCookie() throws Exception {
        var pair = pair();
        var hellos = new LinkedBlockingQueue<byte[]>();
        pair.client.way =
                d -> {
                    hellos.add(d);
                    return new byte[0];
                };
        pair.client.association.begin();
        var hello = Optional.ofNullable(hellos.poll(PATIENCE, TimeUnit.SECONDS));
        int before = workers.running();
        for (int i = 0; i < 100; i++) {
            pair.server.association.arrived(hello.orElseThrow());
        }
        assertThat(workers.running()).isEqualTo(before);
        assertThat(pair.server.sent).hasValue(100);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWrongFingerprintIsNoHandshake(boolean ofServer) throws Exception {
        var wrong = new CertificateFingerprint("sha-256", new byte[32]);
        var pair =
                ofServer
                        ? new Pair(wrong, identity.fingerprint())
                        : new Pair(other.fingerprint(), wrong);
        pair.client.association.begin();
        var deceived = ofServer ? pair.client : pair.server;
        assertThat(deceived.end()).contains("bad_certificate");
        assertThat(deceived.secured).isNotDone();
    }

    /// RFC 8122 §5: a hash that can be forged is none.
    @Test
    void aFingerprintBySha1IsNotBelieved() throws Exception {
        var weak = new CertificateFingerprint("sha-1", new byte[20]);
        var pair = new Pair(weak, identity.fingerprint());
        pair.client.association.begin();
        assertThat(pair.client.end()).contains("bad_certificate");
    }

    /// Browsers with keys against quantum computers say hello in two datagrams: no cookie fits.
    @Test
    void aHelloInPartsIsTaken() throws Exception {
        var pair = pair();
        var first = new AtomicInteger();
        pair.client.way =
                d -> {
                    if (first.getAndIncrement() > 0) {
                        return d;
                    }
                    int half = (d.length - 25) / 2;
                    pair.server.association.arrived(part(d, 0, half));
                    return part(d, 1, half);
                };
        pair.client.association.begin();
        assertThat(pair.client.keys().ours()).isEqualTo(pair.server.keys().theirs());
    }

    /// The first or second half of a hello, as a record of its own (RFC 6347 §4.1, §4.2.3).
    private static byte[] part(byte[] hello, int number, int half) {
        int from = number * half;
        int length = number == 0 ? half : hello.length - 25 - half;
        var part = new byte[25 + length];
        System.arraycopy(hello, 0, part, 0, 25);
        System.arraycopy(hello, 25 + from, part, 25, length);
        part[10] = (byte) number; // of the record
        part[11] = (byte) (length + 12 >> 8);
        part[12] = (byte) (length + 12);
        part[20] = (byte) (from >> 8);
        part[21] = (byte) from;
        part[23] = (byte) (length >> 8);
        part[24] = (byte) length;
        return part;
    }

    @Test
    void theRehearsalComesToItsEnd() {
        DtlsRehearsal.begin(identity, workers);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (workers.running() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(workers.running()).isZero();
    }

    /// Every other datagram is lost, both ways, for a while.
    @Test
    void lostFlightsAreSentAgain() throws Exception {
        var pair = pair();
        var random = new Random(6347);
        UnaryOperator<byte[]> lossy =
                d -> {
                    synchronized (random) {
                        return random.nextInt(3) == 0 ? new byte[0] : d;
                    }
                };
        pair.client.way = lossy;
        pair.server.way = lossy;
        pair.client.association.begin();
        assertThat(pair.client.keys().ours()).isEqualTo(pair.server.keys().theirs());
    }

    @Test
    void theBrowsersFarewellIsHeard() throws Exception {
        var pair = pair();
        pair.client.association.begin();
        pair.client.keys();
        pair.server.keys();
        pair.client.association.close();
        assertThat(pair.server.end()).contains("the browser ended it");
        assertThat(pair.client.ended).isNotDone();
    }

    @Test
    void garbageBeforeAndDuringTheHandshakeDisturbsNothing() throws Exception {
        var pair = pair();
        var random = new Random(5764);
        for (int i = 0; i < 10_000; i++) {
            pair.server.association.arrived(noise(random));
        }
        pair.client.way =
                d -> {
                    pair.server.association.arrived(noise(random));
                    return d;
                };
        pair.client.association.begin();
        assertThat(pair.client.keys().ours()).isEqualTo(pair.server.keys().theirs());
        for (int i = 0; i < 50; i++) { // as many as wait: the farewell must not be lost
            pair.server.association.arrived(noise(random));
        }
        pair.client.association.close();
        assertThat(pair.server.end()).contains("the browser ended it");
    }

    /// Datagrams that look like records of DTLS at first sight.
    private static byte[] noise(Random random) {
        synchronized (random) {
            var noise = new byte[1 + random.nextInt(100)];
            random.nextBytes(noise);
            noise[0] = (byte) (20 + random.nextInt(44));
            return noise;
        }
    }
}
