package org.dragoman.gateway.explain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dragoman.gateway.explain.Explained.Related;

/// Finds which calls of a capture are one call before and behind a gateway. Nothing on the
/// wire says so: the numbers, the addresses and the time do, and what is said is that it seems
/// so.
final class Relations {
    private static final Duration LATEST = Duration.ofSeconds(10); // behind, after before
    private static final int ALIKE = 3; // last digits that agree, where the address does too
    private static final int ALIKE_ANYWHERE = 7; // where the gateway has several addresses

    private final Map<Integer, List<Related>> byCall = new HashMap<>();

    Relations(List<Began> all) {
        var calls = all.stream().sorted(Comparator.comparing(Began::at)).toList();
        for (int i = 0; i < calls.size(); i++) {
            before(calls, i).ifPresent(this::note);
        }
    }

    private record Pair(Began before, Began behind, String why) {}

    /// What is to be said of a call.
    List<Related> of(int call) {
        return List.copyOf(byCall.getOrDefault(call, List.of()));
    }

    private void note(Pair pair) {
        int before = pair.before().call();
        int behind = pair.behind().call();
        about(before).add(new Related(behind, true, pair.why()));
        about(behind).add(new Related(before, false, pair.why()));
    }

    private List<Related> about(int call) {
        return byCall.computeIfAbsent(call, _ -> new ArrayList<>());
    }

    /// The latest call that this one may go on from: a gateway may try several destinations.
    private static Optional<Pair> before(List<Began> calls, int behind) {
        var it = calls.get(behind);
        for (int i = behind - 1; i >= 0; i--) {
            if (Duration.between(calls.get(i).at(), it.at()).compareTo(LATEST) > 0) {
                break;
            }
            var pair = pair(calls.get(i), it);
            if (pair.isPresent()) {
                return pair;
            }
        }
        return Optional.empty();
    }

    private static Optional<Pair> pair(Began before, Began behind) {
        var apart = Duration.between(before.at(), behind.at());
        boolean itself =
                before.call() == behind.call()
                        || before.caller().equals(behind.caller())
                                && before.called().equals(behind.called());
        if (itself) {
            return Optional.empty();
        }
        boolean there = before.called().equals(behind.caller());
        int alike = alike(before.to(), behind.to());
        boolean same = !before.from().isEmpty() && before.from().equals(behind.from());
        if (there && (alike >= ALIKE || same) || !there && alike >= ALIKE_ANYWHERE && same) {
            return Optional.of(new Pair(before, behind, why(before, behind, alike, apart)));
        }
        return Optional.empty();
    }

    private static String why(Began before, Began behind, int alike, Duration apart) {
        var all = new ArrayList<String>();
        if (before.called().equals(behind.caller())) {
            all.add("through " + before.called().getHostAddress());
        }
        if (alike >= ALIKE) {
            all.add(
                    before.to().equals(behind.to())
                            ? "the same number called"
                            : "both numbers called end in "
                                    + behind.to().substring(behind.to().length() - alike));
        }
        if (!before.from().isEmpty() && before.from().equals(behind.from())) {
            all.add("the same caller");
        }
        all.add(apart.toMillis() + " ms apart");
        return String.join(", ", all);
    }

    /// Last characters that agree.
    private static int alike(String one, String other) {
        int count = 0;
        while (count < one.length()
                && count < other.length()
                && one.charAt(one.length() - 1 - count)
                        == other.charAt(other.length() - 1 - count)) {
            count++;
        }
        return count;
    }
}
