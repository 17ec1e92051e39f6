package org.dragoman.core.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dragoman.core.log.CallSnapshot;
import org.dragoman.core.log.WireNote;
import org.dragoman.core.log.WireShelf;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.route.Routes;
import org.dragoman.core.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All calls of the gateway: opens them, finds them, ends them, remembers those that ended
/// last. Safe from any thread.
public final class Calls implements CallEntrance {
    private static final Logger LOGGER = LoggerFactory.getLogger(Calls.class);
    private static final Duration ANSWER = Duration.ofSeconds(2); // a loop says how its call is
    private static final int EMERGENCIES = 16; // calls over the limit, until their number is known

    /// As many digits as are sent at once, at most.
    public static final int DIGITS = 32;

    /// - {@code calls}: at a time; more are refused with cause 42.
    /// - {@code history}: calls remembered after they ended.
    /// - {@code wire}: calls whose messages are kept as they were on the wire.
    public record Limits(int calls, int history, int wire) {
        public static final Limits DEFAULT = new Limits(5_000, 500, 200);

        public Limits(int calls, int history) {
            this(calls, history, DEFAULT.wire());
        }
    }

    private final Limits limits;
    private final CallSite site;
    private final Consumer<CallSnapshot> observer;
    private final Map<CallId, CallLoop> loops = new ConcurrentHashMap<>();
    private final AtomicInteger active = new AtomicInteger();
    private final CallMemory history;
    private final CallCounters counters = new CallCounters();
    private final CallFollowers followers = new CallFollowers();
    private final WireShelf wire;
    private final Drain drain;
    private volatile boolean closing;

    public Calls(Limits limits, Trunks trunks, Routes routes, MediaPlane media, Timers timers) {
        this(limits, trunks, routes, media, timers, LoopRunner.virtualThreads(), _ -> {});
    }

    /// With loads of its own, that no dial plan sees.
    public Calls(
            Limits limits,
            Trunks trunks,
            Routes routes,
            MediaPlane media,
            Timers timers,
            LoopRunner runner,
            Consumer<CallSnapshot> observer) {
        this(limits, trunks, routes, new TrunkLoads(timers), media, timers, runner, observer);
    }

    /// - {@code loads}: counts what the trunks have to do.
    /// - {@code observer}: told of each call when it is over, on the call's loop; must not
    ///   block.
    public Calls(
            Limits limits,
            Trunks trunks,
            Routes routes,
            TrunkLoads loads,
            MediaPlane media,
            Timers timers,
            LoopRunner runner,
            Consumer<CallSnapshot> observer) {
        this.limits = limits;
        this.observer = observer;
        this.history = new CallMemory(limits.history());
        this.wire = new WireShelf(limits.wire());
        this.drain = new Drain(timers, this::waitedFor);
        this.site =
                new CallSite(
                        trunks,
                        routes,
                        loads,
                        () -> active.get() > limits.calls(),
                        drain,
                        media,
                        timers,
                        runner,
                        counters,
                        followers,
                        wire,
                        id -> Optional.ofNullable(loops.get(id)),
                        this::ended);
    }

    @Override
    public <L extends CallLeg> Optional<L> open(String trunk, Function<LegContext, L> makeLeg) {
        if (!takeRoom()) {
            counters.refused.increment();
            return Optional.empty();
        }
        var loop = register(trunk);
        var slot = loop.driver().callerSlot(LegId.caller(loop.id()));
        try {
            var leg = makeLeg.apply(slot);
            slot.seat(leg);
            loop.start();
            return Optional.of(leg);
        } catch (NoMediaPort none) {
            abandon(loop, slot);
        } catch (RuntimeException | Error bug) {
            loop.driver().logBug(bug);
            abandon(loop, slot);
        }
        return Optional.empty();
    }

    /// Begins a call between two parties: the first is called, and when it has answered the second.
    ///
    /// - Returns: the call, which is under way; nothing when the gateway takes no more calls.
    public Optional<CallId> begin(CallOrder order) {
        if (drain.isOn()) {
            drain.refused();
            return Optional.empty();
        }
        if (!takeRoom()) {
            counters.refused.increment();
            return Optional.empty();
        }
        var loop = register(CallOrder.INGRESS);
        loop.begin(order);
        return Optional.of(loop.id());
    }

    private void abandon(CallLoop loop, LegSlot slot) {
        loop.driver().recorder().end();
        loop.stop(loop.driver().snapshot());
        slot.close(Cause.TEMPORARY_FAILURE);
        forget(loop.id());
    }

    private boolean takeRoom() {
        if (closing) {
            return false;
        }
        int most = limits.calls() + (site.routes().hasEmergency() ? EMERGENCIES : 0);
        if (active.incrementAndGet() > most) {
            active.decrementAndGet();
            return false;
        }
        return true;
    }

    private CallLoop register(String trunk) {
        while (true) {
            var loop = new CallLoop(site, CallId.random(ThreadLocalRandom.current()), trunk);
            if (loops.putIfAbsent(loop.id(), loop) == null) {
                return loop;
            }
        }
    }

    /// Calls now.
    public int active() {
        return active.get();
    }

    public CallTotals totals() {
        return counters.totals(active());
    }

    /// The calls in progress, oldest first.
    public List<CallSnapshot> list() {
        var asked = loops.values().stream().map(CallLoop::ask).toList();
        var found = new ArrayList<CallSnapshot>();
        asked.forEach(answer -> get(answer).filter(c -> c.ended().isEmpty()).ifPresent(found::add));
        found.sort((a, b) -> a.opened().compareTo(b.opened()));
        return found;
    }

    /// The calls that ended last, newest first.
    public List<CallSnapshot> history() {
        return history.all();
    }

    /// A call in progress, or one that ended not long ago.
    public Optional<CallSnapshot> find(CallId id) {
        return Optional.ofNullable(loops.get(id))
                .map(CallLoop::ask)
                .flatMap(Calls::get)
                .or(() -> history.find(id));
    }

    /// The messages of a call as they were on the wire, oldest first; nothing where they are not
    /// kept.
    public Optional<List<WireNote>> wire(CallId id) {
        return wire.of(id);
    }

    /// Ends a call. False: there is no such call in progress.
    public boolean hangup(CallId id, Cause cause) {
        var loop = Optional.ofNullable(loops.get(id));
        loop.ifPresent(l -> l.hangUp(cause));
        return loop.isPresent();
    }

    /// Connects one side of a call to somebody new; the other one leaves when that went well.
    ///
    /// - {@code leaves}: the side that leaves.
    /// - Returns: false where there is no such call, or nobody can be transferred in it now.
    public CompletableFuture<Boolean> transfer(CallId id, Side leaves, Party to) {
        return order(id, new CallInput.SendOn(leaves, to, Optional.empty()));
    }

    /// Puts a side of a call on hold for the other one, with music where it has any, or takes it
    /// off.
    ///
    /// - Returns: false where there is no such call, or nobody talks in it.
    public CompletableFuture<Boolean> hold(CallId id, Side held, boolean on) {
        return order(id, new CallInput.HoldBy(held, on));
    }

    /// Sends digits to a side of a call: 0–9, A–D, *, #.
    ///
    /// - Returns: false where there is no such call, or nobody talks in it.
    public CompletableFuture<Boolean> sendDigits(CallId id, Side to, String digits) {
        if (!digits.matches("[0-9A-D*#]{1," + DIGITS + "}")) {
            throw new IllegalArgumentException("1 to " + DIGITS + " digits");
        }
        return order(id, new CallInput.SendDigits(to, digits));
    }

    /// Gives a call an input where both talk and nothing is being agreed.
    private CompletableFuture<Boolean> order(CallId id, CallInput input) {
        return Optional.ofNullable(loops.get(id))
                .map(loop -> loop.order(input))
                .orElseGet(() -> CompletableFuture.completedFuture(false));
    }

    /// Begins to record a call, or stops that. False: there is no such call in progress.
    public boolean record(CallId id, boolean on) {
        var loop = Optional.ofNullable(loops.get(id));
        loop.ifPresent(l -> l.record(on));
        return loop.isPresent();
    }

    /// Tells of what happens to all calls from now on, on their loops: the follower must not block.
    ///
    /// - Returns: what ends it when closed.
    public AutoCloseable follow(Consumer<CallNews> follower) {
        return followers.add(follower);
    }

    /// What refuses new calls while those in progress go on.
    public Drain drain() {
        return drain;
    }

    @Override
    public boolean isDraining() {
        return drain.isOn();
    }

    private int waitedFor() {
        return (int) loops.values().stream().filter(l -> !l.isRefusedAsNew()).count();
    }

    /// Takes no more calls, ends those in progress, and waits until nothing is left of them.
    ///
    /// - Returns: false when some were still there after {@code atMost}.
    public boolean shutdown(Duration atMost) throws InterruptedException {
        closing = true;
        loops.values().forEach(loop -> loop.hangUp(Cause.TEMPORARY_FAILURE));
        long deadline = System.nanoTime() + atMost.toNanos();
        synchronized (loops) {
            for (long left = atMost.toNanos(); !loops.isEmpty() && left > 0; ) {
                TimeUnit.NANOSECONDS.timedWait(loops, left);
                left = deadline - System.nanoTime();
            }
        }
        return loops.isEmpty();
    }

    private void ended(CallSnapshot call) {
        history.add(call);
        forget(call.id());
        try {
            observer.accept(call);
        } catch (RuntimeException bug) {
            LOGGER.atError()
                    .addKeyValue("call", call.id())
                    .addKeyValue("event", "call.observer_failed")
                    .setCause(bug)
                    .log("whoever wanted to hear of the call failed");
        }
    }

    private void forget(CallId id) {
        if (loops.remove(id) != null) {
            active.decrementAndGet();
        }
        drain.ended();
        if (closing) {
            synchronized (loops) {
                loops.notifyAll();
            }
        }
    }

    /// Nothing when the call is stuck.
    private static Optional<CallSnapshot> get(CompletableFuture<CallSnapshot> answer) {
        try {
            return Optional.of(answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException stuck) {
            return Optional.empty();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
