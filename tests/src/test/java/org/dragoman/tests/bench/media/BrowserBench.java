package org.dragoman.tests.bench.media;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.tests.bench.Usage;
import org.dragoman.tests.bench.media.BrowserBank.Spoken;
import org.dragoman.tests.peer.Loopback;

/// Calls between browsers and telephones that speak G.711, all at the same time: with Opus,
/// which is converted, and with G.711, which is decrypted and encrypted alone; the latter
/// beside Janus with its SIP plugin, which does no other. What a call costs, what is lost,
/// and how long the beginning of a burst of sound is on its way, the codecs' own delay
/// included.
///
/// The browsers are our own ends (ICE, DTLS, SRTP), because a hundred of Chromium leave no
/// processor to what is measured.
public final class BrowserBench {
    private static final Duration WARM_UP = Duration.ofSeconds(15);

    private BrowserBench() {}

    /// How a run went.
    ///
    /// - {@code cores}: that were kept busy.
    private record Run(double cores, double lost, Histogram up, Histogram down) {}

    /// Arguments: Janus' program or {@code -}; seconds measured; then how many calls, each
    /// a round of its own.
    public static void main(String[] arguments) throws Exception {
        var janus = Optional.of(arguments[0]).filter(p -> !p.equals("-")).map(Path::of);
        var measured = Duration.ofSeconds(Integer.parseInt(arguments[1]));
        System.out.printf(
                "%-22s %6s %7s %13s %18s %18s %8s%n",
                "",
                "calls",
                "cores",
                "calls a core",
                "to phone p50/p99",
                "to browser p50/p99",
                "lost");
        for (var calls : Arrays.stream(arguments).skip(2).map(Integer::parseInt).toList()) {
            round(calls, janus, measured);
        }
        HandshakeBench.run();
        System.exit(0); // threads of WebSockets may linger
    }

    private static void round(int calls, Optional<Path> janus, Duration measured) throws Exception {
        print("Dragoman, Opus", calls, dragoman(calls, Spoken.opus(), measured));
        var ours = dragoman(calls, Spoken.pcmu(), measured);
        print("Dragoman, G.711", calls, ours);
        var address = own();
        if (janus.isEmpty() || address.isEmpty()) {
            System.out.println("Janus: not measured; it needs its program and a network interface");
            return;
        }
        var place = address.get().getHostAddress();
        try (var gateway = new JanusForBrowsers(janus.get(), place, place)) {
            var theirs = run(gateway, address.get(), address.get(), calls, Spoken.pcmu(), measured);
            print("Janus, G.711", calls, theirs);
            System.out.printf(
                    Locale.ROOT,
                    "%-22s cores %.2f, delay to phone p50 %.2f p99 %.2f, to browser p50 %.2f p99"
                            + " %.2f%n",
                    "Dragoman / Janus",
                    ours.cores() / theirs.cores(),
                    ratio(ours.up(), theirs.up(), 50),
                    ratio(ours.up(), theirs.up(), 99),
                    ratio(ours.down(), theirs.down(), 50),
                    ratio(ours.down(), theirs.down(), 99));
        } catch (IOException | AssertionError e) {
            System.out.println("Janus: failed: " + e.getMessage());
        }
    }

    private static Run dragoman(int calls, Spoken spoken, Duration measured) throws Exception {
        String phones = Loopback.next();
        try (var gateway = new DragomanForBrowsers(Loopback.next(), phones, calls)) {
            return run(
                    gateway,
                    InetAddress.ofLiteral(phones),
                    InetAddress.ofLiteral(Loopback.next()),
                    calls,
                    spoken,
                    measured);
        }
    }

    /// An address of this machine that is none of loopback; what goes there stays here.
    private static Optional<InetAddress> own() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(a -> a instanceof Inet4Address && !a.isLoopbackAddress())
                .findFirst();
    }

    private static Run run(
            BrowserGateway gateway,
            InetAddress phones,
            InetAddress browsers,
            int calls,
            Spoken spoken,
            Duration measured)
            throws IOException, CodecFailed {
        try (var bank = new PhoneBank(phones);
                var pages = new BrowserBank(browsers, spoken)) {
            for (int i = 0; i < calls; i++) {
                pages.call(gateway);
            }
            return measure(gateway, pages, bank, measured);
        }
    }

    private static Run measure(
            BrowserGateway gateway, BrowserBank pages, PhoneBank bank, Duration measured)
            throws IOException {
        var pace = new Pace(pages.ends(), bank.phones());
        pace.until(System.nanoTime() + WARM_UP.toNanos());
        var all = new ArrayList<Talker>(pages.ends());
        all.addAll(bank.phones());
        all.forEach(talker -> talker.onset().begin());
        var before = Usage.of(gateway.pid());
        long heard = pages.heard.get() + bank.heard.get();
        long said = pace.said();
        long from = System.nanoTime();
        pace.until(from + measured.toNanos());
        double seconds = (System.nanoTime() - from) / 1e9;
        double cores = Usage.of(gateway.pid()).cpuSince(before) / seconds;
        long came = pages.heard.get() + bank.heard.get() - heard;
        double lost = Math.max(0, 1 - came / (double) (pace.said() - said));
        return new Run(cores, lost, micros(bank.phones()), micros(pages.ends()));
    }

    private static Histogram micros(List<? extends Talker> talkers) {
        var all = new ConcurrentHistogram(1_000_000, 3);
        talkers.forEach(t -> all.add(t.onset().micros()));
        return all;
    }

    private static void print(String name, int calls, Run run) {
        System.out.printf(
                Locale.ROOT,
                "%-22s %6d %7.2f %13.0f %8.1f /%6.1f ms %8.1f /%6.1f ms %7.2f%%%n",
                name,
                calls,
                run.cores(),
                calls / run.cores(),
                millis(run.up(), 50),
                millis(run.up(), 99),
                millis(run.down(), 50),
                millis(run.down(), 99),
                100 * run.lost());
    }

    private static double millis(Histogram micros, double percentile) {
        return micros.getValueAtPercentile(percentile) / 1_000.0;
    }

    private static double ratio(Histogram ours, Histogram theirs, double percentile) {
        return millis(ours, percentile) / Math.max(0.001, millis(theirs, percentile));
    }
}
