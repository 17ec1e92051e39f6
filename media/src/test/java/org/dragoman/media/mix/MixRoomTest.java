package org.dragoman.media.mix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.media.bridge.Workbench;
import org.dragoman.media.codec.Codecs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Parties who say tones in different codecs, in a room without threads or sockets.
class MixRoomTest {
    private static final long MILLI = 1_000_000;
    private static final double LOUD = 6_000;
    private static final int[] TONES = {440, 700, 1_000};

    private final Codecs codecs = Codecs.ofTheProgram();
    private final Arena arena = Arena.ofConfined();
    private final Workbench bench = new Workbench(arena);
    private final MixRoom room = new MixRoom();
    private List<Party> parties;
    private long now = 1_000 * MILLI;

    @BeforeEach
    void comeIn() throws Exception {
        parties =
                List.of(
                        party(new PayloadFormat(Codec.PCMU, 0, 20)),
                        party(new PayloadFormat(Codec.PCMA, 8, 30)),
                        party(new PayloadFormat(Codec.of("L16", 16_000), 96, 20)));
        for (int i = 0; i < parties.size(); i++) {
            parties.get(i).saying(TONES[i], LOUD);
            assertThat(room.sit(parties.get(i).seat)).isTrue();
        }
    }

    @AfterEach
    void close() {
        room.close();
        parties.forEach(Party::close);
        arena.close();
    }

    private Party party(PayloadFormat format) throws Exception {
        return new Party(codecs, format, arena);
    }

    /// Those who speak say a packet when one is due, and the room works every 5 ms.
    private void run(int millis, List<Party> speaking) throws Exception {
        for (int at = 0; at < millis; at += 5) {
            for (var party : speaking) {
                int length = party == parties.get(1) ? 30 : 20;
                if (at % length == 0) {
                    party.speak(now);
                }
            }
            room.work(now, bench);
            now += 5 * MILLI;
        }
    }

    @Test
    void each_hears_the_two_others_as_loud_as_they_are_and_not_itself() throws Exception {
        run(2_100, parties);
        for (int listener = 0; listener < 3; listener++) {
            for (int speaker = 0; speaker < 3; speaker++) {
                double loud = parties.get(listener).heard(TONES[speaker]);
                var what = TONES[speaker] + " Hz at party " + listener;
                if (speaker == listener) {
                    assertThat(loud).as(what).isLessThan(LOUD / 100);
                } else {
                    assertThat(loud).as(what).isCloseTo(LOUD, within(LOUD * 0.03));
                }
            }
        }
    }

    @Test
    void what_is_heard_is_one_stream_without_a_gap_even_before_anybody_speaks() throws Exception {
        run(300, List.of());
        run(600, parties);
        for (var party : parties) {
            int packets = party.sequences.size();
            assertThat(packets).isBetween(900 / 30 - 2, 900 / 20);
            for (int i = 1; i < packets; i++) {
                assertThat(party.sequences.get(i)).isEqualTo(party.sequences.get(i - 1) + 1);
                assertThat(party.timestamps.get(i) - party.timestamps.get(i - 1))
                        .isEqualTo(party.units());
            }
        }
    }

    @Test
    void a_sum_too_loud_for_a_sample_is_cut_off_and_does_not_wrap_round() throws Exception {
        parties.get(0).saying(700, 30_000);
        parties.get(1).saying(700, 30_000);
        run(1_500, parties);
        assertThat(parties.get(2).heard(700)).as("of a clipped sine").isGreaterThan(32_000);
    }

    @Test
    void who_leaves_is_heard_no_more_and_the_others_go_on() throws Exception {
        run(1_200, parties);
        parties.get(2).leave();
        int heardByThen = parties.get(2).sequences.size();
        run(1_500, parties);
        assertThat(parties.get(2).sequences).hasSize(heardByThen);
        assertThat(parties.get(0).heard(TONES[2])).isLessThan(LOUD / 100);
        assertThat(parties.get(0).heard(TONES[1])).isCloseTo(LOUD, within(LOUD * 0.03));
    }

    @Test
    void who_says_nothing_hears_the_others() throws Exception {
        run(1_500, parties.subList(0, 2));
        assertThat(parties.get(2).heard(TONES[0])).isCloseTo(LOUD, within(LOUD * 0.03));
        assertThat(parties.get(0).heard(TONES[2])).isLessThan(LOUD / 100);
    }

    @Test
    void there_are_eight_seats() throws Exception {
        for (int i = 3; i < MixRoom.SEATS; i++) {
            assertThat(room.sit(party(new PayloadFormat(Codec.PCMU, 0, 20)).seat)).isTrue();
        }
        try (var late = party(new PayloadFormat(Codec.PCMU, 0, 20))) {
            assertThat(room.sit(late.seat)).isFalse();
            late.seat.close();
        }
    }

    /// A worker that stood still for a while gives up what was due, and time goes on.
    @Test
    void time_that_was_missed_is_skipped() throws Exception {
        run(300, parties);
        int before = parties.get(0).timestamps.getLast();
        now += 400 * MILLI;
        run(20, List.of());
        int packets = parties.get(0).sequences.size();
        assertThat(parties.get(0).timestamps.getLast() - before).isBetween(8 * 380, 8 * 440);
        assertThat(parties.get(0).sequences.getLast()).isEqualTo(packets);
    }

    @Test
    void blocks_are_made_without_allocation() throws Exception {
        parties.forEach(Party::turnDeaf);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Long.MAX_VALUE;
        for (int rounds = 0; rounds < 8 && allocated > 4_096; rounds++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1_000; i++) {
                for (int p = 0; p < parties.size(); p++) {
                    parties.get(p).speak(now);
                }
                room.work(now, bench);
                now += 20 * MILLI;
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated).as("bytes for 20 s").isLessThanOrEqualTo(4_096);
    }
}
