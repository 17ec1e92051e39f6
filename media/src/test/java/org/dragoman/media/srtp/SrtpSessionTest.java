package org.dragoman.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.dragoman.core.media.SrtpSuite;
import org.dragoman.media.rtp.Rtp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpSessionTest {
    private static final SrtpSuite CM = SrtpSuite.AES_CM_128_HMAC_SHA1_80;
    private static final int WHOLE = Rtp.HEADER + SrtpPair.PAYLOAD;

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void what_is_sealed_is_unreadable_and_opens(SrtpSuite suite) {
        var pair = pair(suite);
        int length = pair.write(7, SrtpPair.SSRC);
        byte[] clear = pair.bytes(length);
        byte[] sealed = pair.sealed(7);
        assertThat(sealed).hasSize(length + pair.sender.rtpGrowth()).startsWith(header(clear));
        assertThat(Arrays.copyOfRange(sealed, Rtp.HEADER, length))
                .isNotEqualTo(Arrays.copyOfRange(clear, Rtp.HEADER, length));
        assertThat(pair.open(sealed)).isEqualTo(length);
        assertThat(pair.bytes(length)).isEqualTo(clear);
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void each_changed_bit_and_each_cut_is_noticed(SrtpSuite suite) {
        var pair = pair(suite);
        byte[] sealed = pair.sealed(7);
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(pair.open(changed)).as("bit %d", bit).isNegative();
        }
        for (int length = 0; length < sealed.length; length++) {
            assertThat(pair.open(Arrays.copyOf(sealed, length))).isNegative();
        }
        assertThat(pair.open(sealed)).as("none of it spoilt the state").isEqualTo(WHOLE);
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void another_key_opens_nothing_and_leaves_the_packet_as_it_was(SrtpSuite suite) {
        var pair = pair(suite);
        pair.receiver = new SrtpReceiver(SrtpPair.keys(suite, 99));
        byte[] sealed = pair.sealed(7);
        assertThat(pair.open(sealed)).isEqualTo(Verdict.FORGED);
        assertThat(pair.bytes(sealed.length)).isEqualTo(sealed);
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void a_packet_counts_once_and_late_ones_within_the_window_count(SrtpSuite suite) {
        var pair = pair(suite);
        var packets = new byte[300][];
        for (int i = 0; i < packets.length; i++) {
            packets[i] = pair.sealed(1_000 + i);
        }
        assertThat(pair.opens(packets[299], 1_299)).isTrue();
        for (int i = packets.length - 2; i >= 0; i--) {
            int late = 299 - i;
            int verdict = pair.open(packets[i]);
            assertThat(verdict)
                    .as("%d late", late)
                    .isEqualTo(late < Indexes.WINDOW ? WHOLE : Verdict.REPLAYED);
        }
        for (var packet : packets) {
            assertThat(pair.open(packet)).isEqualTo(Verdict.REPLAYED);
        }
    }

    @Test
    void the_rollover_counter_follows_a_stream_with_loss_and_disorder() {
        var pair = pair(CM);
        var random = new Random(3_711);
        byte[] held = pair.sealed(60_000);
        long heldIndex = 60_000;
        for (long index = 60_001; index < 60_000 + 4 * 65_536; index += 1 + random.nextInt(90)) {
            byte[] packet = pair.sealed(index);
            if (random.nextInt(3) > 0) { // the one before comes after this one
                assertThat(pair.opens(packet, index)).as("%d", index).isTrue();
                assertThat(pair.open(held)).isIn(WHOLE, Verdict.REPLAYED);
            }
            assertThat(pair.open(held)).isIn(WHOLE, Verdict.REPLAYED);
            held = packet;
            heldIndex = index;
        }
        assertThat(heldIndex >>> 16).isEqualTo(4);
        assertThat(pair.sender.hasRolledOver(SrtpPair.SSRC)).isTrue();
    }

    @Test
    void s17_a_loss_of_half_the_sequence_numbers_does_not_lose_the_rollover_counter() {
        var pair = pair(CM);
        assertThat(pair.opens(pair.sealed(65_000), 65_000)).isTrue();
        for (long index = 65_001; index < 97_767; index++) {
            pair.sealed(index);
        }
        assertThat(pair.opens(pair.sealed(97_767), 97_767)).isTrue();
    }

    @Test
    void s17_a_new_key_keeps_the_rollover_counter_and_a_peer_that_begins_anew_is_understood() {
        var keys = SrtpPair.keys(CM, 2);
        for (boolean kept : new boolean[] {true, false}) {
            var pair = pair(CM);
            for (long index = 0; index < 70_000; index += 1_000) {
                assertThat(pair.opens(pair.sealed(index), index)).isTrue();
            }
            var receiver = new SrtpReceiver(keys);
            receiver.follow(pair.receiver);
            pair.receiver = receiver;
            var sender = new SrtpSender(keys);
            if (kept) {
                sender.follow(pair.sender);
            }
            pair.sender = sender;
            assertThat(pair.open(new byte[WHOLE + 10])).isNegative();
            for (long index = 70_000; index < 75_000; index += 10) {
                assertThat(pair.opens(pair.sealed(index), index)).as("kept: %s", kept).isTrue();
            }
        }
    }

    @Test
    void an_index_is_never_used_twice() {
        var pair = pair(SrtpSuite.AEAD_AES_128_GCM);
        pair.sealed(500);
        pair.sealed(400);
        for (long again : new long[] {500, 400, 500 - Indexes.WINDOW}) {
            int length = pair.write(again, SrtpPair.SSRC);
            byte[] before = pair.bytes(length);
            assertThat(pair.sender.sealRtp(pair.bench, pair.memory, 0, length, SrtpPair.ROOM))
                    .isEqualTo(Verdict.REPLAYED);
            assertThat(pair.bytes(length)).isEqualTo(before);
        }
    }

    @Test
    void streams_are_kept_apart_and_their_number_is_bounded() {
        var pair = pair(CM);
        for (int ssrc = 1; ssrc <= 10 * Indexes.MOST; ssrc++) {
            assertThat(pair.opens(pair.sealed(7, ssrc), 7)).isTrue();
            assertThat(pair.opens(pair.sealed(9, SrtpPair.SSRC + ssrc), 9)).isTrue();
        }
        int last = 10 * Indexes.MOST;
        assertThat(pair.opens(pair.sealed(8, last), 8)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void reports_are_protected_and_count_once(SrtpSuite suite) {
        var pair = pair(suite);
        for (int i = 0; i < 200; i++) {
            byte[] report = report(i);
            pair.put(report);
            int whole =
                    pair.sender.sealRtcp(pair.bench, pair.memory, 0, report.length, SrtpPair.ROOM);
            assertThat(whole).isEqualTo(report.length + pair.sender.rtcpGrowth());
            byte[] sealed = pair.bytes(whole);
            assertThat(openRtcp(pair, sealed)).isEqualTo(report.length);
            assertThat(pair.bytes(report.length)).isEqualTo(report);
            assertThat(openRtcp(pair, sealed)).isEqualTo(Verdict.REPLAYED);
            sealed[sealed.length - 1] ^= 1;
            assertThat(openRtcp(pair, sealed)).isNegative();
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void a_changed_report_is_noticed(SrtpSuite suite) {
        var pair = pair(suite);
        byte[] report = report(1);
        pair.put(report);
        int whole = pair.sender.sealRtcp(pair.bench, pair.memory, 0, report.length, SrtpPair.ROOM);
        byte[] sealed = pair.bytes(whole);
        for (int bit = 0; bit < 8 * whole; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(openRtcp(pair, changed)).as("bit %d", bit).isNegative();
        }
        for (int length = 0; length < whole; length++) {
            assertThat(openRtcp(pair, Arrays.copyOf(sealed, length))).isNegative();
        }
        assertThat(openRtcp(pair, sealed)).isEqualTo(report.length);
    }

    @Test
    void what_does_not_fit_is_refused() {
        var pair = pair(CM);
        int length = pair.write(1, SrtpPair.SSRC);
        int room = length + pair.sender.rtpGrowth();
        assertThat(pair.sender.sealRtp(pair.bench, pair.memory, 0, length, room - 1))
                .isEqualTo(Verdict.MALFORMED);
        assertThat(pair.sender.sealRtp(pair.bench, pair.memory, 0, length, room)).isEqualTo(room);
        assertThat(pair.sender.sealRtcp(pair.bench, pair.memory, 0, 7, 2_048))
                .isEqualTo(Verdict.MALFORMED);
        pair.sender.continueRtcpAfter(Rtcp.LAST_INDEX);
        assertThat(pair.sender.sealRtcp(pair.bench, pair.memory, 0, 28, 2_048))
                .isEqualTo(Verdict.EXHAUSTED);
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void random_bytes_are_dropped(SrtpSuite suite) {
        var pair = pair(suite);
        var random = new Random(7_714);
        for (int i = 0; i < 100_000; i++) {
            var packet = new byte[random.nextInt(120)];
            random.nextBytes(packet);
            if (packet.length > 1 && random.nextBoolean()) {
                packet[0] = (byte) 0x80;
            }
            assertThat(pair.open(packet)).isNegative();
            assertThat(openRtcp(pair, packet)).isNegative();
        }
        assertThat(pair.opens(pair.sealed(3), 3)).isTrue();
    }

    @Test
    void counter_mode_allocates_nothing_for_a_packet() {
        var pair = pair(CM);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 10 && allocated > 4_096; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 20_000; i++) {
                int length = pair.write(round * 20_000L + i, SrtpPair.SSRC);
                int whole = pair.sender.sealRtp(pair.bench, pair.memory, 0, length, SrtpPair.ROOM);
                pair.receiver.openRtp(pair.bench, pair.memory, 0, whole);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(allocated).as("bytes for 40 000 packets").isLessThanOrEqualTo(4_096);
    }

    private static int openRtcp(SrtpPair pair, byte[] packet) {
        pair.put(packet);
        return pair.receiver.openRtcp(pair.bench, pair.memory, 0, packet.length);
    }

    private static byte[] report(int i) {
        var report = new byte[28];
        report[0] = (byte) 0x80;
        report[1] = (byte) 200;
        report[3] = 6;
        report[7] = 5; // SSRC
        report[20] = (byte) i;
        return report;
    }

    private static byte[] header(byte[] packet) {
        return Arrays.copyOf(packet, Rtp.HEADER);
    }

    private static SrtpPair pair(SrtpSuite suite) {
        return new SrtpPair(SrtpPair.keys(suite, 1));
    }
}
