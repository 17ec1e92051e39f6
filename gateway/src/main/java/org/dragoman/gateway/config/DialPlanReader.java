package org.dragoman.gateway.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dragoman.core.route.DialPlan;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.core.route.Rule;
import org.dragoman.core.route.RuleCheck;
import org.dragoman.core.route.TrunkGroup;
import org.dragoman.core.route.TrunkTerms;
import org.dragoman.rules.ElementTable;
import org.dragoman.rules.Mappings;

/// Reads the dial plan: groups, emergency numbers, and rules in order.
final class DialPlanReader {
    private final List<String> peers;
    private final List<String> alsoCall;
    private final List<String> alsoCalled;
    private final Map<String, TrunkTerms> terms;
    private final List<String> services;
    private final List<String> codecs;
    private final ElementTable elements;

    /// - {@code peers}: names of all peers in the file, those with mistakes too.
    /// - {@code services}: names of those who may be asked.
    /// - {@code alsoCalled}: names of those who call and are called beside peers; {@code alsoCall}
    ///   of those who call alone.
    DialPlanReader(
            List<String> peers,
            List<String> alsoCalled,
            List<String> alsoCall,
            Map<String, TrunkTerms> terms,
            List<String> services,
            Mappings mappings) {
        this.elements = mappings.elements();
        this.peers = List.copyOf(peers);
        this.alsoCalled = List.copyOf(alsoCalled);
        this.alsoCall = List.copyOf(alsoCall);
        this.terms = Map.copyOf(terms);
        this.services = List.copyOf(services);
        this.codecs =
                mappings.codecs().entries().stream()
                        .map(e -> e.codec().name().toLowerCase(Locale.ROOT))
                        .distinct()
                        .toList();
    }

    DialPlan read(Section top) {
        var groups = GroupReader.read(top, peers);
        var emergency =
                top.list(
                        "emergency",
                        List.<NumberPattern>of(),
                        "none",
                        ConditionReader.PATTERN,
                        "Numbers as dialled whose calls pass every limit: of calls at a time and a"
                                + " second, of blocked numbers, of what accounts may call. The dial"
                                + " plan says where to, as for others.",
                        NumberPattern::parse);
        var sections =
                top.ordered(
                        "dial-plan",
                        "Where calls go. Rules come in order: each that takes a call changes it,"
                                + " and the first that says `to`, `refuse` or (with a row for it)"
                                + " `table` decides. Without a plan, and with two peers, each calls"
                                + " the other.");
        var plan =
                new DialPlan(
                        rules(sections, groups),
                        emergency,
                        groups,
                        terms,
                        Stream.concat(peers.stream(), alsoCalled.stream())
                                .collect(Collectors.toSet()));
        if (top.has("dial-plan") && !top.isDocumenting()) {
            check(top, plan, sections);
        }
        return plan;
    }

    private List<Rule> rules(List<Section> sections, Map<String, TrunkGroup> groups) {
        var targets =
                Stream.of(peers, List.copyOf(groups.keySet()), alsoCalled)
                        .flatMap(List::stream)
                        .toList();
        var callers = Stream.concat(targets.stream(), alsoCall.stream()).toList();
        var reader =
                new RuleReader(
                        new RuleReader.Names(callers, targets, services),
                        new ConditionReader(codecs, groups, elements.names()),
                        new ChangeReader(elements),
                        new RouteTableReader());
        var rules = new ArrayList<Rule>();
        for (int i = 0; i < sections.size(); i++) {
            try (var section = sections.get(i)) {
                reader.read(section, "rule " + (i + 1)).ifPresent(rules::add);
            }
        }
        return rules;
    }

    private void check(Section top, DialPlan plan, List<Section> sections) {
        var byPlace = new HashMap<Integer, Section>();
        sections.forEach(s -> byPlace.put(s.place().line(), s));
        for (var finding : RuleCheck.of(plan, peers)) {
            var at =
                    finding.rule()
                            .flatMap(Rule::place)
                            .flatMap(p -> Optional.ofNullable(byPlace.get(p.line())))
                            .orElse(top);
            var key = at == top ? "dial-plan" : "";
            if (finding.isMistake()) {
                at.problem(key, finding.text());
            } else {
                at.advise(key, finding.text());
            }
        }
    }
}
