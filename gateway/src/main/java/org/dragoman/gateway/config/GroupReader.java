package org.dragoman.gateway.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.core.route.TrunkGroup;
import org.dragoman.core.route.TrunkTerms;

/// Reads groups of peers, and what holds for calls to a peer whichever rule sends them there.
final class GroupReader {
    static final String SAMPLE = "NAME";
    private static final int WEIGHT = 1_000;

    private GroupReader() {}

    /// - {@code trunks}: names of all peers.
    static Map<String, TrunkGroup> read(Section top, List<String> trunks) {
        var groups = new LinkedHashMap<String, TrunkGroup>();
        if (top.isDocumenting()) {
            group(
                    SAMPLE,
                    top.sample(
                            "groups." + SAMPLE,
                            "Peers that lead to the same places. Rules name a group as they name a"
                                    + " peer."),
                    trunks);
        }
        top.named("groups")
                .forEach(
                        (name, s) -> {
                            if (trunks.contains(name)) {
                                s.problem("", "is the name of a peer; choose another");
                            }
                            group(name, s, trunks).ifPresent(g -> groups.put(name, g));
                        });
        return groups;
    }

    private static Optional<TrunkGroup> group(String name, Section s, List<String> trunks) {
        try (s) {
            var members =
                    s.list(
                            "peers",
                            List.<TrunkGroup.Member>of(),
                            "none",
                            (trunks.isEmpty() ? "the name of a peer" : Section.oneOf(trunks))
                                    + ", and its share: weight COUNT",
                            "The peers, in the order they are tried.",
                            text -> member(text, trunks));
            var order =
                    s.choice(
                            "order",
                            TrunkGroup.Order.LISTED,
                            "Which is tried first: as listed, by lot with their weights, the"
                                    + " cheapest by their `rates`, or the one whose last calls went"
                                    + " best (share answered, time to the first sign, sound).");
            var floor =
                    new TrunkGroup.Floor(
                            s.integer(
                                    "least-answered",
                                    0,
                                    0,
                                    100,
                                    "Percent of its last calls; a peer with fewer comes behind the"
                                            + " others."),
                            s.optional(
                                    "most-delay",
                                    "any",
                                    "a time from 1s to 1m",
                                    "Mean time to the first sign of the called party; a peer with a"
                                            + " longer one comes behind the others.",
                                    text ->
                                            Values.duration(text)
                                                    .filter(d -> !d.isZero())
                                                    .filter(
                                                            d ->
                                                                    d.compareTo(
                                                                                    Duration
                                                                                            .ofMinutes(
                                                                                                    1))
                                                                            <= 0)),
                            s.value(
                                    "least-mos",
                                    0.0,
                                    _ -> "any",
                                    "1.0 to 4.5",
                                    "Mean opinion score of its sound (ITU-T G.107); a peer with a"
                                            + " lower one comes behind the others.",
                                    GroupReader::mos));
            if (members.isEmpty() && !s.has("peers") && !s.isDocumenting()) {
                s.problem("peers", "is missing");
            }
            return members.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new TrunkGroup(name, distinct(s, members), order, floor));
        }
    }

    private static Optional<Double> mos(String text) {
        return Optional.of(text)
                .filter(t -> t.matches("[1-4](\\.\\d)?"))
                .map(Double::valueOf)
                .filter(m -> m <= 4.5);
    }

    private static List<TrunkGroup.Member> distinct(Section s, List<TrunkGroup.Member> members) {
        var seen = new ArrayList<String>();
        for (var member : members) {
            if (seen.contains(member.trunk())) {
                s.problem("peers", member.trunk() + " stands there twice");
            }
            seen.add(member.trunk());
        }
        return members;
    }

    private static Optional<TrunkGroup.Member> member(String text, List<String> trunks) {
        var words = text.split(" +");
        if (!trunks.contains(words[0])) {
            return Optional.empty();
        }
        if (words.length == 1) {
            return Optional.of(new TrunkGroup.Member(words[0], 1));
        }
        return words.length == 3 && words[1].equals("weight")
                ? Values.integer(words[2]).stream()
                        .filter(w -> w >= 1 && w <= WEIGHT)
                        .mapToObj(w -> new TrunkGroup.Member(words[0], w))
                        .findFirst()
                : Optional.empty();
    }

    /// What holds for calls to a peer.
    static TrunkTerms terms(Section s) {
        return new TrunkTerms(
                s.optional(
                        "most-calls",
                        "any number",
                        "a whole number from 1 to 100000",
                        "Calls with it at a time, both ways; when it is full the next peer is"
                                + " tried. Emergency numbers pass.",
                        text -> limit(text, 100_000)),
                s.optional(
                        "calls-per-second",
                        "any number",
                        "a whole number from 1 to 1000",
                        "Calls sent to it within a second. Emergency numbers pass.",
                        text -> limit(text, 1_000)),
                s.list(
                        "blocked",
                        List.of(),
                        "none",
                        ConditionReader.PATTERN,
                        "Numbers, as rules have made them, that are never sent to it.",
                        NumberPattern::parse),
                RateReader.read(s));
    }

    private static Optional<Integer> limit(String text, int most) {
        return Values.integer(text).stream().filter(n -> n >= 1 && n <= most).boxed().findFirst();
    }
}
