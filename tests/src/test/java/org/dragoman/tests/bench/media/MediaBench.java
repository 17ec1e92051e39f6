package org.dragoman.tests.bench.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.dragoman.media.relay.RelayConfig;
import org.dragoman.tests.peer.Loopback;

/// Measures the relay beside rtpengine in user space, Asterisk, and what the kernel's part alone
/// costs ("bare"): calls carried without loss, processor time per 100 calls, delay added, bytes
/// allocated. They take turns, and who goes first changes from round to round, so that a machine
/// that grows busier is unfair to none.
///
/// Arguments: the path of rtpengine or {@code -}, then numbers of calls, names of contenders (where
/// none is named, all) and settings: {@code seconds=}, {@code warm=} (seconds), {@code rounds=},
/// {@code loops=}, {@code gather=} (microseconds).
final class MediaBench {
    private static final int MEDIA_PORT = 20_000;
    private static final List<String> CALLS = List.of("100", "500", "1000", "2000");
    private static final int PACKETS_OF_100 = 10_000; // a second, of as many calls

    private final String load = Loopback.next();
    private final String relay = Loopback.next();
    private final String rtpengine;
    private final List<String> arguments;
    private final Duration duration;
    private final Duration warmUp; // the compiler's time
    private final int rounds;
    private final int loops;
    private final int gather; // microseconds

    /// One that is measured: how it is started.
    private record Contender(String name, Start start) {
        interface Start {
            Relayer with(int calls) throws IOException;
        }
    }

    private MediaBench(List<String> arguments) {
        rtpengine = arguments.getFirst();
        this.arguments = arguments.subList(1, arguments.size());
        duration = Duration.ofSeconds(setting("seconds", 10));
        warmUp = Duration.ofSeconds(setting("warm", 8));
        rounds = setting("rounds", 2);
        loops = setting("loops", Runtime.getRuntime().availableProcessors());
        gather = setting("gather", (int) (RelayConfig.GATHER.toNanos() / 1_000));
    }

    static void main(String[] arguments) throws Exception {
        try {
            var bench = new MediaBench(List.of(arguments));
            var numbers = bench.words(a -> a.chars().allMatch(Character::isDigit));
            for (var calls : numbers.isEmpty() ? CALLS : numbers) {
                bench.compare(Integer.parseInt(calls));
            }
        } catch (Exception | AssertionError e) {
            e.printStackTrace(); // before the end that would hide it
        } finally {
            System.exit(0); // what talks to Asterisk's manager does not end by itself
        }
    }

    private List<String> words(Predicate<String> which) {
        return arguments.stream().filter(which).toList();
    }

    private int setting(String name, int otherwise) {
        return words(a -> a.startsWith(name + "=")).stream()
                .mapToInt(a -> Integer.parseInt(a.substring(name.length() + 1)))
                .findFirst()
                .orElse(otherwise);
    }

    private void compare(int calls) throws Exception {
        var order = new ArrayList<>(contenders());
        for (int round = 0; round < rounds; round++) {
            for (var contender : order) {
                System.out.printf(
                        Locale.ROOT,
                        "%-16s %4d calls: %s%n",
                        contender.name(),
                        calls,
                        run(contender, calls));
            }
            Collections.reverse(order);
        }
    }

    private List<Contender> contenders() {
        var at = new InetSocketAddress(InetAddress.ofLiteral(load), MEDIA_PORT);
        var all =
                List.of(
                        new Contender("dragoman", calls -> ours(RelayProcess.class, calls, at)),
                        new Contender("bare", calls -> ours(BareProcess.class, calls, at)),
                        new Contender(
                                "rtpengine",
                                calls ->
                                        RtpengineRelayer.start(
                                                Path.of(rtpengine), calls, relay, at, loops)),
                        asterisk("asterisk-bridged", at, AsteriskRelayer.Bridge.BRIDGED),
                        asterisk("asterisk-native", at, AsteriskRelayer.Bridge.NATIVE));
        var named = words(a -> all.stream().anyMatch(c -> c.name().equals(a)));
        return all.stream()
                .filter(c -> named.isEmpty() || named.contains(c.name()))
                .filter(c -> !c.name().equals("rtpengine") || !rtpengine.equals("-"))
                .toList();
    }

    private Relayer ours(Class<?> main, int calls, InetSocketAddress at) throws IOException {
        return DragomanRelayer.start(main, calls, relay, at, loops, gather);
    }

    private Contender asterisk(String name, InetSocketAddress at, AsteriskRelayer.Bridge bridge) {
        return new Contender(name, calls -> AsteriskRelayer.start(calls, relay, at, bridge));
    }

    private String run(Contender contender, int calls) throws Exception {
        var at = new InetSocketAddress(InetAddress.ofLiteral(load), MEDIA_PORT);
        try (var load = new MediaLoad(at);
                var relayer = contender.start().with(calls)) {
            return measure(relayer, load);
        }
    }

    /// By packets that arrived, so that it holds also where the load could not send them all.
    private String measure(Relayer relayer, MediaLoad load) throws IOException {
        load.run(relayer.targets(), warmUp);
        var before = Scheduled.of(relayer.pid());
        var allocated = relayer.allocated();
        long from = System.nanoTime();
        var run = load.run(relayer.targets(), duration);
        var used = Scheduled.of(relayer.pid()).since(before);
        double nanos = System.nanoTime() - from;
        String objects = "";
        if (allocated.isPresent()) {
            long bytes = relayer.allocated().orElseThrow() - allocated.getAsLong();
            objects = String.format(Locale.ROOT, ", %.1f B a packet", (double) bytes / run.sent());
        }
        return String.format(
                Locale.ROOT,
                "%5.2f %% of a core per 100 calls%s; %s%n    %s",
                100 * used.all().ran() / 1e9 / run.received() * PACKETS_OF_100,
                objects,
                run,
                used.most(nanos));
    }
}
