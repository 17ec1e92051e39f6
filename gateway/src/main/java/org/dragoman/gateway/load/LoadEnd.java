package org.dragoman.gateway.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.dragoman.core.call.CallEntrance;
import org.dragoman.core.call.CallId;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Endpoint;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegId;

/// A party with an endpoint of one protocol, that calls and is called many times at once. It has no
/// sound and no routing: what is measured is the gateway between two of these.
public final class LoadEnd implements CallEntrance, AutoCloseable {
    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 20_000; // even ones named to peers in turn; nobody listens

    private final InetAddress mediaAddress;
    private final Function<CallRequest, Behaviour> behaviour;
    private final List<ExecutorService> loops = new ArrayList<>();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("load-clock").factory());
    private final AtomicLong count = new AtomicLong();
    private final Set<LoadCall> calls = ConcurrentHashMap.newKeySet();
    private final AtomicInteger mostCalls = new AtomicInteger();

    /// - {@code loops}: threads that calls are spread over.
    /// - {@code behaviour}: what it does when called.
    public LoadEnd(
            InetAddress mediaAddress, int loops, Function<CallRequest, Behaviour> behaviour) {
        this.mediaAddress = mediaAddress;
        this.behaviour = behaviour;
        for (int i = 0; i < loops; i++) {
            this.loops.add(
                    Executors.newSingleThreadExecutor(
                            Thread.ofPlatform().daemon().name("load-" + i).factory()));
        }
    }

    /// Calls through an endpoint of this end.
    public CompletableFuture<Outcome> call(
            Endpoint endpoint, String trunk, CallRequest request, Behaviour caller) {
        LoadCall call = newCall(trunk, 1, caller);
        call.attach(endpoint.makeLeg(call));
        call.loop().execute(() -> call.dial(request));
        return call.outcome();
    }

    @Override
    public <L extends CallLeg> Optional<L> open(String trunk, Function<LegContext, L> makeLeg) {
        LoadCall call = newCall(trunk, 0, new Behaviour.Answer(true));
        L leg = makeLeg.apply(call);
        call.attach(leg);
        return Optional.of(leg);
    }

    /// Calls that are not over on this side.
    public int calls() {
        return calls.size();
    }

    /// The most there were at once.
    public int mostCalls() {
        return mostCalls.get();
    }

    Behaviour behaviourFor(CallRequest request) {
        return behaviour.apply(request);
    }

    void ended(LoadCall call) {
        calls.remove(call);
    }

    private LoadCall newCall(String trunk, int index, Behaviour does) {
        long number = count.getAndIncrement();
        Executor loop = loops.get((int) (number % loops.size()));
        int port = FIRST_PORT + (int) (number * 2 % PORTS);
        LoadCall call =
                new LoadCall(
                        new LegId(new CallId("%012x".formatted(number)), index),
                        trunk,
                        loop,
                        new LoadTimers(InstantSource.system(), clock, loop),
                        new QuietPort(new InetSocketAddress(mediaAddress, port)),
                        this,
                        does);
        calls.add(call);
        mostCalls.accumulateAndGet(calls.size(), Math::max);
        return call;
    }

    @Override
    public void close() {
        clock.shutdownNow();
        loops.forEach(ExecutorService::shutdownNow);
    }
}
