package org.dragoman.tests.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Calls;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.Endpoint;
import org.dragoman.core.call.TrunkPolicy;
import org.dragoman.core.call.Trunks.Trunk;
import org.dragoman.core.route.DialPlan;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.core.route.Router;
import org.dragoman.core.route.Rule;
import org.dragoman.core.time.SystemTimers;
import org.dragoman.gateway.load.Behaviour;
import org.dragoman.gateway.load.LoadEnds;
import org.dragoman.gateway.load.Outcome;
import org.dragoman.h323.H323Config;
import org.dragoman.h323.H323Endpoint;
import org.dragoman.h323.H323Peer;
import org.dragoman.media.relay.Relay;
import org.dragoman.media.relay.RelayConfig;
import org.dragoman.rules.Mappings;
import org.dragoman.sip.SipConfig;
import org.dragoman.sip.SipEndpoint;
import org.dragoman.sip.SipListener;
import org.dragoman.sip.SipPeer;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.Loopback;
import org.junit.jupiter.api.Test;

/// Whatever becomes of calls, nothing is left of them. The gateway's parts run in this process, so
/// that what they hold can be counted; both parties are its own endpoints.
class SoakTest {
    private static final Pace WARM = new Pace(300, 40, 12); // the code is cold, other tests run
    private static final Pace LONG = new Pace(10_000, 90, 120);
    private static final Duration TALK = Duration.ofMillis(200);
    private static final Duration QUIET_WITHIN = Duration.ofSeconds(90); // SIP: 32 s, core: 60 s
    private static final Duration BETWEEN_COLLECTIONS = Duration.ofSeconds(5);
    private static final long HEAP_GROWTH = 12_000_000; // bytes that all those calls may leave
    private static final int SHOWN = 4; // calls in a failure message
    private static final int FILES = 12; // that may be open more than before: idle connections

    /// How many calls, how quickly one after the other, and how many in flight: on a slow machine
    /// the rate gives way.
    private record Pace(int calls, double perSecond, int atOnce) {}

    /// What becomes of a call; the last digit dialled says which.
    private enum Fate {
        ANSWERED(new Behaviour.Answer(true), new Behaviour.Talk(TALK)),
        ANSWERED_AT_ONCE(new Behaviour.Answer(false), new Behaviour.Talk(TALK)),
        REFUSED(new Behaviour.Refuse(Cause.gateway(17)), new Behaviour.Talk(TALK)),
        ABANDONED(new Behaviour.RingOnly(), new Behaviour.Abandon(Duration.ofMillis(30))),
        NO_ROUTE(new Behaviour.Answer(true), new Behaviour.Talk(TALK));

        final Behaviour callee;
        final Behaviour caller;

        Fate(Behaviour callee, Behaviour caller) {
            this.callee = callee;
            this.caller = caller;
        }

        String number() {
            return this == NO_ROUTE ? "999" : "00" + ordinal();
        }

        boolean isAsExpected(Outcome outcome) {
            return switch (this) {
                case ANSWERED, ANSWERED_AT_ONCE -> outcome.wasAnswered();
                case REFUSED -> !outcome.wasAnswered() && outcome.cause().q850() == 17;
                // ringing is not reliable in SIP: the caller then gives up later
                case ABANDONED -> !outcome.wasAnswered();
                case NO_ROUTE -> !outcome.wasAnswered();
            };
        }
    }

    private final String address = Loopback.next();
    private final String sipAddress = Loopback.next();
    private final String h323Address = Loopback.next();

    /// Field bug H24: ports, sockets and memory that failed calls left behind.
    @Test
    void h24_nothing_is_left_after_many_calls() throws IOException {
        Mappings mappings = Mappings.load();
        Map<String, Trunk> trunks = new TreeMap<>();
        try (var timers = new SystemTimers();
                var relay = new Relay(RelayConfig.on(InetAddress.ofLiteral(address)))) {
            var calls =
                    new Calls(
                            Calls.Limits.DEFAULT,
                            name -> Optional.ofNullable(trunks.get(name)),
                            new Router(dialPlan()),
                            relay,
                            timers);
            try (var h323 = new H323Endpoint(h323(), calls, mappings, InstantSource.system());
                    var sip = new SipEndpoint(sip(), calls, mappings, InstantSource.system());
                    var ends = LoadEnds.open(place(), SoakTest::callee)) {
                trunks.put("h323", trunk("h323", h323));
                trunks.put("sip", trunk("sip", sip));
                h323.start();
                sip.start();
                run(ends, calls, WARM);
                awaitQuiet(calls, relay, timers, ends);
                long heap = heap();
                long files = files();

                run(ends, calls, LONG);

                awaitQuiet(calls, relay, timers, ends);
                assertThat(files()).as("open files").isLessThanOrEqualTo(files + FILES);
                Await.until(QUIET_WITHIN, "a flat heap", seldom(() -> heap() < heap + HEAP_GROWTH));
                var totals = calls.totals();
                assertThat(totals.ended()).isEqualTo(LONG.calls() + WARM.calls());
                assertThat(List.of(totals.bugs(), totals.floods(), totals.outOfPorts()))
                        .as(totals.toString())
                        .containsOnly(0L);
                assertThat(List.of(totals.legErrors(), totals.legsDropped()))
                        .as(totals.toString())
                        .containsOnly(0L);
            }
        }
    }

    private static void run(LoadEnds ends, Calls calls, Pace pace) {
        int count = pace.calls();
        List<CompletableFuture<Outcome>> started = new ArrayList<>(count);
        var free = new Semaphore(pace.atOnce());
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long due = begin + (long) (i * 1e9 / pace.perSecond());
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            takeOne(free, started, calls);
            Fate fate = fate(i);
            CompletableFuture<Outcome> call =
                    i % 2 == 0
                            ? ends.sipToH323(fate.number(), fate.caller)
                            : ends.h323ToSip(fate.number(), fate.caller);
            started.add(call);
            call.whenComplete((_, _) -> free.release());
        }
        Await.until(
                QUIET_WITHIN,
                () -> "the end of all calls; left: " + left(started, calls),
                () -> started.stream().allMatch(CompletableFuture::isDone));
        Map<String, Integer> surprises = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            Outcome outcome = started.get(i).join();
            if (!fate(i).isAsExpected(outcome)) {
                surprises.merge(described(i) + ": " + outcome.cause(), 1, Integer::sum);
            }
        }
        assertThat(surprises).isEmpty();
    }

    private static void takeOne(
            Semaphore free, List<CompletableFuture<Outcome>> started, Calls calls) {
        try {
            assertThat(free.tryAcquire(QUIET_WITHIN.toSeconds(), TimeUnit.SECONDS))
                    .as(() -> "no call ends any more; left: " + left(started, calls))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while calls were made", e);
        }
    }

    /// Which kinds of calls do not end, and what the gateway thinks of some of them.
    private static String left(List<CompletableFuture<Outcome>> started, Calls calls) {
        Map<String, Integer> kinds = new TreeMap<>();
        for (int i = 0; i < started.size(); i++) {
            if (!started.get(i).isDone()) {
                kinds.merge(described(i), 1, Integer::sum);
            }
        }
        return kinds + "; in the gateway " + calls.list().stream().limit(SHOWN).toList();
    }

    private static String described(int call) {
        return fate(call) + (call % 2 == 0 ? " SIP to H.323" : " H.323 to SIP");
    }

    private static Fate fate(int call) {
        return Fate.values()[call / 2 % Fate.values().length];
    }

    private static Behaviour callee(CallRequest request) {
        String digits = request.to().digits();
        int last = digits.charAt(digits.length() - 1) - '0';
        return Fate.values()[last].callee;
    }

    private static void awaitQuiet(Calls calls, Relay relay, SystemTimers timers, LoadEnds ends) {
        Await.until(QUIET_WITHIN, "no call", () -> calls.active() == 0 && ends.calls() == 0);
        Await.until(QUIET_WITHIN, "no port in use", () -> relay.portsInUse() == 0);
        Await.until(QUIET_WITHIN, "no timer", () -> timers.waiting() == 0);
    }

    /// Looks at most once in that time: a collection of all memory stops the sound of tests that
    /// run beside this one.
    private static BooleanSupplier seldom(BooleanSupplier look) {
        var next = new AtomicLong(System.nanoTime());
        return () -> {
            if (System.nanoTime() - next.get() < 0) {
                return false;
            }
            boolean seen = look.getAsBoolean();
            next.set(System.nanoTime() + BETWEEN_COLLECTIONS.toNanos());
            return seen;
        };
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static long files() {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Trunk trunk(String name, Endpoint endpoint) {
        return new Trunk(name, endpoint, TrunkPolicy.DEFAULT);
    }

    private static DialPlan dialPlan() {
        return DialPlan.of(
                Rule.to("to H.323", NumberPattern.prefix("10"), "h323"),
                Rule.to("to SIP", NumberPattern.prefix("70"), "sip"));
    }

    private LoadEnds.Place place() {
        return new LoadEnds.Place(sipAddress, h323Address, address, "7", "1");
    }

    private H323Config h323() {
        var listen = new InetSocketAddress(InetAddress.ofLiteral(address), H323Peer.PORT);
        var peer = new InetSocketAddress(InetAddress.ofLiteral(h323Address), H323Peer.PORT);
        return H323Config.of(listen, List.of(H323Peer.of("h323", peer)));
    }

    private SipConfig sip() {
        return SipConfig.standard()
                .withListeners(SipListener.udp(address, SipListener.DEFAULT_PORT))
                .withPeers(SipPeer.of("sip", sipAddress, SipListener.DEFAULT_PORT));
    }
}
