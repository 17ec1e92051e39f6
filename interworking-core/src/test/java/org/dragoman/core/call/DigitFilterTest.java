package org.dragoman.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class DigitFilterTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    record Pair(DigitMethod one, DigitMethod other) {}

    static Stream<Pair> pairs() {
        return Stream.of(DigitMethod.values())
                .flatMap(a -> Stream.of(DigitMethod.values()).map(b -> new Pair(a, b)))
                .filter(p -> p.one() != p.other());
    }

    /// H11: whichever two methods a peer uses for each key, each key counts once.
    @ParameterizedTest
    @MethodSource("pairs")
    void h11_two_methods_one_digit(Pair pair) {
        assertThat(
                        dial(
                                new Report(0, '1', pair.one(), 100),
                                new Report(20, '1', pair.other(), 100),
                                new Report(300, '1', pair.one(), 100),
                                new Report(310, '2', pair.one(), 100),
                                new Report(320, '1', pair.other(), 100),
                                new Report(330, '2', pair.other(), 100)))
                .isEqualTo("112");
    }

    record Report(int atMillis, char digit, DigitMethod method, int heldMillis) {}

    record Case(String name, List<Report> reports, String digits) {}

    private static final DigitMethod RTP = DigitMethod.RTP_EVENT;
    private static final DigitMethod INFO = DigitMethod.SIP_INFO;
    private static final DigitMethod SIGNAL = DigitMethod.H245_SIGNAL;
    private static final DigitMethod ALPHA = DigitMethod.H245_ALPHANUMERIC;

    static final List<Case> CASES =
            List.of(
                    new Case("one", List.of(new Report(0, '5', INFO, 100)), "5"),
                    new Case(
                            "typed fast by one method",
                            List.of(
                                    new Report(0, '5', INFO, 50),
                                    new Report(60, '5', INFO, 50),
                                    new Report(120, '5', INFO, 50)),
                            "555"),
                    new Case(
                            "three methods",
                            List.of(
                                    new Report(0, '5', SIGNAL, 0),
                                    new Report(1, '5', ALPHA, 0),
                                    new Report(150, '5', RTP, 140)),
                            "5"),
                    new Case(
                            "held long: RTP tells at the end, the signal at the start",
                            List.of(
                                    new Report(0, '#', SIGNAL, 0),
                                    new Report(4_000, '#', RTP, 3_990)),
                            "#"),
                    new Case(
                            "all of one method, then all of the other",
                            List.of(
                                    new Report(0, '1', RTP, 50),
                                    new Report(60, '1', RTP, 50),
                                    new Report(120, '1', INFO, 50),
                                    new Report(180, '1', INFO, 50)),
                            "11"),
                    new Case(
                            "a peer that changes its method",
                            List.of(new Report(0, '1', RTP, 50), new Report(5_000, '1', INFO, 50)),
                            "11"),
                    new Case(
                            "one report lost",
                            List.of(
                                    new Report(0, '1', RTP, 50),
                                    new Report(2_500, '1', RTP, 50),
                                    new Report(2_520, '1', INFO, 50)),
                            "11"),
                    new Case(
                            "different digits are never one",
                            List.of(new Report(0, '1', RTP, 50), new Report(1, '2', INFO, 50)),
                            "12"),
                    new Case(
                            "held beyond belief",
                            List.of(
                                    new Report(0, '1', SIGNAL, 0),
                                    new Report(20_000, '1', RTP, 1_000_000)),
                            "11"));

    @ParameterizedTest(name = "{0}")
    @FieldSource("CASES")
    void counts(Case c) {
        assertThat(dial(c.reports().toArray(Report[]::new))).isEqualTo(c.digits());
    }

    /// However the reports of two methods interleave, the number dialled comes out once.
    @Test
    void anyInterleavingGivesTheNumberOnce() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var number = new StringBuilder();
            for (int i = 0; i < 6; i++) {
                number.append((char) ('0' + random.nextInt(3)));
            }
            var filter = DigitFilter.EMPTY;
            var out = new StringBuilder();
            int a = 0;
            int b = 0;
            long millis = 0;
            while (a < number.length() || b < number.length()) {
                // neither method lags more than two keys behind the other
                boolean first =
                        b >= number.length()
                                || a < number.length()
                                        && (a - b < 2 && random.nextBoolean() || b - a >= 2);
                char digit = number.charAt(first ? a++ : b++);
                millis += random.nextInt(120);
                var result =
                        filter.accept(
                                digit,
                                first ? RTP : INFO,
                                Duration.ofMillis(80),
                                START.plusMillis(millis));
                filter = result.next();
                if (result.fresh()) {
                    out.append(digit);
                }
            }
            assertThat(out.toString()).as("seed %d", seed).isEqualTo(number.toString());
        }
    }

    @Test
    void remembersOnlySoMuch() {
        var filter = DigitFilter.EMPTY;
        for (int i = 0; i < 10_000; i++) {
            filter = filter.accept('1', RTP, Duration.ZERO, START).next();
            assertThat(filter.recent()).hasSizeLessThanOrEqualTo(32);
        }
    }

    private static String dial(Report... reports) {
        var filter = DigitFilter.EMPTY;
        var out = new StringBuilder();
        for (var report : reports) {
            var result =
                    filter.accept(
                            report.digit(),
                            report.method(),
                            Duration.ofMillis(report.heldMillis()),
                            START.plusMillis(report.atMillis()));
            filter = result.next();
            if (result.fresh()) {
                out.append(report.digit());
            }
        }
        return out.toString();
    }
}
