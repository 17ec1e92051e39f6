package org.dragoman.core.expression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A set of characters, as ranges in order that do not touch one another.
record Ranges(List<Range> ranges) {
    static final Ranges ANY = of('\0', Character.MAX_VALUE);
    static final Ranges DIGIT = of('0', '9');
    static final Ranges WORD = DIGIT.or(of('A', 'Z')).or(of('a', 'z')).or(of('_', '_'));
    static final Ranges SPACE = of('\t', '\r').or(of(' ', ' '));

    record Range(char first, char last) {}

    Ranges {
        ranges = List.copyOf(ranges);
    }

    static Ranges of(char first, char last) {
        return new Ranges(List.of(new Range(first, last)));
    }

    boolean holds(char c) {
        return ranges.stream().anyMatch(r -> r.first() <= c && c <= r.last());
    }

    Ranges or(Ranges others) {
        var all = new ArrayList<>(ranges);
        all.addAll(others.ranges);
        all.sort(Comparator.comparing(Range::first));
        var merged = new ArrayList<Range>();
        for (var range : all) {
            if (!merged.isEmpty() && range.first() <= merged.getLast().last() + 1) {
                var before = merged.removeLast();
                char last = (char) Math.max(before.last(), range.last());
                merged.add(new Range(before.first(), last));
            } else {
                merged.add(range);
            }
        }
        return new Ranges(merged);
    }

    Ranges not() {
        var others = new ArrayList<Range>();
        int next = 0;
        for (var range : ranges) {
            if (next < range.first()) {
                others.add(new Range((char) next, (char) (range.first() - 1)));
            }
            next = range.last() + 1;
        }
        if (next <= Character.MAX_VALUE) {
            others.add(new Range((char) next, Character.MAX_VALUE));
        }
        return new Ranges(others);
    }
}
