package org.dragoman.core.call;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.dragoman.core.log.CallSnapshot;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.media.MediaTransport;
import org.dragoman.core.time.Timers;

/// The loop of one call: tasks come in through a bounded mailbox and run one after the other;
/// what legs report while one runs is given to {@link CallMachine} right after it. A fault of
/// the program ends this call and no other.
final class CallLoop implements Executor {
    private static final int STEPS = 10_000; // inputs of one task; more is two legs in a circle

    private final LoopRunner.Place place;
    private final MediaPlane plane;
    private final Timers timers;
    private final CallCounters counters;
    private final CallDriver driver;
    private final CallMailbox mailbox;
    private final Deque<CallInput> inputs = new ArrayDeque<>();
    private CallState state;
    private Optional<Timers.Alarm> waiting = Optional.empty();
    private boolean inTask;
    private volatile boolean started;
    private volatile boolean refusedAsNew;
    private volatile Optional<CallSnapshot> last = Optional.empty(); // how the call ended

    CallLoop(CallSite site, CallId id, String trunk) {
        this.plane = site.media();
        this.timers = site.timers();
        this.counters = site.counters();
        var policy =
                site.trunks().find(trunk).map(Trunks.Trunk::policy).orElse(TrunkPolicy.DEFAULT);
        this.state = CallState.begin(id, policy, plane.conversions());
        this.driver = new CallDriver(site, this, id, trunk);
        this.mailbox = new CallMailbox(this::wake, this::flooded, driver::logBug);
        this.place = site.runner().place("call-" + id, this::turn);
    }

    CallDriver driver() {
        return driver;
    }

    CallId id() {
        return state.caller().call();
    }

    Timers timers() {
        return timers;
    }

    boolean isOver() {
        return mailbox.isClosed();
    }

    void start() {
        urgent(() -> arm(state.waiting()));
        started = true;
        wake();
    }

    /// Starts with a call that the gateway itself makes.
    void begin(CallOrder order) {
        urgent(() -> put(new CallInput.Begin(order)));
        start();
    }

    /// Called by any thread. A task that finds no room is dropped, and the call with it.
    @Override
    public void execute(Runnable task) {
        if (!mailbox.add(task)) {
            counters.floods.increment();
        }
    }

    private void wake() {
        if (started) {
            place.wake();
        }
    }

    /// For the core's own tasks, few and never dropped: timers, operators. They go first.
    void urgent(Runnable task) {
        mailbox.urgent(task);
    }

    /// Asks how the call is; when it ends meanwhile, how it ended.
    CompletableFuture<CallSnapshot> ask() {
        var answer = new CompletableFuture<CallSnapshot>();
        lastWord(() -> answer.complete(driver.snapshot()), () -> last.ifPresent(answer::complete));
        return answer;
    }

    /// For the core's own tasks whose sender must know: where the call is over, or ends before it
    /// comes to the task, {@code tooLate} runs instead, on any thread.
    void lastWord(Runnable task, Runnable tooLate) {
        mailbox.lastWord(task, tooLate);
    }

    /// On the loop: takes what a leg reports.
    void emit(LegEvent event) {
        if (isOver()) {
            return;
        }
        if (!inTask) {
            throw new IllegalStateException("reported off the call's loop: " + event.leg());
        }
        put(new CallInput.Happened(event, timers.instant()));
    }

    /// On the loop: takes what a branch reports.
    void emitBranched(LegEvent event) {
        if (isOver()) {
            return;
        }
        if (!inTask) {
            throw new IllegalStateException("reported off the call's loop: " + event.leg());
        }
        put(new CallInput.Branched(event));
    }

    /// On the loop: takes an input; it is handled after those that wait.
    void put(CallInput input) {
        inputs.add(input);
    }

    /// On the loop: takes an input that is handled before those that wait.
    void putFirst(CallInput input) {
        inputs.addFirst(input);
    }

    void hangUp(Cause why) {
        urgent(() -> put(new CallInput.HangUp(why)));
    }

    /// Gives the call an input while both talk and nothing is being agreed.
    ///
    /// - Returns: whether that is so.
    CompletableFuture<Boolean> order(CallInput input) {
        var taken = new CompletableFuture<Boolean>();
        lastWord(
                () -> {
                    boolean talks = state.phase() == Phase.TALKING;
                    boolean ready = talks && state.media().exchange().isEmpty();
                    if (ready) {
                        put(input);
                    }
                    taken.complete(ready);
                },
                () -> taken.complete(false));
        return taken;
    }

    void record(boolean on) {
        urgent(() -> driver.record(on));
    }

    CallState state() {
        return state;
    }

    /// The gateway is being drained, and does not wait for this call.
    void refusedAsNew() {
        refusedAsNew = true;
    }

    boolean isRefusedAsNew() {
        return refusedAsNew;
    }

    MediaPlane.Opened openMedia(String trunk, MediaPlane.Ear ear, MediaTransport transport) {
        try {
            var opened = plane.open(trunk, ear, transport, driver.legs().anyMedia());
            if (driver.policy(trunk).sounds().digitTones()) {
                opened.port().digitsAreTones();
            }
            return opened;
        } catch (MediaPlane.OutOfPorts none) {
            counters.outOfPorts.increment();
            throw new NoMediaPort(none);
        }
    }

    /// A port for the video of that sound; nothing where none is to be had: a call does without.
    Optional<MediaPlane.Opened> openVideo(
            MediaPlane.Opened sound, String trunk, MediaPlane.Ear ear) {
        try {
            return Optional.of(plane.openVideo(sound, trunk, ear));
        } catch (MediaPlane.OutOfPorts none) {
            driver.recorder().decision(state.caller(), "no video: " + none.getMessage());
            return Optional.empty();
        }
    }

    /// Does all there is to do.
    private void turn() {
        mailbox.empty(this::runTask);
    }

    private void runTask(Runnable task) {
        if (isOver()) {
            return;
        }
        driver.recorder().begin(timers.instant());
        inTask = true;
        try {
            task.run();
        } catch (NoMediaPort none) {
            put(new CallInput.HangUp(Cause.RESOURCE_UNAVAILABLE));
        } catch (RuntimeException | Error bug) {
            bug(bug);
        }
        handleInputs();
        inTask = false;
    }

    private void handleInputs() {
        int steps = 0;
        for (var input = inputs.poll(); input != null && !isOver(); input = inputs.poll()) {
            if (++steps > STEPS) {
                inputs.clear();
                bug(new IllegalStateException("two legs answer one another without end"));
            }
            try {
                step(input);
            } catch (RuntimeException | Error bug) {
                bug(bug);
            }
        }
    }

    private void step(CallInput input) {
        var before = state;
        var step = CallMachine.step(before, input);
        state = step.next();
        if (state.waiting().serial() != before.waiting().serial()) {
            arm(state.waiting());
        }
        driver.perform(input, step);
    }

    /// A fault of the program: the call ends with cause 41, the process goes on.
    void bug(Throwable fault) {
        driver.logBug(fault);
        put(new CallInput.HangUp(Cause.TEMPORARY_FAILURE));
    }

    private void arm(Wait wait) {
        waiting.ifPresent(Timers.Alarm::cancel);
        waiting =
                wait.kind() == Wait.Kind.FOREVER
                        ? Optional.empty()
                        : Optional.of(timers.after(wait.atMost(), () -> expired(wait.serial())));
    }

    private void expired(int serial) {
        urgent(() -> put(new CallInput.Expired(serial)));
    }

    private void flooded() {
        put(new CallInput.HangUp(Cause.CONGESTION));
    }

    /// The call is over: nothing runs any more, and whoever asks is told how it ended.
    void stop(CallSnapshot ended) {
        last = Optional.of(ended); // before others may see that it is over
        waiting.ifPresent(Timers.Alarm::cancel);
        waiting = Optional.empty();
        mailbox.close();
        inputs.clear();
    }
}
