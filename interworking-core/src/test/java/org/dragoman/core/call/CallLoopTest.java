package org.dragoman.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.dragoman.core.call.Placing.ANYWHERE;
import static org.dragoman.core.call.Placing.obedient;
import static org.dragoman.core.call.Placing.place;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.dragoman.core.call.Trunks.Trunk;
import org.dragoman.core.log.CallTrace;
import org.dragoman.core.route.DialPlan;
import org.dragoman.core.route.Router;
import org.dragoman.core.testing.FakeEndpoint;
import org.dragoman.core.testing.FakeLeg;
import org.dragoman.core.testing.FakeMediaPlane;
import org.dragoman.core.testing.FakeTime;
import org.junit.jupiter.api.Test;

/// What the loop does around the machine: limits, faults, timers, the end of everything.
class CallLoopTest {
    private final FakeTime time = new FakeTime();

    @Test
    void a_fault_of_the_program_ends_its_call_with_cause_41_and_no_other() {
        var broken =
                new FakeEndpoint(
                        "broken",
                        (leg, command) -> {
                            if (command instanceof LegCommand.Dial(var request)
                                    && request.to().digits().equals("666")) {
                                throw new IllegalStateException("a bug");
                            }
                            FakeLeg.OBEDIENT.accept(leg, command);
                        });
        var media = new FakeMediaPlane();
        var calls = calls(broken, media, Calls.Limits.DEFAULT);
        var healthy = place(calls, "1");
        var sick = place(calls, "666");
        assertThat(sick.commands().getLast())
                .isEqualTo(new LegCommand.Release(Cause.TEMPORARY_FAILURE));
        assertThat(healthy.isReleased()).isFalse();
        assertThat(calls.active()).isEqualTo(1);
        assertThat(calls.totals().bugs()).isEqualTo(1);
        assertThat(media.openPorts()).hasSize(2);
    }

    @Test
    void a_leg_that_cannot_even_end_is_over() {
        var broken =
                new FakeEndpoint(
                        "broken",
                        (_, command) -> {
                            if (!(command instanceof LegCommand.Dial)) {
                                throw new IllegalStateException("a bug");
                            }
                        });
        var media = new FakeMediaPlane();
        var calls = calls(broken, media, Calls.Limits.DEFAULT);
        var caller = place(calls, "1");
        caller.say(new LegEvent.Released(caller.id(), Cause.NORMAL_CLEARING));
        assertClean(calls, media);
    }

    @Test
    void an_endpoint_that_fails_to_make_a_leg_has_failed_the_attempt() {
        var calls =
                new Calls(
                        Calls.Limits.DEFAULT,
                        name -> Optional.of(new Trunk(name, new NoLegs(), TrunkPolicy.DEFAULT)),
                        new Router(DialPlan.of(ANYWHERE)),
                        new FakeMediaPlane(),
                        time,
                        LoopRunner.oneThread(),
                        _ -> {});
        var caller = place(calls, "1");
        assertThat(caller.commands().getLast())
                .isEqualTo(new LegCommand.Release(Cause.TEMPORARY_FAILURE));
        assertThat(calls.active()).isZero();
    }

    private static final class NoLegs implements Endpoint {
        @Override
        public String protocol() {
            return "none";
        }

        @Override
        public CallLeg makeLeg(LegContext context) {
            throw new IllegalStateException("a bug");
        }

        @Override
        public void close() {}
    }

    @Test
    void a_call_without_media_port_ends_with_cause_47() {
        var media = new FakeMediaPlane(1);
        var calls = calls(obedient(), media, Calls.Limits.DEFAULT);
        var caller = place(calls, "1");
        assertThat(caller.commands().getLast())
                .isEqualTo(new LegCommand.Release(Cause.RESOURCE_UNAVAILABLE));
        assertThat(calls.totals().outOfPorts()).isEqualTo(1);
        assertClean(calls, media);
    }

    @Test
    void a_caller_for_whom_no_leg_can_be_made_leaves_nothing() {
        var media = new FakeMediaPlane(0);
        var calls = calls(obedient(), media, Calls.Limits.DEFAULT);
        assertThat(
                        calls.<FakeLeg>open(
                                "a",
                                _ -> {
                                    throw new IllegalStateException("a bug");
                                }))
                .isEmpty();
        assertThat(calls.totals().bugs()).isEqualTo(1);
        assertThat(calls.open("a", c -> new FakeLeg(c, (_, _) -> c.media().stopSound())))
                .isPresent();
        assertThat(
                        calls.<FakeLeg>open(
                                "a",
                                c -> {
                                    c.media();
                                    return new FakeLeg(c, FakeLeg.OBEDIENT);
                                }))
                .isEmpty();
        assertThat(calls.totals().bugs()).isEqualTo(1);
        assertThat(calls.totals().outOfPorts()).isEqualTo(1);
        time.advance(Duration.ofMinutes(1));
        assertClean(calls, media);
    }

    @Test
    void a_leg_that_never_says_that_it_ended_is_dropped() {
        var deaf = new FakeEndpoint("deaf", (_, _) -> {});
        var media = new FakeMediaPlane();
        var calls = calls(deaf, media, Calls.Limits.DEFAULT);
        var caller = place(calls, "1");
        caller.say(new LegEvent.Released(caller.id(), Cause.NORMAL_CLEARING));
        assertThat(calls.active()).isEqualTo(1);
        time.advance(Duration.ofSeconds(40));
        assertThat(calls.totals().legsDropped()).isEqualTo(1);
        assertClean(calls, media);
    }

    @Test
    void timers_of_a_leg_die_with_it() {
        var media = new FakeMediaPlane();
        var calls = calls(obedient(), media, Calls.Limits.DEFAULT);
        var caller = place(calls, "1");
        var fired = new AtomicInteger();
        var timers = caller.context().timers();
        caller.context()
                .loop()
                .execute(
                        () -> {
                            timers.after(Duration.ofSeconds(1), fired::incrementAndGet);
                            timers.after(Duration.ofSeconds(2), fired::incrementAndGet).cancel();
                            timers.after(Duration.ofSeconds(9), fired::incrementAndGet);
                        });
        time.advance(Duration.ofSeconds(3));
        assertThat(fired).hasValue(1);
        caller.say(new LegEvent.Released(caller.id(), Cause.NORMAL_CLEARING));
        assertClean(calls, media);
        timers.after(Duration.ofSeconds(1), fired::incrementAndGet);
        time.advance(Duration.ofMinutes(1));
        assertThat(fired).hasValue(1);
    }

    /// A connection that comes up when the call is over must be closed by the leg that
    /// asked for it.
    @Test
    void a_leg_can_free_what_comes_too_late() {
        var media = new FakeMediaPlane();
        var calls = calls(obedient(), media, Calls.Limits.DEFAULT);
        var caller = place(calls, "1");
        var context = caller.context();
        var port = context.media();
        var order = new ArrayList<String>();
        context.loop()
                .execute(
                        () -> {
                            context.emit(new LegEvent.Released(caller.id(), Cause.NORMAL_CLEARING));
                            context.loop().execute(() -> order.add("waited"));
                        });
        assertThat(calls.active()).isZero();
        context.loop().execute(() -> order.add("late"));
        context.loop().execute(() -> context.emit(new LegEvent.Held(caller.id())));
        assertThat(order).containsExactly("waited", "late");
        assertThat(context.media()).isSameAs(port);
        assertThat(calls.totals().bugs()).isZero();
        context.loop()
                .execute(
                        () -> {
                            throw new IllegalStateException("a bug");
                        });
        assertThat(calls.totals().bugs()).isEqualTo(1);
        assertClean(calls, media);
    }

    @Test
    void a_leg_may_report_on_the_loop_alone() {
        var calls = calls(obedient(), new FakeMediaPlane(), Calls.Limits.DEFAULT);
        var caller = place(calls, "1");
        assertThatIllegalStateException()
                .isThrownBy(() -> caller.emit(new LegEvent.Held(caller.id())));
        assertThat(calls.hangup(caller.id().call(), Cause.NORMAL_CLEARING)).isTrue();
    }

    @Test
    void the_ladder_has_a_row_for_each_input_and_an_end() {
        var calls = calls(obedient(), new FakeMediaPlane(), Calls.Limits.DEFAULT);
        var caller = place(calls, "1");
        var context = caller.context();
        for (int i = 0; i < 1_000; i++) {
            time.advance(Duration.ofMillis(1));
            context.loop()
                    .execute(
                            () -> {
                                context.trace()
                                        .message(
                                                caller.id(),
                                                CallTrace.Way.RECEIVED,
                                                "INFO",
                                                "x".repeat(9_999));
                                context.trace()
                                        .message(caller.id(), CallTrace.Way.SENT, "200 OK", "");
                            });
        }
        var call = calls.find(caller.id().call()).orElseThrow();
        assertThat(call.ladder()).hasSize(256);
        assertThat(call.rowsLost()).isPositive();
        assertThat(call.ladder().getLast().messages())
                .hasSize(2)
                .allMatch(m -> m.detail().length() < 500);
        assertThat(call.ladder().getFirst().decisions())
                .anyMatch(d -> d.what().equals("rule all: to b"));
        assertThat(call.legs())
                .extracting(l -> l.trunk() + " " + l.protocol())
                .containsExactly("a fake", "b fake");
        assertThat(calls.hangup(caller.id().call(), Cause.NORMAL_CLEARING)).isTrue();
    }

    @Test
    void only_so_many_calls_are_remembered() {
        var calls = calls(obedient(), new FakeMediaPlane(), new Calls.Limits(10, 3));
        var ids = new ArrayList<CallId>();
        for (int i = 0; i < 10; i++) {
            var caller = place(calls, "1");
            ids.addFirst(caller.id().call());
            caller.say(new LegEvent.Released(caller.id(), Cause.NORMAL_CLEARING));
        }
        assertThat(calls.history()).extracting(c -> c.id()).isEqualTo(ids.subList(0, 3));
        assertThat(calls.find(ids.getLast())).isEmpty();
    }

    @Test
    void a_peer_that_has_gone_silent_ends_the_call_unless_somebody_holds_or_it_rings() {
        var media = new FakeMediaPlane();
        var other = obedient();
        var calls = calls(other, media, Calls.Limits.DEFAULT);
        var caller = place(calls, "1");
        var callee = other.legs().getFirst();
        media.port("b").hearSilence(Duration.ofMinutes(5));
        assertThat(caller.isReleased()).as("while it rings").isFalse();
        callee.say(new LegEvent.Answered(callee.id(), Optional.of(Stage.PCMU), Optional.empty()));
        callee.say(new LegEvent.Held(callee.id()));
        media.port("a").hearSilence(Duration.ofMinutes(5));
        assertThat(caller.isReleased()).as("on hold").isFalse();
        callee.say(new LegEvent.Resumed(callee.id()));
        assertThat(calls.totals().silent()).isZero();
        media.port("a").hearSilence(Duration.ofMinutes(5));
        var cause = Cause.TIMER_EXPIRED.withWords("no media for 300 s");
        assertThat(caller.commands().getLast()).isEqualTo(new LegCommand.Release(cause));
        assertThat(callee.commands().getLast()).isEqualTo(new LegCommand.Release(cause));
        assertThat(calls.totals().silent()).isEqualTo(1);
    }

    /// H11: a digit that the peer sends as RFC 4733 and as a message counts once.
    @Test
    void h11_a_digit_by_two_ways_is_sent_once() {
        var media = new FakeMediaPlane();
        var other = obedient();
        var calls = calls(other, media, Calls.Limits.DEFAULT);
        var caller = place(calls, "1");
        var callee = other.legs().getFirst();
        callee.say(new LegEvent.Answered(callee.id(), Optional.of(Stage.PCMU), Optional.empty()));
        media.port("a").hearDigit('7', Duration.ofMillis(80));
        caller.say(
                new LegEvent.Digit(caller.id(), '7', Duration.ofMillis(80), DigitMethod.SIP_INFO));
        caller.say(
                new LegEvent.Digit(caller.id(), '8', Duration.ofMillis(80), DigitMethod.SIP_INFO));
        assertThat(callee.commands().stream().filter(LegCommand.SendDigit.class::isInstance))
                .containsExactly(
                        new LegCommand.SendDigit('7', Duration.ofMillis(80)),
                        new LegCommand.SendDigit('8', Duration.ofMillis(80)));
        assertThat(calls.hangup(caller.id().call(), Cause.NORMAL_CLEARING)).isTrue();
    }

    private Calls calls(Endpoint endpoint, FakeMediaPlane media, Calls.Limits limits) {
        return new Calls(
                limits,
                name -> Optional.of(new Trunk(name, endpoint, TrunkPolicy.DEFAULT)),
                new Router(DialPlan.of(ANYWHERE)),
                media,
                time,
                LoopRunner.oneThread(),
                _ -> {});
    }

    private void assertClean(Calls calls, FakeMediaPlane media) {
        assertThat(calls.active()).isZero();
        assertThat(media.openPorts()).isEmpty();
        assertThat(time.waiting()).isZero();
    }
}
