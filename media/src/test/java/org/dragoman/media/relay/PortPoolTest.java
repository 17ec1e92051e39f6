package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// S14, S18, H24: ports are never lost, never given twice, and rest before they are given again.
class PortPoolTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void whatever_is_done_with_it_the_pool_keeps_its_promises() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            int first = 1_000 + random.nextInt(3);
            int last = first + 2 + random.nextInt(40);
            var rest = Duration.ofSeconds(random.nextInt(4));
            var pool = new PortPool(first, last, rest, random);
            int size = pool.freeCount();
            var taken = new ArrayList<Integer>();
            var givenBack = new HashMap<Integer, Long>();
            long now = random.nextLong();
            for (int step = 0; step < 500; step++) {
                now += random.nextLong(SECOND);
                if (random.nextBoolean()) {
                    var pair = pool.take(now);
                    if (pair.isPresent()) {
                        int port = pair.get().rtpPort();
                        assertThat(port % 2).isZero();
                        assertThat(port).isBetween(first, last - 1);
                        assertThat(taken).doesNotContain(port);
                        if (givenBack.containsKey(port)) {
                            assertThat(now - givenBack.get(port))
                                    .isGreaterThanOrEqualTo(rest.toNanos());
                        }
                        taken.add(port);
                    } else {
                        assertThat(taken.size() + resting(givenBack, taken, rest, now))
                                .as("refused only when all are in use or rest")
                                .isEqualTo(size);
                    }
                } else if (!taken.isEmpty()) {
                    int port = taken.remove(random.nextInt(taken.size()));
                    pool.giveBack(port, LastStream.NONE, now);
                    givenBack.put(port, now);
                }
                assertThat(pool.takenCount()).isEqualTo(taken.size());
                assertThat(pool.takenCount() + pool.freeCount()).isEqualTo(size);
            }
        }
    }

    @Test
    void every_pair_of_the_range_is_used() {
        var pool = new PortPool(10_001, 10_012, Duration.ZERO, new Random(1));
        var ports = new HashSet<Integer>();
        pool.take(0).ifPresent(p -> ports.add(p.rtpPort()));
        while (ports.size() < 5) {
            ports.add(pool.take(0).orElseThrow().rtpPort());
        }
        assertThat(ports).containsExactlyInAnyOrder(10_002, 10_004, 10_006, 10_008, 10_010);
        assertThat(pool.take(0)).isEmpty();
    }

    @Test
    void the_pair_unused_longest_comes_first_and_remembers_its_last_call() {
        var pool = new PortPool(10_000, 10_003, Duration.ZERO, new Random(1));
        int one = pool.take(0).orElseThrow().rtpPort();
        int other = pool.take(0).orElseThrow().rtpPort();
        var stream = new LastStream(true, 7, 8, 9);
        pool.giveBack(other, stream, 5);
        pool.giveBack(one, LastStream.NONE, 6);
        assertThat(pool.take(7)).contains(new PortPool.Pair(other, stream));
        assertThat(pool.take(7)).contains(new PortPool.Pair(one, LastStream.NONE));
    }

    @Test
    void giving_back_twice_is_a_fault() {
        var pool = new PortPool(10_000, 10_003, Duration.ZERO, new Random(1));
        int port = pool.take(0).orElseThrow().rtpPort();
        pool.giveBack(port, LastStream.NONE, 0);
        assertThatThrownBy(() -> pool.giveBack(port, LastStream.NONE, 0))
                .isInstanceOf(IllegalStateException.class);
    }

    private static int resting(
            HashMap<Integer, Long> givenBack, ArrayList<Integer> taken, Duration rest, long now) {
        int count = 0;
        for (var entry : givenBack.entrySet()) {
            if (!taken.contains(entry.getKey()) && now - entry.getValue() < rest.toNanos()) {
                count++;
            }
        }
        return count;
    }
}
