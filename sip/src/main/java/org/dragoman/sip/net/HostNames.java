package org.dragoman.sip.net;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// The addresses of hosts that peers name in their Contacts. Nobody waits here: what is not known
/// comes later, after three seconds at most.
final class HostNames {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration GOOD = Duration.ofSeconds(30); // as long as the JDK keeps it
    private static final Duration BAD = Duration.ofSeconds(5);
    private static final int KNOWN = 1_000; // hosts; then all are asked for anew
    private static final int ASKED = 16; // at a time; a peer may name what it likes

    private final InstantSource time;
    private final Function<String, Optional<InetAddress>> lookUp;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Semaphore asking = new Semaphore(ASKED);

    private record Known(CompletableFuture<Optional<InetAddress>> address, Instant since) {}

    /// - {@code lookUp}: asks, and may take its time.
    HostNames(InstantSource time, Function<String, Optional<InetAddress>> lookUp) {
        this.time = time;
        this.lookUp = lookUp;
    }

    /// The address of a host; done at once for what is an address itself, or was found lately.
    CompletableFuture<Optional<InetAddress>> find(String host) {
        if (isLiteral(host)) {
            return CompletableFuture.completedFuture(Destinations.address(host));
        }
        if (known.size() >= KNOWN) {
            known.clear();
        }
        return known.compute(host, (_, old) -> old == null || isOld(old) ? ask(host) : old)
                .address();
    }

    private static boolean isLiteral(String host) {
        return host.indexOf(':') >= 0
                || host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
    }

    private boolean isOld(Known found) {
        if (!found.address().isDone()) {
            return false;
        }
        var kept = found.address().join().isPresent() ? GOOD : BAD;
        return found.since().plus(kept).isBefore(time.instant());
    }

    private Known ask(String host) {
        var answer = new CompletableFuture<Optional<InetAddress>>();
        if (asking.tryAcquire()) {
            Thread.ofVirtual().name("dns-" + host).start(() -> answer(host, answer));
            answer.completeOnTimeout(Optional.empty(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            answer.complete(Optional.empty());
        }
        return new Known(answer, time.instant());
    }

    private void answer(String host, CompletableFuture<Optional<InetAddress>> answer) {
        try {
            answer.complete(lookUp.apply(host));
        } finally {
            asking.release();
        }
    }
}
