package org.dragoman.core.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.dragoman.core.call.CallId;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.LegId;
import org.dragoman.core.media.MediaPort;
import org.dragoman.core.time.Timers;

/// The surroundings of one leg under test. The call's loop is the calling thread: a task given to
/// {@link #loop} runs at once, or, when given from within a task, right after it; tasks of several
/// threads never overlap. Time moves with the {@link FakeTime} given.
///
/// Usage: make the harness, make the leg with it, {@link #execute} commands, {@link #take} events.
public final class LegHarness implements LegContext {
    private final LegId id;
    private final String trunk;
    private final Timers timers;
    private final FakeMediaPort media;
    private Optional<MediaPort> video = Optional.empty();
    private final NotedTrace trace = new NotedTrace();
    private final LinkedBlockingQueue<LegEvent> events = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final ReentrantLock turn = new ReentrantLock();
    private volatile boolean released;

    /// - {@code index}: 0 for a caller's leg, 1 and up for one that is dialled.
    public LegHarness(String trunk, int index, Timers time) {
        this(trunk, index, time, FakeMediaPort.unheard());
    }

    /// A leg whose media is at a port of the test's choice.
    public LegHarness(String trunk, int index, Timers time, FakeMediaPort media) {
        this.media = media;
        this.id = new LegId(new CallId("00000000beef"), index);
        this.trunk = trunk;
        this.timers = new LoopTimers(time, this::onLoop);
    }

    public static LegHarness caller(String trunk, Timers time) {
        return new LegHarness(trunk, 0, time);
    }

    public static LegHarness callee(String trunk, Timers time) {
        return new LegHarness(trunk, 1, time);
    }

    @Override
    public LegId id() {
        return id;
    }

    @Override
    public String trunk() {
        return trunk;
    }

    @Override
    public void emit(LegEvent event) {
        if (!event.leg().equals(id)) {
            throw new AssertionError("an event of another leg: " + event);
        }
        if (released) {
            throw new AssertionError("an event after Released: " + event);
        }
        events.add(event); // first: a test that sees isReleased() finds the event
        released = event instanceof LegEvent.Released;
    }

    @Override
    public Executor loop() {
        return this::onLoop;
    }

    @Override
    public Timers timers() {
        return timers;
    }

    @Override
    public FakeMediaPort media() {
        return media;
    }

    /// The leg may have video, at this port.
    public LegHarness withVideo(FakeMediaPort port) {
        video = Optional.of(port);
        return this;
    }

    @Override
    public Optional<MediaPort> video() {
        return video;
    }

    @Override
    public NotedTrace trace() {
        return trace;
    }

    /// Orders the leg, on its loop.
    public void execute(CallLeg leg, LegCommand command) {
        onLoop(() -> leg.execute(command));
    }

    /// The next event, which must be there and of this kind.
    public <E extends LegEvent> E take(Class<E> kind) {
        return cast(kind, Optional.ofNullable(events.poll()));
    }

    /// The next event, waited for: for legs whose network is a real socket.
    public <E extends LegEvent> E await(Class<E> kind, Duration atMost)
            throws InterruptedException {
        return cast(kind, Optional.ofNullable(events.poll(atMost.toNanos(), TimeUnit.NANOSECONDS)));
    }

    /// Every event not taken yet; they count as taken.
    public List<LegEvent> takeAll() {
        var all = new ArrayList<LegEvent>();
        events.drainTo(all);
        return all;
    }

    /// Whether the leg has reported that it is over.
    public boolean isReleased() {
        return released;
    }

    private <E extends LegEvent> E cast(Class<E> kind, Optional<LegEvent> event) {
        var found =
                event.orElseThrow(() -> new AssertionError("no event; expected " + kind.getName()));
        if (!kind.isInstance(found)) {
            throw new AssertionError("expected " + kind.getSimpleName() + ", got " + found);
        }
        return kind.cast(found);
    }

    private void onLoop(Runnable task) {
        tasks.add(task);
        while (!tasks.isEmpty() && !turn.isHeldByCurrentThread() && turn.tryLock()) {
            try {
                for (var next = tasks.poll(); next != null; next = tasks.poll()) {
                    next.run();
                }
            } finally {
                turn.unlock();
            }
        }
    }
}
