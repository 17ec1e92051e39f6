package org.dragoman.h323.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.dragoman.asn1.per.MalformedPdu;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Whatever a stranger sends, decoding ends soon, takes little memory, and fails in one way
/// only.
class FuzzTest {
    private static final int MUTATIONS = 1_000_000;
    private static final int RANDOM_MESSAGES = 100_000;
    private static final int LONGEST_RANDOM_MESSAGE = 400; // octets
    private static final long LONGEST_NANOS = Duration.ofMillis(10).toNanos();
    private static final long MOST_MEMORY = 1 << 20; // octets a PDU
    private static final int REPEATS =
            5; // of a decode that seemed slow or large: it may not be to blame
    private static final int ENCODED_AGAIN = 8; // of what decodes all the same, one in so many
    private static final long SEED = 20_261_122;

    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static List<Seed> seeds = List.of();

    @BeforeAll
    static void collect() throws MalformedPdu {
        seeds = Seed.all();
        assertThat(seeds).hasSizeGreaterThan(3_000);
    }

    /// Every octet of these PDUs is needed, so a PDU that is cut short anywhere is a fault.
    @Test
    void everyTruncationIsAFault() {
        for (Seed seed : seeds) {
            for (int length = 0; length < seed.octets().length; length++) {
                byte[] cut = Arrays.copyOf(seed.octets(), length);
                if (decode(new Seed(cut, seed.kind())).isPresent()) {
                    fail("accepted, cut to %d octets: %s", length, text(seed));
                }
            }
        }
    }

    @Test
    void mutatedMessagesRaiseNothingButTheFault() throws MalformedPdu {
        Mutation mutation = new Mutation(seeds, new SplittableRandom(SEED));
        int accepted = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Seed mutated = mutation.next();
            Optional<Record> value = decode(mutated);
            if (value.isPresent() && accepted++ % ENCODED_AGAIN == 0) {
                assertSurvivesEncoding(mutated, value.get());
            }
        }
        assertThat(accepted).as("some mutations leave a message that is right").isPositive();
    }

    @Test
    void randomOctetsRaiseNothingButTheFault() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < RANDOM_MESSAGES; i++) {
            byte[] octets = new byte[random.nextInt(LONGEST_RANDOM_MESSAGE)];
            random.nextBytes(octets);
            decode(new Seed(octets, Kind.values()[i % Kind.values().length]));
        }
    }

    /// What was accepted is a value like any other: it can be written, and what is written is
    /// read and written the same again. (The first octets may differ: ours are canonical.)
    private static void assertSurvivesEncoding(Seed mutated, Record value) throws MalformedPdu {
        byte[] written = mutated.kind().encode(value);
        Record again = mutated.kind().decode(written);
        assertThat(mutated.kind().encode(again)).as(() -> text(mutated)).isEqualTo(written);
    }

    /// The value, or nothing where the octets are a fault.
    private static Optional<Record> decode(Seed seed) {
        long memory = THREAD.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        Optional<Record> value = attempt(seed);
        long nanos = System.nanoTime() - start;
        memory = THREAD.getCurrentThreadAllocatedBytes() - memory;
        if (nanos > LONGEST_NANOS || memory > MOST_MEMORY) {
            assertQuickAndSmall(seed);
        }
        return value;
    }

    /// The best of several: a collection of garbage or a busy machine slows one, not all.
    private static void assertQuickAndSmall(Seed seed) {
        long bestNanos = Long.MAX_VALUE;
        long leastMemory = Long.MAX_VALUE;
        for (int i = 0; i < REPEATS; i++) {
            long memory = THREAD.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            attempt(seed);
            bestNanos = Math.min(bestNanos, System.nanoTime() - start);
            leastMemory = Math.min(leastMemory, THREAD.getCurrentThreadAllocatedBytes() - memory);
        }
        assertThat(bestNanos).as(() -> "ns for " + text(seed)).isLessThanOrEqualTo(LONGEST_NANOS);
        assertThat(leastMemory)
                .as(() -> "octets for " + text(seed))
                .isLessThanOrEqualTo(MOST_MEMORY);
    }

    private static Optional<Record> attempt(Seed seed) {
        try {
            return Optional.of(seed.kind().decode(seed.octets()));
        } catch (MalformedPdu fault) {
            return Optional.empty();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError bug) {
            return fail("%s for %s".formatted(bug, text(seed)), bug);
        }
    }

    private static String text(Seed seed) {
        return seed.kind() + " " + HexFormat.of().formatHex(seed.octets());
    }
}
