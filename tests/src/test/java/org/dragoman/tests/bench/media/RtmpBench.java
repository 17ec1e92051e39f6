package org.dragoman.tests.bench.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
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
/// lost, and the memory of a call.
///
/// Marks: siprtmp's FAQ says about 60 calls on a dual-core 2.1 GHz; FreeSWITCH's mod_rtmp tells its
/// clients to keep 50 ms.
public final class RtmpBench {
    private static final String PASSWORD = "secret";
    private static final int FIRST_ACCOUNT = 10_000;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final double BUDGET_MILLIS = 60 + Bursts.MILLIS;

    private RtmpBench() {}

    /// Arguments: seconds measured, then how many calls, each a run of its own.
    public static void main(String[] arguments) throws Exception {
        int seconds = Integer.parseInt(arguments[0]);
        System.out.printf(
                "%6s %9s %14s %18s %18s %9s %13s%n",
                "calls",
                "cores",
                "calls a core",
                "to phone p50/p99",
                "to client p50/p99",
                "lost",
                "KB a call");
        boolean kept = true;
        for (int i = 1; i < arguments.length; i++) {
            kept &= run(Integer.parseInt(arguments[i]), Duration.ofSeconds(seconds));
        }
        System.exit(kept ? 0 : 1);
    }

    private static boolean run(int calls, Duration measured) throws Exception {
        String address = Loopback.next();
        String phones = Loopback.next();
        var gatewayAt = new InetSocketAddress(InetAddress.ofLiteral(address), 1_935);
        var clientsAt = new InetSocketAddress(InetAddress.ofLiteral(Loopback.next()), 0);
        try (var gateway = Dragoman.start(settings(address, phones, calls));
                var bank = new PhoneBank(InetAddress.ofLiteral(phones));
                var flash = new FlashBank(gatewayAt, clientsAt)) {
            long empty = Usage.of(gateway.pid()).residentBytes();
            for (int i = 0; i < calls; i++) {
                flash.call(Integer.toString(FIRST_ACCOUNT + i), PASSWORD, "6" + i);
            }
            flash.listen();
            return measure(gateway, flash, bank, measured, empty);
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

    private static boolean measure(
            Dragoman gateway, FlashBank flash, PhoneBank bank, Duration measured, long empty)
            throws IOException {
        long start = System.nanoTime();
        var pace = new Pace(flash, bank);
        pace.until(start + WARM_UP.toNanos());
        flash.clients().forEach(c -> c.onset.begin());
        bank.phones().forEach(p -> p.onset.begin());
        var before = Usage.of(gateway.pid());
        long heard = flash.heard.get() + bank.heard.get();
        long said = pace.said;
        long from = System.nanoTime();
        pace.until(from + measured.toNanos());
        double seconds = (System.nanoTime() - from) / 1e9;
        var after = Usage.of(gateway.pid());
        long came = flash.heard.get() + bank.heard.get() - heard;
        double lost = 1 - came / (double) (pace.said - said);
        return print(
                flash.clients().size(),
                after.cpuSince(before) / seconds,
                merged(bank.phones().stream().map(p -> p.onset.micros())),
                merged(flash.clients().stream().map(c -> c.onset.micros())),
                lost,
                (after.residentBytes() - empty) / 1_024 / flash.clients().size());
    }

    private static boolean print(
            int calls, double cores, Histogram up, Histogram down, double lost, long kilobytes) {
        System.out.printf(
                Locale.ROOT,
                "%6d %9.2f %14.0f %8.1f /%6.1f ms %8.1f /%6.1f ms %8.2f%% %10d%n",
                calls,
                cores,
                calls / cores,
                millis(up, 50),
                millis(up, 99),
                millis(down, 50),
                millis(down, 99),
                100 * Math.max(0, lost),
                kilobytes);
        return millis(up, 99) <= BUDGET_MILLIS && millis(down, 99) <= BUDGET_MILLIS;
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
