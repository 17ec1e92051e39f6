package org.dragoman.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.dragoman.core.call.CallId;
import org.dragoman.core.call.CallOrder;
import org.dragoman.core.call.Calls;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.Drain;
import org.dragoman.core.call.Side;
import org.dragoman.gateway.rest.AccountView;
import org.dragoman.gateway.rest.AskedView;
import org.dragoman.gateway.rest.CallView;
import org.dragoman.gateway.rest.DrainView;
import org.dragoman.gateway.rest.EventView;
import org.dragoman.gateway.rest.GatewayControl;
import org.dragoman.gateway.rest.GatewayView;
import org.dragoman.gateway.rest.RecordPageView;
import org.dragoman.gateway.rest.RecordQuestion;
import org.dragoman.gateway.rest.RecordView;
import org.dragoman.gateway.rest.RecordsAway;
import org.dragoman.gateway.rest.ReloadView;
import org.dragoman.gateway.rest.RouteQuestion;
import org.dragoman.gateway.rest.RouteView;
import org.dragoman.gateway.rest.WireView;
import org.dragoman.gateway.route.DryRun;
import org.dragoman.gateway.route.Numbers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What people and programs may ask of the running gateway, answered by its parts.
final class LiveControl implements GatewayControl {
    private static final Logger LOGGER = LoggerFactory.getLogger(LiveControl.class);
    private static final Duration ANSWER = Duration.ofSeconds(2); // a call says whether it can

    private final Calls calls;
    private final InstantSource time;
    private final Instant started;
    private final List<String> peers;
    private final People people;
    private final BilledCalls records;
    private final Supplier<List<GatewayView.Listener>> listening;
    private final LongSupplier turnedAway;
    private final Supplier<String> media;
    private final DryRun routes;
    private final Reload reload;

    /// - {@code listening}: where the gateway listens; known when all has started.
    /// - {@code turnedAway}: calls that were refused before they were calls.
    /// - {@code media}: the place of the media loops among all threads.
    LiveControl(
            Calls calls,
            InstantSource time,
            List<String> peers,
            People people,
            BilledCalls records,
            Supplier<List<GatewayView.Listener>> listening,
            LongSupplier turnedAway,
            Supplier<String> media,
            DryRun routes,
            Reload reload) {
        this.calls = calls;
        this.routes = routes;
        this.reload = reload;
        this.time = time;
        this.started = time.instant().truncatedTo(ChronoUnit.MILLIS);
        this.peers = peers;
        this.people = people;
        this.records = records;
        this.listening = listening;
        this.turnedAway = turnedAway;
        this.media = media;
    }

    @Override
    public GatewayView gateway() {
        return new GatewayView(
                Version.text(),
                started.toString(),
                calls.active(),
                draining(Duration.ZERO),
                media.get(),
                totals(),
                records.health(),
                listening.get(),
                peers);
    }

    @Override
    public DrainView drain(boolean on) {
        var drain = calls.drain();
        if (on ? drain.begin() : drain.end()) {
            LOGGER.atInfo()
                    .addKeyValue("event", on ? "gateway.draining" : "gateway.drain_ended")
                    .addKeyValue("calls", calls.active())
                    .log(
                            on
                                    ? "no new calls are taken; those in progress go on"
                                    : "new calls are taken again");
        }
        return draining(Duration.ZERO);
    }

    @Override
    public DrainView draining(Duration atMost) {
        try {
            return calls.drain().await(atMost).map(LiveControl::view).orElse(DrainView.OFF);
        } catch (InterruptedException e) { // the gateway ends
            Thread.currentThread().interrupt();
            return DrainView.OFF;
        }
    }

    private static DrainView view(Drain.Progress drained) {
        return new DrainView(
                true,
                drained.since().truncatedTo(ChronoUnit.MILLIS).toString(),
                drained.left(),
                drained.refused());
    }

    private GatewayView.Totals totals() {
        var counted = calls.totals();
        return new GatewayView.Totals(
                counted.offered(), counted.answered(), counted.refused(), turnedAway.getAsLong());
    }

    @Override
    public List<CallView> calls() {
        var now = time.instant();
        return calls.list().stream().map(c -> CallViews.of(c, now)).toList();
    }

    @Override
    public Optional<CallView> call(String id) {
        return id(id).flatMap(calls::find).map(c -> CallViews.of(c, time.instant()));
    }

    @Override
    public Optional<List<WireView>> wire(String id) {
        return id(id).flatMap(calls::wire)
                .map(notes -> notes.stream().map(CallViews::wire).toList());
    }

    @Override
    public List<AccountView> accounts() {
        var now = time.instant();
        return people.accounts().all().stream()
                .map(a -> AccountViews.of(a, people.registrations().of(a.number()), now))
                .toList();
    }

    @Override
    public ReloadView reload() {
        return reload.reload();
    }

    @Override
    public Optional<RouteView> explain(RouteQuestion question) {
        return routes.run(question, time.instant());
    }

    @Override
    public List<AskedView> asked() {
        return calls.history().stream().flatMap(c -> CallViews.asked(c).stream()).toList();
    }

    @Override
    public boolean hangUp(String id) {
        return id(id).filter(i -> calls.hangup(i, Cause.NORMAL_CLEARING)).isPresent();
    }

    @Override
    public Optional<String> begin(String first, String second, Optional<String> shown) {
        var one = Numbers.party(first);
        var other = Numbers.party(second);
        var order =
                new CallOrder(
                        one,
                        other,
                        shown.map(Numbers::party).orElse(other),
                        shown.map(Numbers::party).orElse(one));
        return calls.begin(order).map(CallId::value);
    }

    @Override
    public Outcome hold(String id, Side party, boolean on) {
        return order(id, i -> calls.hold(i, party, on));
    }

    @Override
    public Outcome sendDigits(String id, Side party, String digits) {
        return order(id, i -> calls.sendDigits(i, party, digits));
    }

    @Override
    public Outcome transfer(String id, Side leaves, String to) {
        return order(id, i -> calls.transfer(i, leaves, Numbers.party(to)));
    }

    private Outcome order(String id, Function<CallId, CompletableFuture<Boolean>> order) {
        var call = id(id).filter(i -> calls.find(i).filter(c -> c.ended().isEmpty()).isPresent());
        if (call.isEmpty()) {
            return Outcome.NO_SUCH_CALL;
        }
        return order.apply(call.get())
                        .completeOnTimeout(false, ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                        .join()
                ? Outcome.DONE
                : Outcome.NOBODY_TALKS;
    }

    @Override
    public AutoCloseable follow(Consumer<EventView> follower) {
        return calls.follow(news -> follower.accept(CallViews.of(news)));
    }

    @Override
    public RecordPageView records(RecordQuestion question) throws RecordsAway {
        return records.find(question);
    }

    @Override
    public Optional<RecordView> recordOf(String id) throws RecordsAway {
        return records.find(id);
    }

    @Override
    public boolean record(String id, boolean on) {
        return id(id).filter(i -> calls.record(i, on)).isPresent();
    }

    private static Optional<CallId> id(String text) {
        return Optional.of(text).filter(t -> t.matches("[0-9a-f]{12}")).map(CallId::new);
    }
}
