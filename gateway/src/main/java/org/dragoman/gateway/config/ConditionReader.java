package org.dragoman.gateway.config;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.dragoman.core.call.Extras;
import org.dragoman.core.call.TelephoneNumber;
import org.dragoman.core.route.AddressRange;
import org.dragoman.core.route.Condition;
import org.dragoman.core.route.Condition.Carries.What;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.core.route.NumberRole;
import org.dragoman.core.route.TimeWindow;
import org.dragoman.core.route.TrunkGroup;

/// Reads the keys of a rule that say which calls it takes.
final class ConditionReader {
    static final String PATTERN =
            "a number, the beginning of one as 810*, an expression as /8(\\d{10})/, or * for any";
    private static final List<String> PROTOCOLS = List.of("h323", "sip", "webrtc", "rtmp");

    private final List<String> codecs;
    private final Map<String, TrunkGroup> groups;
    private final List<String> elements;

    /// - {@code codecs}: names of all there are, in lower case; {@code elements}: of information
    ///   elements.
    ConditionReader(List<String> codecs, Map<String, TrunkGroup> groups, List<String> elements) {
        this.elements = List.copyOf(elements);
        this.codecs = List.copyOf(codecs);
        this.groups = Map.copyOf(groups);
    }

    List<Condition> read(Section s, List<String> callers) {
        var all = new ArrayList<Condition>();
        var from =
                s.list(
                        "from",
                        List.<String>of(),
                        "any peer",
                        s.isDocumenting()
                                ? "the name of a peer or group, or " + String.join(", ", callers)
                                : Section.oneOf(callers),
                        "The peers, or groups of them, whose calls it takes.",
                        text -> Optional.of(text).filter(callers::contains));
        if (!from.isEmpty()) {
            all.add(
                    new Condition.From(
                            new TreeSet<>(from.stream().flatMap(this::trunks).toList())));
        }
        account(s).ifPresent(all::add);
        source(s).ifPresent(all::add);
        number(s, NumberRole.CALLED, "number", "The dialled numbers it takes.", all);
        number(s, NumberRole.CALLING, "caller", "The callers' numbers it takes.", all);
        number(
                s,
                NumberRole.REDIRECTING,
                "redirected-by",
                "The numbers of those who sent the call on last that it takes.",
                all);
        during(s).ifPresent(all::add);
        words(s, "codec", codecs, "Codecs of which its caller offers one at least.")
                .map(Condition.Offers::new)
                .ifPresent(all::add);
        words(s, "protocol", PROTOCOLS, "What its caller speaks.")
                .map(Condition.Speaks::new)
                .ifPresent(all::add);
        all.addAll(carried(s, What.HEADER, "a name as in `headers`, without a *"));
        all.addAll(carried(s, What.ELEMENT, Section.oneOf(elements)));
        return all;
    }

    private List<Condition> carried(Section s, What what, String names) {
        boolean header = what == What.HEADER;
        return s.list(
                header ? "header" : "element",
                List.<Condition>of(),
                "any",
                names
                        + ", then nothing for any value, or a text, the beginning of one as gold*, or"
                        + " an expression as /gold|silver/",
                header
                        ? "What header fields of a SIP caller must say; all of them."
                        : "What information elements of an H.323 caller's Setup must say, in"
                                + " hexadecimal but for texts; all of them.",
                text -> carried(what, text));
    }

    private Optional<Condition> carried(What what, String text) {
        var words = text.strip().split(" +", 2);
        boolean known =
                what == What.HEADER
                        ? Extras.mayBeNamed(words[0]) && !words[0].endsWith("*")
                        : elements.contains(words[0]);
        return NumberPattern.parse(words.length < 2 ? "*" : words[1])
                .filter(_ -> known)
                .map(value -> new Condition.Carries(what, words[0], value));
    }

    private Stream<String> trunks(String name) {
        return groups.containsKey(name)
                ? groups.get(name).members().stream().map(TrunkGroup.Member::trunk)
                : Stream.of(name);
    }

    private static Optional<Condition> account(Section s) {
        var accounts =
                s.list(
                        "account",
                        List.<NumberPattern>of(),
                        "any, and calls of peers",
                        PATTERN,
                        "The accounts whose calls it takes.",
                        NumberPattern::parse);
        return accounts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Condition.OfAccount(accounts));
    }

    private static Optional<Condition> source(Section s) {
        var networks =
                s.list(
                        "source",
                        List.<AddressRange>of(),
                        "any",
                        "an IP address or a network such as 192.0.2.0/24",
                        "Where the signalling of the calls comes from that it takes; known for SIP"
                                + " and H.323.",
                        ConditionReader::network);
        return networks.isEmpty() ? Optional.empty() : Optional.of(new Condition.Source(networks));
    }

    private static Optional<AddressRange> network(String text) {
        try {
            return Optional.of(AddressRange.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the caller tells what is allowed
        }
    }

    private static void number(
            Section s, NumberRole role, String key, String meaning, List<Condition> all) {
        var pattern =
                s.optional(key, "*", PATTERN, meaning, NumberPattern::parse)
                        .filter(p -> !(p instanceof NumberPattern.Any));
        pattern.ifPresent(p -> all.add(new Condition.Number(role, p)));
        var types =
                constants(s, key + "-type", TelephoneNumber.Type.values(), "Of which type it is.");
        if (!types.isEmpty()) {
            all.add(new Condition.OfType(role, types));
        }
        var plans =
                constants(
                        s,
                        key + "-plan",
                        TelephoneNumber.Plan.values(),
                        "Of which numbering plan it is.");
        if (!plans.isEmpty()) {
            all.add(new Condition.OfPlan(role, plans));
        }
    }

    private static <E extends Enum<E>> Set<E> constants(
            Section s, String key, E[] values, String meaning) {
        return Set.copyOf(
                new TreeSet<>(
                        s.list(
                                key,
                                List.<E>of(),
                                "any",
                                Section.oneOf(Stream.of(values).map(Values::written).toList()),
                                meaning,
                                text -> Values.constant(text, List.of(values)))));
    }

    private static Optional<Set<String>> words(
            Section s, String key, List<String> allowed, String meaning) {
        var words =
                s.list(
                        key,
                        List.<String>of(),
                        "any",
                        Section.oneOf(allowed),
                        meaning,
                        text -> Optional.of(text).filter(allowed::contains));
        return words.isEmpty() ? Optional.empty() : Optional.of(new TreeSet<>(words));
    }

    private static Optional<Condition> during(Section s) {
        var zone =
                s.value(
                        "time-zone",
                        ZoneId.of("UTC"),
                        ZoneId::getId,
                        "a time zone such as Europe/Moscow",
                        "Whose clocks `during` goes by.",
                        ConditionReader::zone);
        var windows =
                s.list(
                        "during",
                        List.<TimeWindow>of(),
                        "always",
                        "days of the week, dates and times: mon-fri 09:00-18:00, sat,sun,"
                                + " 2026-12-31..2027-01-08 22:00-06:00",
                        "When it takes calls; one of several windows is enough.",
                        text -> TimeWindow.parse(text, zone));
        return windows.isEmpty() ? Optional.empty() : Optional.of(new Condition.During(windows));
    }

    private static Optional<ZoneId> zone(String text) {
        try {
            return Optional.of(ZoneId.of(text));
        } catch (DateTimeException e) {
            return Optional.empty(); // the caller tells what is allowed
        }
    }
}
