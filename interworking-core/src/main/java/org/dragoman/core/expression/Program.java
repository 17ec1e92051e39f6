package org.dragoman.core.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.expression.ExpressionParser.Unreadable;

/// An expression as steps that many walkers take at once, one character after the other, so that no
/// character is looked at twice for one step. Source: R. Pike's and K. Thompson's way of matching.
final class Program {
    private static final int STEPS = 2_000; // more is not an expression over numbers

    sealed interface Step {
        /// One character, then the step behind this one.
        record Take(Ranges ranges) implements Step {}

        /// Both ways; the first is preferred.
        record Split(int first, int second) implements Step {}

        record Jump(int to) implements Step {}

        /// Notes the position.
        record Save(int slot) implements Step {}

        record Accept() implements Step {}
    }

    private final List<Step> steps = new ArrayList<>();
    private final ExpressionParser.Parsed parsed;

    private Program(ExpressionParser.Parsed parsed) {
        this.parsed = parsed;
    }

    static Program of(ExpressionParser.Parsed parsed) throws Unreadable {
        var program = new Program(parsed);
        program.compile(parsed.node());
        program.add(new Step.Accept());
        return program;
    }

    Step step(int at) {
        return steps.get(at);
    }

    int size() {
        return steps.size();
    }

    private int add(Step step) throws Unreadable {
        if (steps.size() >= STEPS) {
            throw new Unreadable("it is too large");
        }
        steps.add(step);
        return steps.size() - 1;
    }

    private void compile(Node node) throws Unreadable {
        switch (node) {
            case Node.Chars(var ranges) -> add(new Step.Take(ranges));
            case Node.Sequence(var parts) -> {
                for (var part : parts) {
                    compile(part);
                }
            }
            case Node.Either(var ways) -> either(ways);
            case Node.Repeat repeat -> repeat(repeat);
            case Node.Group(var what, int number) -> {
                add(new Step.Save(2 * number));
                compile(what);
                add(new Step.Save(2 * number + 1));
            }
        }
    }

    private void either(List<Node> ways) throws Unreadable {
        var ends = new ArrayList<Integer>();
        for (int i = 0; i < ways.size() - 1; i++) {
            int split = add(new Step.Jump(0));
            compile(ways.get(i));
            ends.add(add(new Step.Jump(0)));
            steps.set(split, new Step.Split(split + 1, steps.size()));
        }
        compile(ways.getLast());
        for (int end : ends) {
            steps.set(end, new Step.Jump(steps.size()));
        }
    }

    private void repeat(Node.Repeat repeat) throws Unreadable {
        for (int i = 0; i < repeat.least(); i++) {
            compile(repeat.what());
        }
        if (repeat.most() == Node.WITHOUT_END) {
            int split = add(new Step.Jump(0));
            compile(repeat.what());
            add(new Step.Jump(split));
            steps.set(split, split(split + 1, steps.size(), repeat.greedy()));
            return;
        }
        var splits = new ArrayList<Integer>();
        for (int i = repeat.least(); i < repeat.most(); i++) {
            splits.add(add(new Step.Jump(0)));
            compile(repeat.what());
        }
        for (int at : splits) {
            steps.set(at, split(at + 1, steps.size(), repeat.greedy()));
        }
    }

    private static Step split(int inside, int behind, boolean greedy) {
        return greedy ? new Step.Split(inside, behind) : new Step.Split(behind, inside);
    }

    /// A walker: where it stands, and where the groups were.
    private record Walker(int at, int[] slots) {}

    /// The first match in a text, of several the preferred one: where it and its groups begin and
    /// end, -1 for a group that took no part.
    Optional<int[]> find(String text) {
        int last = parsed.fromStart() ? 0 : text.length();
        for (int from = 0; from <= last; from++) {
            var found = findAt(text, from);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<int[]> findAt(String text, int from) {
        var fresh = new int[2 * parsed.groups() + 2];
        Arrays.fill(fresh, -1);
        fresh[0] = from;
        var walkers = new ArrayList<Walker>();
        follow(new Walker(0, fresh), from, walkers, new boolean[size()]);
        Optional<int[]> best = Optional.empty();
        for (int i = from; ; i++) {
            var next = new ArrayList<Walker>();
            var been = new boolean[size()];
            for (var walker : walkers) {
                if (steps.get(walker.at()) instanceof Step.Take(var ranges)) {
                    if (i < text.length() && ranges.holds(text.charAt(i))) {
                        follow(new Walker(walker.at() + 1, walker.slots()), i + 1, next, been);
                    }
                } else if (!parsed.toEnd() || i == text.length()) {
                    best = Optional.of(closed(walker.slots(), i));
                    break; // those behind are less preferred
                }
            }
            if (next.isEmpty()) {
                return best;
            }
            walkers = next;
        }
    }

    private static int[] closed(int[] slots, int end) {
        var all = slots.clone();
        all[1] = end;
        return all;
    }

    /// Goes on without taking a character, the preferred way first.
    private void follow(Walker from, int position, List<Walker> into, boolean[] been) {
        var waiting = new ArrayDeque<Walker>();
        waiting.push(from);
        while (!waiting.isEmpty()) {
            var walker = waiting.pop();
            if (been[walker.at()]) {
                continue;
            }
            been[walker.at()] = true;
            switch (steps.get(walker.at())) {
                case Step.Take _, Step.Accept _ -> into.add(walker);
                case Step.Jump(int to) -> waiting.push(new Walker(to, walker.slots()));
                case Step.Split(int first, int second) -> {
                    waiting.push(new Walker(second, walker.slots()));
                    waiting.push(new Walker(first, walker.slots()));
                }
                case Step.Save(int slot) -> {
                    var noted = walker.slots().clone();
                    noted[slot] = position;
                    waiting.push(new Walker(walker.at() + 1, noted));
                }
            }
        }
    }
}
