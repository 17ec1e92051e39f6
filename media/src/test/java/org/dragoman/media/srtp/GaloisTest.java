package org.dragoman.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.dragoman.core.media.SrtpKeys;
import org.dragoman.core.media.SrtpSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// OpenSSL's AES-GCM beside the platform's, and what it costs in memory. Each of the two meets
/// vectors in {@link SrtpVectorTest}.
class GaloisTest {
    private static final int PACKETS = 20_000; // of each kind
    private static final int LONGEST = 1_400;
    private static final int SESSIONS = 10_000;
    private static final int MOST_BATCHES = 5;

    /// Two contexts that are not freed hold more than 1 kB: 10 MB in all sessions.
    private static final long GROWTH_KIB = 4 << 10;

    private static final int MOST_ROUNDS = 25; // until all is compiled, on a busy machine too
    private static final long ALLOWED = 4_096; // bytes in all packets; the JVM counts in steps

    private final Random random = new Random(7_714);
    private final Workbench bench = new Workbench();

    @Test
    void this_machine_has_openssl() {
        assertThat(Libcrypto.isUsable()).as("libcrypto.so.3, of Debian's libssl3").isTrue();
        assertThat(Galois.of(new byte[16])).isInstanceOf(OpensslGalois.class);
        assertThat(Galois.of(new byte[32])).isInstanceOf(OpensslGalois.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32})
    void both_make_and_take_the_same_packets(int keyBytes) {
        byte[] key = new byte[keyBytes];
        random.nextBytes(key);
        var ours = new OpensslGalois(key);
        var platforms = new PlatformGalois(key);
        for (int i = 0; i < PACKETS; i++) {
            int clear = 8 + random.nextInt(60);
            int length = clear + random.nextInt(random.nextInt(8) == 0 ? LONGEST : 200);
            boolean word = random.nextBoolean();
            byte[] plain = fill(length);
            platforms.seal(bench, clear, word, length);
            byte[] sealed = packet(length + Galois.TAG);
            put(plain);
            ours.seal(bench, clear, word, length);
            assertSame(packet(length + Galois.TAG), sealed);
            assertThat(platforms.open(bench, clear, word, sealed.length)).isTrue();
            assertSame(packet(length), plain);
            put(sealed);
            assertThat(ours.open(bench, clear, word, sealed.length)).isTrue();
            assertSame(packet(length), plain);
            sealed[random.nextInt(sealed.length)] ^= (byte) (1 << random.nextInt(8));
            put(sealed);
            assertThat(ours.open(bench, clear, word, sealed.length)).isFalse();
            assertSame(packet(sealed.length), sealed);
        }
        ours.release();
    }

    @Test
    void one_that_was_released_goes_on_and_may_be_released_again() {
        int before = OpensslGalois.inUse();
        var galois = new OpensslGalois(new byte[16]);
        galois.release();
        assertThat(OpensslGalois.inUse()).as("nothing before the first packet").isEqualTo(before);
        byte[] plain = fill(100);
        galois.seal(bench, 12, false, 100);
        assertThat(OpensslGalois.inUse()).isEqualTo(before + 1);
        galois.release();
        galois.release();
        assertThat(OpensslGalois.inUse()).isEqualTo(before);
        assertThat(galois.open(bench, 12, false, 100 + Galois.TAG)).isTrue();
        assertSame(packet(100), plain);
        galois.release();
        assertThat(OpensslGalois.inUse()).isEqualTo(before);
    }

    @Test
    void ten_thousand_sessions_leave_the_resident_memory_flat() throws Exception {
        var packet = new SrtpPair(SrtpPair.keys(SrtpSuite.AEAD_AES_256_GCM, 0));
        long growth = Long.MAX_VALUE;
        for (int batch = 0; growth > GROWTH_KIB && batch < MOST_BATCHES; batch++) {
            long before = residentKib();
            for (int i = 0; i < SESSIONS; i++) {
                talk(packet, SrtpPair.keys(SrtpSuite.AEAD_AES_256_GCM, i));
            }
            growth = residentKib() - before;
        }
        assertThat(growth).as("KiB more after %d sessions", SESSIONS).isLessThan(GROWTH_KIB);
    }

    /// A session of one packet each way.
    private static void talk(SrtpPair packet, SrtpKeys keys) {
        var session = SrtpSession.of(keys, keys, Optional.empty());
        int length = packet.write(1, SrtpPair.SSRC);
        int sealed = session.sealRtp(packet.memory, 0, length, SrtpPair.ROOM);
        assertThat(session.openRtp(packet.memory, 0, sealed)).isEqualTo(length);
        session.release();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AEAD_AES_128_GCM", "AEAD_AES_256_GCM"})
    void a_packet_makes_no_objects(SrtpSuite suite) {
        var pair = new SrtpPair(SrtpPair.keys(suite, 1));
        long allocated = Long.MAX_VALUE;
        long index = 0;
        for (int round = 0; allocated > ALLOWED && round < MOST_ROUNDS; round++) {
            long before = allocatedHere();
            for (int i = 0; i < PACKETS; i++) {
                int length = pair.write(index++, SrtpPair.SSRC);
                int sealed = pair.sender.sealRtp(bench, pair.memory, 0, length, SrtpPair.ROOM);
                if (pair.receiver.openRtp(bench, pair.memory, 0, sealed) != length) {
                    throw new AssertionError("packet " + index + " does not open");
                }
            }
            allocated = allocatedHere() - before;
        }
        assertThat(allocated).as("bytes for %d packets", PACKETS).isLessThanOrEqualTo(ALLOWED);
        pair.sender.release();
        pair.receiver.release();
    }

    private byte[] fill(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        random.nextBytes(bench.iv);
        random.nextBytes(bench.word);
        put(bytes);
        return bytes;
    }

    private void put(byte[] bytes) {
        System.arraycopy(bytes, 0, bench.packet, Workbench.START, bytes.length);
    }

    private byte[] packet(int length) {
        return Arrays.copyOfRange(bench.packet, Workbench.START, Workbench.START + length);
    }

    private static void assertSame(byte[] one, byte[] other) {
        if (!Arrays.equals(one, other)) { // quicker than an assertion for each of so many
            assertThat(one).isEqualTo(other);
        }
    }

    private static long residentKib() throws IOException {
        System.gc();
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(l -> l.startsWith("VmRSS:"))
                    .map(l -> l.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static long allocatedHere() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }
}
