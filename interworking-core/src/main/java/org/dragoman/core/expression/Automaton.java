package org.dragoman.core.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.dragoman.core.expression.ExpressionParser.Unreadable;

/// A {@link Program} whose walkers were followed for every text beforehand: one step a character.
///
/// - {@code starts}: the first characters of the classes that the expression tells apart.
/// - {@code next}: for each state and class the next state, or {@link #DEAD}.
/// - {@code accepts}: for each state, whether a text may end there.
/// - {@code lives}: for each state, whether a longer text may end well.
record Automaton(char[] starts, List<int[]> next, BitSet accepts, BitSet lives) {
    static final int DEAD = -1;
    private static final int STATES = 5_000;
    private static final int PAIRS = 50_000; // looked at when two are compared

    static Automaton of(Program program) throws Unreadable {
        var starts = starts(program);
        var states = new ArrayList<BitSet>();
        var numbers = new HashMap<BitSet, Integer>();
        var next = new ArrayList<int[]>();
        var accepts = new BitSet();
        number(follow(program, first()), states, numbers);
        for (int i = 0; i < states.size(); i++) {
            if (states.size() > STATES) {
                throw new Unreadable("it tells too many cases apart");
            }
            var state = states.get(i);
            accepts.set(
                    i,
                    state.stream().anyMatch(p -> program.step(p) instanceof Program.Step.Accept));
            var row = new int[starts.length];
            for (int c = 0; c < starts.length; c++) {
                var after = follow(program, taken(program, state, starts[c]));
                row[c] = after.isEmpty() ? DEAD : number(after, states, numbers);
            }
            next.add(row);
        }
        return new Automaton(starts, next, accepts, lives(next, accepts));
    }

    private static BitSet first() {
        var set = new BitSet();
        set.set(0);
        return set;
    }

    private static int number(BitSet state, List<BitSet> states, Map<BitSet, Integer> numbers) {
        return numbers.computeIfAbsent(
                state,
                s -> {
                    states.add(s);
                    return states.size() - 1;
                });
    }

    private static char[] starts(Program program) {
        var all = new TreeSet<Character>();
        all.add('\0');
        for (int i = 0; i < program.size(); i++) {
            if (program.step(i) instanceof Program.Step.Take(var ranges)) {
                for (var range : ranges.ranges()) {
                    all.add(range.first());
                    if (range.last() < Character.MAX_VALUE) {
                        all.add((char) (range.last() + 1));
                    }
                }
            }
        }
        var starts = new char[all.size()];
        int at = 0;
        for (char c : all) {
            starts[at++] = c;
        }
        return starts;
    }

    private static BitSet taken(Program program, BitSet state, char c) {
        var after = new BitSet();
        state.stream()
                .filter(
                        p ->
                                program.step(p) instanceof Program.Step.Take(var ranges)
                                        && ranges.holds(c))
                .forEach(p -> after.set(p + 1));
        return after;
    }

    private static BitSet follow(Program program, BitSet from) {
        var been = new BitSet();
        var waiting = new ArrayDeque<Integer>();
        from.stream().forEach(waiting::push);
        while (!waiting.isEmpty()) {
            int at = waiting.pop();
            if (been.get(at)) {
                continue;
            }
            been.set(at);
            switch (program.step(at)) {
                case Program.Step.Take _, Program.Step.Accept _ -> {}
                case Program.Step.Save _ -> waiting.push(at + 1);
                case Program.Step.Jump(int to) -> waiting.push(to);
                case Program.Step.Split(int first, int second) -> {
                    waiting.push(first);
                    waiting.push(second);
                }
            }
        }
        return been;
    }

    private static BitSet lives(List<int[]> next, BitSet accepts) {
        var lives = new BitSet();
        boolean more = true;
        while (more) {
            more = false;
            for (int s = 0; s < next.size(); s++) {
                if (!lives.get(s) && leadsOn(next.get(s), accepts, lives)) {
                    lives.set(s);
                    more = true;
                }
            }
        }
        return lives;
    }

    private static boolean leadsOn(int[] row, BitSet accepts, BitSet lives) {
        return Arrays.stream(row).anyMatch(t -> t != DEAD && (accepts.get(t) || lives.get(t)));
    }

    /// The state after this text.
    int run(String text) {
        int state = 0;
        for (int i = 0; i < text.length() && state != DEAD; i++) {
            state = after(state, text.charAt(i));
        }
        return state;
    }

    private int after(int state, char c) {
        if (state == DEAD) {
            return DEAD;
        }
        int found = Arrays.binarySearch(starts, c);
        return next.get(state)[found >= 0 ? found : -found - 2];
    }

    boolean isEmpty() {
        return !accepts.get(0) && !lives.get(0);
    }

    /// Whether every text of the other is one of this; false too where that takes too long to find
    /// out.
    boolean covers(Automaton other) {
        var tell = new TreeSet<Character>();
        for (char c : starts) {
            tell.add(c);
        }
        for (char c : other.starts) {
            tell.add(c);
        }
        record Pair(int mine, int others) {}
        var seen = new HashSet<Pair>();
        var waiting = new ArrayDeque<Pair>();
        waiting.push(new Pair(0, 0));
        while (!waiting.isEmpty()) {
            var pair = waiting.pop();
            if (!seen.add(pair)) {
                continue;
            }
            boolean mine = pair.mine() != DEAD && accepts.get(pair.mine());
            if (other.accepts.get(pair.others()) && !mine || seen.size() > PAIRS) {
                return false;
            }
            for (char c : tell) {
                int others = other.after(pair.others(), c);
                if (others != DEAD && (other.accepts.get(others) || other.lives.get(others))) {
                    waiting.push(new Pair(after(pair.mine(), c), others));
                }
            }
        }
        return true;
    }
}
