package org.dragoman.gateway.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.TelephoneNumber;
import org.dragoman.core.route.DialPlan;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.core.route.Rewrite;
import org.dragoman.core.route.Rule;

/// Reads the dial plan: rules in order, the first that takes a call decides.
final class DialPlanReader {
    private static final String PATTERN =
            "a number, the beginning of one as 810*, an expression as /8(\\d{10})/, or * for any";
    private static final int STRIPPED = 32; // digits; no number is longer

    private final List<String> trunks;
    private final List<String> callers;

    /// - {@code trunks}: names of all peers in the file, those with mistakes too.
    /// - {@code alsoCall}: names of those who call and are never called.
    DialPlanReader(List<String> trunks, String... alsoCall) {
        this.trunks = List.copyOf(trunks);
        this.callers = Stream.concat(trunks.stream(), Stream.of(alsoCall)).toList();
    }

    DialPlan read(List<Section> sections) {
        var rules = new ArrayList<Rule>();
        for (var section : sections) {
            try (section) {
                rule(section, "rule " + (rules.size() + 1)).ifPresent(rules::add);
            }
        }
        return new DialPlan(rules);
    }

    private Optional<Rule> rule(Section s, String otherwise) {
        var name = s.text("name", otherwise, "a name", "What decisions and logs call the rule.");
        var ingress =
                s.list(
                        "from",
                        List.<String>of(),
                        "any peer",
                        Section.oneOf(callers),
                        "The peers whose calls it takes.",
                        text -> Optional.of(text).filter(callers::contains));
        var called = pattern(s, "number", "The dialled numbers it takes.");
        var calling = pattern(s, "caller", "The callers' numbers it takes.");
        var rewriteCalled =
                rewrite(
                        s.section(
                                "rewrite",
                                "How the dialled number is changed: replace, then strip, then prefix."));
        var rewriteCalling =
                rewrite(s.section("rewrite-caller", "How the caller's number is changed."));
        var targets =
                s.list(
                        "to",
                        List.<Rule.Target>of(),
                        "nowhere",
                        allowedTrunks()
                                + ", and where its number differs: strip COUNT, prefix DIGITS",
                        "The peers the call is sent to, tried in order.",
                        this::target);
        var failover =
                s.list(
                        "failover-on",
                        List.copyOf(new TreeSet<>(Rule.FAILOVER)),
                        new TreeSet<>(Rule.FAILOVER)
                                .stream().map(String::valueOf).collect(Collectors.joining(", ")),
                        "a Q.850 cause from 1 to 127",
                        "The causes on which the next peer is tried.",
                        DialPlanReader::cause);
        var refusal =
                s.optional(
                        "refuse",
                        "the call is sent on",
                        "a Q.850 cause from 1 to 127",
                        "The cause such calls are refused with, instead of being sent anywhere.",
                        DialPlanReader::cause);
        if (s.isDocumenting()) {
            return Optional.empty();
        }
        if (targets.isEmpty() == refusal.isEmpty()) {
            if (!s.has("to") || refusal.isPresent()) {
                s.problem("to", "a rule has either \"to\" or \"refuse\"");
            }
            return Optional.empty();
        }
        return Optional.of(
                new Rule(
                        name,
                        new LinkedHashSet<>(ingress),
                        called,
                        calling,
                        rewriteCalled,
                        rewriteCalling,
                        targets,
                        Set.copyOf(failover),
                        refusal.map(Cause::gateway)));
    }

    private static NumberPattern pattern(Section s, String key, String meaning) {
        return s.value(key, NumberPattern.any(), _ -> "*", PATTERN, meaning, NumberPattern::parse);
    }

    private static Optional<Pattern> compiled(String regex) {
        try {
            return Optional.of(Pattern.compile(regex));
        } catch (PatternSyntaxException e) {
            return Optional.empty(); // the caller tells what is allowed
        }
    }

    private static Rewrite rewrite(Section s) {
        try (s) {
            return new Rewrite(
                    s.optional(
                            "replace",
                            "nothing is replaced",
                            "/EXPRESSION/REPLACEMENT/, groups as $1",
                            "Replaces the first match in the number.",
                            DialPlanReader::substitution),
                    s.integer("strip", 0, 0, STRIPPED, "Digits taken off the front."),
                    s.value(
                            "prefix",
                            "",
                            p -> p.isEmpty() ? "none" : p,
                            "digits",
                            "Digits put in front.",
                            t -> Optional.of(t).filter(TelephoneNumber::areDigits)),
                    s.optional(
                            "type",
                            "as it came",
                            Section.oneOf(
                                    List.of(TelephoneNumber.Type.values()).stream()
                                            .map(Values::written)
                                            .toList()),
                            "The type of number from here on.",
                            DialPlanReader::type));
        }
    }

    private static Optional<TelephoneNumber.Type> type(String text) {
        return List.of(TelephoneNumber.Type.values()).stream()
                .filter(t -> Values.written(t).equals(text))
                .findFirst();
    }

    private static Optional<Rewrite.Substitution> substitution(String text) {
        var parts = text.split("/", -1);
        if (parts.length != 4 || !parts[0].isEmpty() || !parts[3].isEmpty()) {
            return Optional.empty();
        }
        return compiled(parts[1])
                .filter(pattern -> namesGroups(pattern, parts[2]))
                .map(pattern -> new Rewrite.Substitution(pattern, parts[2]));
    }

    /// A replacement that names a group the expression does not have would fail in a call.
    private static boolean namesGroups(Pattern pattern, String replacement) {
        int groups = pattern.matcher("").groupCount();
        var names = Pattern.compile("\\$(\\d)").matcher(replacement);
        boolean right = !replacement.replaceAll("\\$\\d", "").matches(".*[$\\\\].*");
        while (names.find()) {
            right &= Integer.parseInt(names.group(1)) <= groups;
        }
        return right;
    }

    private Optional<String> trunk(String text) {
        return Optional.of(text).filter(trunks::contains);
    }

    private Optional<Rule.Target> target(String text) {
        var words = text.split(" +");
        int strip = 0;
        var prefix = "";
        for (int i = 1; i < words.length; i += 2) {
            var value = i + 1 < words.length ? words[i + 1] : "";
            if (words[i].equals("strip") && value.matches("\\d{1,2}")) {
                strip = Integer.parseInt(value);
            } else if (words[i].equals("prefix")
                    && !value.isEmpty()
                    && TelephoneNumber.areDigits(value)) {
                prefix = value;
            } else {
                return Optional.empty();
            }
        }
        var rewrite = new Rewrite(Optional.empty(), strip, prefix, Optional.empty());
        return trunk(words[0]).map(t -> new Rule.Target(t, rewrite));
    }

    private static Optional<Integer> cause(String text) {
        return Values.integer(text).stream().filter(c -> c >= 1 && c <= 127).boxed().findFirst();
    }

    private String allowedTrunks() {
        return trunks.isEmpty() ? "the name of a peer" : Section.oneOf(trunks);
    }
}
