package org.dragoman.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dragoman.core.call.EventTable.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// RFC 4123 §7.4: every event of every side in every phase is classified, and the machine does what
/// its class says.
class EventTableTest {
    record Cell(Phase phase, Side side, Class<? extends LegEvent> event) {}

    /// A leg becomes a destination when the dial plan has spoken, and is given up when the call
    /// ends.
    private static final Set<Cell> UNREACHABLE = unreachable();

    private static final List<CallState> STATES = states();

    static Stream<Cell> cells() {
        return Arrays.stream(Phase.values())
                .flatMap(p -> Arrays.stream(Side.values()).flatMap(s -> cells(p, s)));
    }

    private static Stream<Cell> cells(Phase phase, Side side) {
        return kinds().map(kind -> new Cell(phase, side, kind));
    }

    private static Stream<Class<? extends LegEvent>> kinds() {
        return Scripts.events(Scripts.CALLER).stream().map(LegEvent::getClass);
    }

    @Test
    void hasARowForEveryEventOfEverySide() {
        var events = LegEvent.class.getPermittedSubclasses();
        assertThat(kinds()).containsExactlyInAnyOrderElementsOf(kinds(events));
        for (var side : Side.values()) {
            assertThat(events).allMatch(event -> EventTable.knows(side, event));
        }
        assertThat(EventTable.size()).isEqualTo(events.length * Side.values().length);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void tellsTheTruth(Cell cell) {
        var effect = EventTable.effect(cell.phase(), cell.side(), cell.event());
        var steps = steps(cell);
        assertThat(steps.isEmpty()).as("reachable").isEqualTo(UNREACHABLE.contains(cell));
        switch (effect) {
            case TRIGGERS -> {
                if (!steps.isEmpty()) {
                    assertThat(steps).anyMatch(EventTableTest::didSomething);
                }
                assertThat(steps).noneMatch(EventTableTest::complained);
            }
            case PASSES -> assertThat(steps).noneMatch(EventTableTest::didSomething);
            case ERROR -> assertThat(steps).allMatch(EventTableTest::complained);
        }
    }

    @Test
    void aLegNobodyKnowsIsAnError() {
        var stranger = new LegId(Scripts.CALL, 9);
        for (var state : STATES) {
            for (var event : Scripts.events(stranger)) {
                var step = CallMachine.step(state, Scripts.happened(event));
                assertThat(step.next()).isEqualTo(state);
                assertThat(step.outputs()).hasSize(state.phase() == Phase.ENDED ? 0 : 1);
            }
        }
    }

    private record Tried(CallState before, CallMachine.Step step) {}

    private static boolean didSomething(Tried t) {
        return !t.step().outputs().isEmpty() || !t.step().next().equals(t.before());
    }

    private static boolean complained(Tried t) {
        return t.step().outputs().size() == 1
                && t.step().outputs().getFirst() instanceof CallOutput.Complain
                && t.step().next().equals(t.before());
    }

    private static List<Tried> steps(Cell cell) {
        var tried = new ArrayList<Tried>();
        for (var state : STATES) {
            if (state.phase() == cell.phase()) {
                legs(state, cell.side()).stream()
                        .flatMap(leg -> Scripts.events(leg).stream())
                        .filter(cell.event()::isInstance)
                        .map(e -> CallMachine.step(state, Scripts.happened(e)))
                        .forEach(step -> tried.add(new Tried(state, step)));
            }
        }
        return tried;
    }

    private static List<LegId> legs(CallState state, Side side) {
        return Stream.of(Scripts.CALLER, Scripts.FIRST, Scripts.SECOND, Scripts.THIRD)
                .filter(leg -> state.side(leg).filter(side::equals).isPresent())
                .toList();
    }

    private static List<CallState> states() {
        var all = new HashSet<CallState>();
        var stories = new ArrayList<>(Scripts.stories());
        stories.add(Scripts.redirected());
        stories.add(Scripts.failing());
        stories.add(Scripts.failingWithoutOffer());
        for (var story : stories) {
            var state = Scripts.beginning(story);
            all.add(state);
            for (var input : story) {
                state = CallMachine.step(state, input).next();
                all.add(state);
            }
            if (state.phase() == Phase.AWAITING_RELEASE) {
                all.add(CallMachine.step(state, Scripts.expiry(state)).next());
            }
        }
        return List.copyOf(all);
    }

    private static Set<Cell> unreachable() {
        var cells = new HashSet<Cell>();
        for (var phase :
                List.of(
                        Phase.AWAITING_OFFER,
                        Phase.AWAITING_FIRST_PARTY,
                        Phase.AWAITING_ROUTE,
                        Phase.AWAITING_SCRIPT,
                        Phase.AWAITING_SOUND,
                        Phase.AWAITING_RELEASE,
                        Phase.ENDED)) {
            cells(phase, Side.CALLEE).forEach(cells::add);
        }
        cells(Phase.AWAITING_OFFER, Side.GIVEN_UP).forEach(cells::add);
        for (var phase : Phase.values()) {
            if (phase != Phase.AWAITING_NEW_PARTY) {
                cells(phase, Side.TRANSFEROR).forEach(cells::add);
            }
        }
        return cells;
    }

    private static List<Class<? extends LegEvent>> kinds(Class<?>[] classes) {
        var kinds = new ArrayList<Class<? extends LegEvent>>();
        for (var kind : classes) {
            kinds.add(kind.asSubclass(LegEvent.class));
        }
        return kinds;
    }

    @Test
    void classifiesNothingTwice() {
        assertThat(Effect.values()).hasSize(3);
        assertThat(cells().distinct()).hasSize(14 * 4 * 20);
    }
}
