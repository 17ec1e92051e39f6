package org.dragoman.tests.bench.srtp;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.dragoman.core.media.SrtpKeys;
import org.dragoman.core.media.SrtpSuite;
import org.dragoman.media.rtp.Rtp;
import org.dragoman.media.srtp.SrtpReceiver;
import org.dragoman.media.srtp.SrtpSender;
import org.dragoman.media.srtp.Workbench;

/// Seals and opens packets of 20 ms G.711, and has OpenSSL do the same ciphers on as many bytes in
/// between: AES-CTR and HMAC-SHA1 one after the other, or AES-GCM with associated data. Prints the
/// best of the rounds of each, their ratio, and what we allocate. Budget: 1.1 times OpenSSL.
///
/// OpenSSL counts processor time only, so that a busy machine does not slow it. Ours is the median
/// of short turns for the same reason: most of them nothing interrupts.
public final class SrtpBench {
    private static final int PAYLOAD = 160; // bytes
    private static final int AUTHENTICATED = Rtp.HEADER + PAYLOAD + 4; // and the rollover counter
    private static final int ROUNDS = 5;
    private static final int WARM_UP = 600_000; // packets
    private static final int PACKETS = 400_000; // a round
    private static final int TURN = 100; // packets
    private static final long STEP = 256; // bytes from one packet to the next
    private static final double BUDGET = 1.1;

    private static final List<String> HMAC = List.of("-hmac", "sha1");
    private static final Map<SrtpSuite, List<String>> CIPHERS =
            Map.of(
                    SrtpSuite.AES_CM_128_HMAC_SHA1_80, List.of("-evp", "aes-128-ctr"),
                    SrtpSuite.AES_CM_128_HMAC_SHA1_32, List.of("-evp", "aes-128-ctr"),
                    SrtpSuite.AEAD_AES_128_GCM, List.of("-aead", "-evp", "aes-128-gcm"),
                    SrtpSuite.AEAD_AES_256_GCM, List.of("-aead", "-evp", "aes-256-gcm"));

    private final SrtpSender sender;
    private final SrtpReceiver receiver;
    private final Workbench bench = new Workbench();
    private final MemorySegment turn;
    private final int[] sealed = new int[TURN];
    private long index;

    private SrtpBench(SrtpSuite suite, Arena arena) {
        var random = new Random(1);
        var key = new byte[suite.keyBytes()];
        random.nextBytes(key);
        var keys = new SrtpKeys(suite, key, new byte[suite.saltBytes()]);
        sender = new SrtpSender(keys);
        receiver = new SrtpReceiver(keys);
        turn = arena.allocate(TURN * STEP);
    }

    /// Exit code 1 when a suite is over the budget.
    public static void main(String[] arguments) throws IOException {
        System.out.printf(
                "%-24s %9s %9s %9s %7s %9s%n", "", "seal", "open", "OpenSSL", "ratio", "B");
        boolean kept = true;
        for (var suite : SrtpSuite.values()) {
            kept &= measure(suite) <= BUDGET;
        }
        System.out.printf(
                "Nanoseconds a packet of %d bytes, the slower of both directions over OpenSSL,"
                        + " bytes allocated. Budget: %.1f: %s%n",
                Rtp.HEADER + PAYLOAD, BUDGET, kept ? "kept" : "missed");
        System.exit(kept ? 0 : 1);
    }

    private static double measure(SrtpSuite suite) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var bench = new SrtpBench(suite, arena);
            bench.run(WARM_UP);
            double seal = Double.MAX_VALUE;
            double open = Double.MAX_VALUE;
            double theirs = Double.MAX_VALUE;
            double allocated = 0;
            for (int round = 0; round < ROUNDS; round++) {
                theirs = Math.min(theirs, openSsl(suite));
                var ours = bench.run(PACKETS);
                seal = Math.min(seal, ours.seal());
                open = Math.min(open, ours.open());
                allocated = ours.allocated();
            }
            double ratio = Math.max(seal, open) / theirs;
            System.out.printf(
                    Locale.ROOT,
                    "%-24s %9.0f %9.0f %9.0f %7.2f %9.0f%n",
                    suite,
                    seal,
                    open,
                    theirs,
                    ratio,
                    allocated);
            return ratio;
        }
    }

    private static double openSsl(SrtpSuite suite) throws IOException {
        double cipher = OpenSslSpeed.nanos(PAYLOAD, CIPHERS.get(suite));
        return suite.isAead() ? cipher : cipher + OpenSslSpeed.nanos(AUTHENTICATED, HMAC);
    }

    /// - {@code seal}, {@code open}: nanoseconds a packet.
    /// - {@code allocated}: bytes a packet, both together.
    private record Cost(double seal, double open, double allocated) {}

    private Cost run(int packets) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var seal = new long[packets / TURN];
        var open = new long[packets / TURN];
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < seal.length; i++) {
            turn(seal, open, i);
        }
        double allocated = threads.getCurrentThreadAllocatedBytes() - before;
        return new Cost(median(seal), median(open), allocated / (seal.length * TURN));
    }

    /// Opening needs what was sealed, so the two are timed in turns of as many packets as fit in
    /// the processor's caches.
    private void turn(long[] seal, long[] open, int place) {
        long start = System.nanoTime();
        int length = Rtp.HEADER + PAYLOAD;
        for (int i = 0; i < TURN; i++) {
            Rtp.write(turn, i * STEP, false, 8, (int) (index + i), 0, 1);
            sealed[i] = sender.sealRtp(bench, turn, i * STEP, length, (int) STEP);
        }
        long middle = System.nanoTime();
        for (int i = 0; i < TURN; i++) {
            if (receiver.openRtp(bench, turn, i * STEP, sealed[i]) != length) {
                throw new IllegalStateException("what was sealed does not open");
            }
        }
        open[place] = System.nanoTime() - middle;
        seal[place] = middle - start;
        index += TURN;
    }

    private static double median(long[] turns) {
        Arrays.sort(turns);
        return (double) turns[turns.length / 2] / TURN;
    }
}
