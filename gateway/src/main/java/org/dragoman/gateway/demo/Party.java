package org.dragoman.gateway.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.dragoman.core.call.CallEntrance;
import org.dragoman.core.call.CallId;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.LegId;
import org.dragoman.core.log.CallTrace;
import org.dragoman.core.media.MediaPort;
import org.dragoman.core.time.SystemTimers;
import org.dragoman.core.time.Timers;

/// One end of the call: the surroundings that a leg needs, and what the leg reported.
final class Party implements LegContext, CallEntrance, AutoCloseable {
    /// The gateway draws the ladder; a party draws none.
    private static final CallTrace NO_LADDER =
            new CallTrace() {
                @Override
                public void message(LegId of, Way way, String name, String detail) {}

                @Override
                public void decision(LegId of, String what) {}
            };

    private static final int REPORTS = 64; // a call of the demonstration makes about ten

    /// How an end of the demonstration calls the gateway between the two.
    static final String GATEWAY = "gateway";

    private final LegId id = LegId.caller(CallId.random(ThreadLocalRandom.current()));
    private final SystemTimers loop; // one thread for all that happens to the party
    private final ProbePort port;
    private final BlockingQueue<LegEvent> reports = new ArrayBlockingQueue<>(REPORTS);
    private volatile Optional<CallLeg> leg = Optional.empty();

    Party(InetAddress address, double toneHz, double levelDbm0, InstantSource time)
            throws IOException {
        this.loop = new SystemTimers(time);
        this.port = new ProbePort(address, toneHz, levelDbm0);
    }

    /// A call came in; a party takes one.
    @Override
    public synchronized <L extends CallLeg> Optional<L> open(
            String from, Function<LegContext, L> makeLeg) {
        if (leg.isPresent()) {
            return Optional.empty();
        }
        var made = makeLeg.apply(this);
        leg = Optional.of(made);
        return Optional.of(made);
    }

    synchronized void call(CallLeg made, LegCommand.Dial dial) {
        leg = Optional.of(made);
        order(dial);
    }

    void order(LegCommand command) {
        loop().execute(() -> leg.orElseThrow().execute(command));
    }

    /// Waits for the report of this kind; others before it are passed over. Nothing when it did not
    /// come in time, or the leg ended first.
    <E extends LegEvent> Optional<E> await(Class<E> kind, Duration patience)
            throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            var report = reports.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (report == null) {
                return Optional.empty();
            }
            if (kind.isInstance(report)) {
                return Optional.of(kind.cast(report));
            }
            if (report instanceof LegEvent.Released) {
                reports.add(report); // the last there is: whoever waits next hears it at once
                return Optional.empty();
            }
        }
    }

    ProbePort sound() {
        return port;
    }

    @Override
    public LegId id() {
        return id;
    }

    @Override
    public String trunk() {
        return GATEWAY;
    }

    @Override
    public void emit(LegEvent event) {
        if (!reports.offer(event)) {
            throw new IllegalStateException("more reports than a call makes");
        }
    }

    @Override
    public Executor loop() {
        return task -> loop.after(Duration.ZERO, task);
    }

    @Override
    public Timers timers() {
        return loop;
    }

    @Override
    public MediaPort media() {
        return port;
    }

    @Override
    public CallTrace trace() {
        return NO_LADDER;
    }

    @Override
    public void close() throws IOException {
        loop.close();
        port.close();
    }
}
