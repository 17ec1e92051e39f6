package org.dragoman.tests.bench.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.dragoman.core.account.Secret;
import org.dragoman.tests.bench.Usage;
import org.dragoman.tests.peer.Dragoman;
import org.dragoman.tests.peer.DragomanSettings;
import org.dragoman.tests.peer.DragomanSettings.Route;
import org.dragoman.tests.peer.DragomanSettings.SipTrunk;
import org.dragoman.tests.peer.Loopback;

/// Calls between RTMP clients that speak Speex and telephones that speak G.711, all at the same
/// time: what a call costs, how long sound is on its way (a burst's beginning, from the first
/// packet of it in to the first packet with it out, the codecs' own delay included), what is
/// lost, the memory of a call, and which threads of the gateway were busy.
///
/// Marks: siprtmp's FAQ says about 60 calls on a dual-core 2.1 GHz; FreeSWITCH's mod_rtmp tells its
/// clients to keep 50 ms.
public final class RtmpBench {
    private static final String PASSWORD = "secret";
    private static final int FIRST_ACCOUNT = 10_000;
    private static final Duration WARM_UP = Duration.ofSeconds(25);
    private static final double BUDGET_MILLIS = 60 + Bursts.MILLIS;

    private RtmpBench() {}

    /// What a run is measured by.
    ///
    /// - {@code resident}: bytes of the whole gateway.
    private record Result(int calls, boolean kept, long resident) {}

    /// Arguments: seconds measured, then how many calls, each a run of its own with a gateway of
    /// its own. What a further call takes of memory is told by two runs: most of what a gateway
    /// has is the Java machine's own.
    public static void main(String[] arguments) throws Exception {
        int seconds = Integer.parseInt(arguments[0]);
        System.out.printf(
                "%6s %6s %8s %26s %26s %7s %7s %8s%n",
                "calls",
                "cores",
                "a core",
                "to phone p50 / p99 / max",
                "to client p50 / p99 / max",
                "lost",
                "MB",
                "KB more");
        boolean kept = true;
        Optional<Result> before = Optional.empty();
        for (int i = 1; i < arguments.length; i++) {
            var result = run(Integer.parseInt(arguments[i]), Duration.ofSeconds(seconds), before);
            kept &= result.kept();
            before = Optional.of(result);
        }
        System.exit(kept ? 0 : 1);
    }

    private static Result run(int calls, Duration measured, Optional<Result> before)
            throws Exception {
        String address = Loopback.next();
        String phones = Loopback.next();
        var gatewayAt = new InetSocketAddress(InetAddress.ofLiteral(address), 1_935);
        var clientsAt = new InetSocketAddress(InetAddress.ofLiteral(Loopback.next()), 0);
        try (var gateway = Dragoman.start(settings(address, phones, calls));
                var bank = new PhoneBank(InetAddress.ofLiteral(phones));
                var flash = new FlashBank(gatewayAt, clientsAt)) {
            for (int i = 0; i < calls; i++) {
                flash.call(Integer.toString(FIRST_ACCOUNT + i), PASSWORD, "6" + i);
            }
            flash.listen();
            return measure(gateway, flash, bank, measured, before);
        }
    }

    private static DragomanSettings settings(String address, String phones, int calls) {
        var accounts = new StringBuilder("accounts:\n  list:\n");
        for (int i = 0; i < calls; i++) {
            String number = Integer.toString(FIRST_ACCOUNT + i);
            var secret = Secret.of(number, "dragoman", PASSWORD);
            accounts.append(
                    ("    - {number: \"%s\", md5: \"%s\", sha256: \"%s\", may-call: [\"*\"],"
                                    + " protocols: [rtmp]}\n")
                            .formatted(number, secret.md5(), secret.sha256()));
        }
        return new DragomanSettings(
                "bench-rtmp",
                address,
                List.of(),
                List.of(new SipTrunk("phones", phones, SipPhones.PORT, "early")),
                List.of(new Route("6", 0, "phones")),
                List.of(
                        ("rtmp: {listen: [\"rtmp %s:1935\"], connections: 10000,"
                                        + " connections-per-address: 10000}\n")
                                .formatted(address),
                        accounts.toString()));
    }

    private static Result measure(
            Dragoman gateway,
            FlashBank flash,
            PhoneBank bank,
            Duration measured,
            Optional<Result> earlier)
            throws IOException {
        long start = System.nanoTime();
        var pace = new Pace(flash, bank);
        Precedence.take();
        pace.until(start + WARM_UP.toNanos());
        flash.clients().forEach(c -> c.onset.begin());
        bank.phones().forEach(p -> p.onset.begin());
        var before = Usage.of(gateway.pid());
        var threads = Scheduled.of(gateway.pid());
        long heard = flash.heard.get() + bank.heard.get();
        long said = pace.said;
        long from = System.nanoTime();
        pace.until(from + measured.toNanos());
        double seconds = (System.nanoTime() - from) / 1e9;
        var after = Usage.of(gateway.pid());
        long came = flash.heard.get() + bank.heard.get() - heard;
        double lost = 1 - came / (double) (pace.said - said);
        var up = merged(bank.phones().stream().map(p -> p.onset.micros()));
        var down = merged(flash.clients().stream().map(c -> c.onset.micros()));
        var result =
                new Result(
                        flash.clients().size(),
                        millis(up, 99) <= BUDGET_MILLIS && millis(down, 99) <= BUDGET_MILLIS,
                        after.residentBytes());
        print(result, after.cpuSince(before) / seconds, up, down, lost, earlier);
        System.out.println(
                "       "
                        + Scheduled.of(gateway.pid()).since(threads).most(seconds * 1e9)
                        + String.format(Locale.ROOT, "; the load late %.1f ms", pace.latest / 1e6));
        return result;
    }

    private static void print(
            Result result,
            double cores,
            Histogram up,
            Histogram down,
            double lost,
            Optional<Result> earlier) {
        String more =
                earlier.filter(e -> e.calls() < result.calls())
                        .map(
                                e ->
                                        (result.resident() - e.resident())
                                                / 1_024
                                                / (result.calls() - e.calls()))
                        .map(kilobytes -> Long.toString(kilobytes))
                        .orElse("");
        System.out.printf(
                Locale.ROOT,
                "%6d %6.2f %8.0f %26s %26s %6.2f%% %7.0f %8s%n",
                result.calls(),
                cores,
                result.calls() / cores,
                times(up),
                times(down),
                100 * Math.max(0, lost),
                result.resident() / 1e6,
                more);
    }

    private static String times(Histogram micros) {
        return String.format(
                Locale.ROOT,
                "%.1f / %.1f / %.1f ms",
                millis(micros, 50),
                millis(micros, 99),
                millis(micros, 100));
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1_000.0;
    }

    private static Histogram merged(Stream<Histogram> parts) {
        var all = new ConcurrentHistogram(1_000_000, 3);
        parts.forEach(all::add);
        return all;
    }

    /// Lets every client and every phone say a packet each 20 ms, spread over these.
    private static final class Pace {
        private final FlashBank flash;
        private final PhoneBank bank;
        private long next = System.nanoTime();
        private int turn;
        private long said;
        private long latest; // nanoseconds that a packet was said late

        Pace(FlashBank flash, PhoneBank bank) {
            this.flash = flash;
            this.bank = bank;
        }

        void until(long end) throws IOException {
            int calls = flash.clients().size();
            long step = Duration.ofMillis(Bursts.MILLIS).toNanos() / calls;
            while (next < end) {
                long wait = next - System.nanoTime();
                if (wait > 0) {
                    LockSupport.parkNanos(wait);
                }
                latest = Math.max(latest, -wait);
                var client = flash.clients().get(turn);
                var phone = bank.phones().get(turn);
                if (client.say()) {
                    phone.onset.said(System.nanoTime());
                }
                if (phone.say() && client.listens()) {
                    client.onset.said(System.nanoTime());
                }
                said += 2;
                turn = (turn + 1) % calls;
                next += step;
            }
        }
    }
}
