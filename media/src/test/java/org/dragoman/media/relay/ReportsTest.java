package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.media.rtp.IncomingStream;
import org.dragoman.media.rtp.NtpClock;
import org.dragoman.media.rtp.OutgoingStream;
import org.dragoman.media.rtp.RtcpReport;
import org.dragoman.media.rtp.RtcpWriter;
import org.dragoman.media.rtp.VoipMetrics;
import org.junit.jupiter.api.Test;

/// Two ports that report to each other, on a time line of the test's.
class ReportsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final NtpClock CLOCK = new NtpClock(Instant.parse("2026-01-02T03:04:05Z"), 0);
    private static final FlowPlan PLAN = plan(false);
    private static final FlowPlan METRICS = plan(true);

    private final MemorySegment memory = Arena.ofAuto().allocate(RtcpWriter.LARGEST);
    private final Side here = new Side(1);
    private final Side there = new Side(2);

    private final class Side {
        final IncomingStream in = new IncomingStream();
        final OutgoingStream out;
        final Reports reports;

        Side(long seed) {
            var random = new Randomness(new Random(seed));
            out = new OutgoingStream(random.number());
            reports = new Reports(in, out, CLOCK, random);
        }

        void speak(Side other, int number, long nanos) {
            out.own(number * 160, false, nanos);
            out.sent(1, 160);
            other.in.accept(out.sequence(), out.ssrc());
            other.in.arrived(out.timestamp(), nanos, 8_000);
        }

        /// What it reports is read on the other side.
        RtcpReport report(Side other, FlowPlan plan, long nanos, long arrival) {
            return read(reports.write(memory, 0, plan, nanos), other, arrival);
        }

        RtcpReport read(int length, Side other, long arrival) {
            var report = new RtcpReport();
            assertThat(report.read(memory, 0, length, other.out.ssrc())).isTrue();
            other.reports.take(report, length, PLAN, arrival);
            return report;
        }
    }

    @Test
    void the_round_trip_is_what_the_network_takes_and_not_what_the_peer_does() {
        talk(50, 10);
        here.report(there, PLAN, SECOND, SECOND + 30_000_000);
        there.report(here, PLAN, 3 * SECOND, 3 * SECOND + 50_000_000);
        assertThat(here.reports.view.roundTripMicros.get()).isCloseTo(80_000, within(100L));
        assertThat(there.reports.view.roundTripMicros.get()).as("not answered yet").isZero();
    }

    @Test
    void loss_is_told_as_a_share_and_as_a_sum() {
        talk(100, 4);
        var report = there.report(here, PLAN, SECOND, SECOND);
        assertThat(report.fraction()).isEqualTo(64);
        assertThat(report.lost()).isEqualTo(25);
        assertThat(here.reports.view.lost.get()).isEqualTo(25);
        assertThat(here.reports.view.isKnown()).isTrue();
    }

    @Test
    void one_who_has_not_sent_for_two_reports_is_a_receiver() {
        talk(10, 100);
        assertThat(here.report(there, PLAN, SECOND, SECOND).isFromSender()).isTrue();
        assertThat(here.report(there, PLAN, 2 * SECOND, 2 * SECOND).isFromSender()).isTrue();
        assertThat(here.report(there, PLAN, 3 * SECOND, 3 * SECOND).isFromSender()).isFalse();
    }

    @Test
    void a_source_that_was_not_heard_since_is_not_reported() {
        talk(10, 100);
        assertThat(there.report(here, PLAN, SECOND, SECOND).isAboutUs()).isTrue();
        assertThat(there.report(here, PLAN, 2 * SECOND, 2 * SECOND).isAboutUs()).isFalse();
    }

    @Test
    void metrics_go_to_who_asked_for_them_and_rate_the_sound() {
        talk(100, 4);
        assertThat(there.report(here, PLAN, SECOND, SECOND).metrics()).isEmpty();
        var metrics = there.report(here, METRICS, 2 * SECOND, 2 * SECOND).metrics().orElseThrow();
        assertThat(metrics.lossRate()).isEqualTo(64);
        assertThat(metrics.leastGap()).isEqualTo(16);
        assertThat(metrics.burstDensity()).isPositive();
        assertThat(metrics.rating()).isBetween(1, 60); // a quarter lost
        assertThat(metrics.listening()).isBetween(10, 30);
    }

    @Test
    void what_a_peer_says_of_its_own_listening_is_kept() {
        talk(100, 4);
        assertThat(here.reports.view.listening()).isEmpty();
        there.report(here, METRICS, SECOND, SECOND);
        var heard = here.reports.view.listening().orElseThrow();
        assertThat(heard.lostPercent()).isEqualTo(25);
        assertThat(heard.listening().orElseThrow()).isBetween(1.0, 3.0);
        there.report(here, PLAN, 2 * SECOND, 2 * SECOND);
        assertThat(here.reports.view.listening()).as("until it says more").contains(heard);
    }

    @Test
    void what_the_far_end_says_of_its_listener_goes_before_our_own_guess() {
        talk(10, 100);
        var theirs = new VoipMetrics(1, 2, 3, 4, 5, 6, 7, 8, 16, 88, 42, 41, 0xB0, 40, 60, 120);
        there.reports.passOn(theirs, SECOND);
        assertThat(there.report(here, METRICS, SECOND, SECOND).metrics()).contains(theirs);
        long later = 60 * SECOND;
        assertThat(there.report(here, METRICS, later, later).metrics().orElseThrow())
                .as("but not for ever")
                .isNotEqualTo(theirs);
    }

    @Test
    void a_farewell_is_for_those_who_know_us() {
        here.reports.agree(true, 0);
        assertThat(here.reports.owesFarewell()).isFalse();
        talk(1, 100);
        assertThat(here.reports.owesFarewell()).isTrue();
        int length = here.reports.writeFarewell(memory, 0, PLAN, SECOND);
        assertThat(here.read(length, there, SECOND).isLeaving()).isTrue();
    }

    @Test
    void a_call_that_has_not_begun_is_not_reported() {
        here.reports.agree(true, 0);
        assertThat(here.reports.isDue(SECOND / 2)).as("too early").isFalse();
        assertThat(here.reports.isDue(10 * SECOND)).as("nothing to say").isFalse();
        talk(1, 100);
        assertThat(here.reports.isDue(20 * SECOND)).isTrue();
        here.reports.agree(false, 20 * SECOND);
        assertThat(here.reports.isDue(30 * SECOND)).as("nobody to say it to").isFalse();
    }

    /// {@code here} speaks; each so-manieth packet is lost, but neither the first nor the last.
    private void talk(int packets, int lostEach) {
        for (int i = 0; i < packets; i++) {
            if (i % lostEach == 1 && i < packets - 1) {
                here.out.own(i * 160, false, i * 20_000_000L);
                here.out.sent(1, 160);
            } else {
                here.speak(there, i, i * 20_000_000L);
            }
        }
    }

    private static FlowPlan plan(boolean metrics) {
        var loopback = InetAddress.getLoopbackAddress();
        var format = new PayloadFormat(Codec.PCMU, 0, 20);
        var flow =
                new MediaFlow(
                        Optional.of(new InetSocketAddress(loopback, 4_000)),
                        Optional.empty(),
                        Optional.of(format),
                        List.of(format),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Direction.SEND_RECEIVE);
        return new FlowPlan(metrics ? flow.withVoipMetrics() : flow, loopback);
    }
}
