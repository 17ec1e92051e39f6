package org.dragoman.core.route;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.TelephoneNumber;

/// Dial plans and calls by lot, for what must hold whatever an operator writes.
public final class GeneratedPlans {
    static final List<String> TRUNKS = List.of("a", "b", "c", "d");
    private static final Instant MONDAY = Instant.parse("2026-11-23T10:00:00Z");

    private final Random random;

    public GeneratedPlans(long seed) {
        random = new Random(seed);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String digits(int most) {
        var text = new StringBuilder();
        for (int left = random.nextInt(most + 1); left > 0; left--) {
            text.append((char) ('1' + random.nextInt(3)));
        }
        return text.toString();
    }

    public DialPlan plan() {
        var rules = new ArrayList<Rule>();
        for (int i = random.nextInt(12); i >= 0; i--) {
            rules.add(rule("r" + i));
        }
        var terms = new LinkedHashMap<String, TrunkTerms>();
        TRUNKS.forEach(t -> terms.put(t, terms()));
        return new DialPlan(
                rules,
                List.of(NumberPattern.exactly("112")),
                Map.of("g", group()),
                terms,
                Set.copyOf(TRUNKS));
    }

    private TrunkGroup group() {
        return new TrunkGroup(
                "g",
                List.of(
                        new TrunkGroup.Member("c", 1 + random.nextInt(3)),
                        new TrunkGroup.Member("a", 2),
                        new TrunkGroup.Member("b", 1)),
                one(List.of(TrunkGroup.Order.values())),
                random.nextBoolean()
                        ? TrunkGroup.Floor.NONE
                        : new TrunkGroup.Floor(50, Optional.of(Duration.ofSeconds(4)), 3));
    }

    private TrunkTerms terms() {
        var rates = new PrefixTable<List<Rate>>();
        for (int i = random.nextInt(4); i > 0; i--) {
            var prefix = digits(3);
            rates.put(
                    prefix,
                    List.of(
                            new Rate(
                                    prefix,
                                    BigDecimal.valueOf(random.nextInt(5)),
                                    "EUR",
                                    Optional.empty(),
                                    Optional.empty(),
                                    new Place("rates.csv", i))));
        }
        return new TrunkTerms(
                random.nextInt(4) == 0 ? Optional.of(1 + random.nextInt(3)) : Optional.empty(),
                Optional.empty(),
                random.nextInt(4) == 0 ? List.of(pattern()) : List.of(),
                Optional.of(new RateTable("rates.csv", rates)));
    }

    private NumberPattern pattern() {
        return switch (random.nextInt(4)) {
            case 0 -> NumberPattern.exactly(digits(4) + "1");
            case 1 -> NumberPattern.expression(digits(2) + "(\\d{1,3})");
            case 2 -> NumberPattern.any();
            default -> NumberPattern.prefix(digits(3));
        };
    }

    private Rule rule(String name) {
        var when = new ArrayList<Condition>();
        if (random.nextInt(3) > 0) {
            when.add(new Condition.Number(NumberRole.CALLED, pattern()));
        }
        if (random.nextInt(3) == 0) {
            when.add(new Condition.From(Set.copyOf(List.of(one(TRUNKS), one(TRUNKS)))));
        }
        if (random.nextInt(4) == 0) {
            when.add(new Condition.Number(NumberRole.CALLING, pattern()));
        }
        if (random.nextInt(6) == 0) {
            var text = one(List.of("mon-fri 09:00-18:00", "sat,sun"));
            when.add(
                    new Condition.During(
                            List.of(TimeWindow.parse(text, ZoneOffset.UTC).orElseThrow())));
        }
        return new Rule(name, Optional.empty(), when, change(), then());
    }

    private Change change() {
        var change = Change.NONE;
        if (random.nextInt(3) == 0) {
            change = change.withCalled(Rewrite.NONE.withFront(random.nextInt(2), digits(2)));
        }
        if (random.nextInt(5) == 0) {
            change =
                    change.withCalled(
                            Rewrite.substitute("^1(\\d*)$", "2$1")
                                    .withType(TelephoneNumber.Type.NATIONAL));
        }
        if (random.nextInt(5) == 0) {
            change = change.withCalling(Rewrite.prefix("3"));
        }
        return change;
    }

    private Then then() {
        return switch (random.nextInt(6)) {
            case 0, 1 -> new Then.GoOn();
            case 2 -> new Then.Refuse(Cause.gateway(21));
            case 3 -> new Then.LookUp(table());
            default -> send();
        };
    }

    private Then send() {
        var targets = new ArrayList<Then.Target>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            var rewrite = random.nextBoolean() ? Rewrite.NONE : Rewrite.prefix("9");
            targets.add(new Then.Target(one(List.of("a", "b", "c", "d", "g")), rewrite));
        }
        return new Then.Send(targets, Set.of(34), Optional.empty());
    }

    private RouteTable table() {
        var rows = new PrefixTable<RouteTable.Row>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            var prefix = digits(3);
            rows.put(
                    prefix,
                    new RouteTable.Row(
                            prefix,
                            i,
                            random.nextInt(4) == 0 ? new Then.Refuse(Cause.gateway(1)) : send()));
        }
        return new RouteTable("routes.csv", rows);
    }

    TrunkStates states() {
        var states = new LinkedHashMap<String, TrunkState>();
        for (var trunk : TRUNKS) {
            var quality =
                    new TrunkQuality(
                            random.nextInt(40),
                            0,
                            Optional.of(Duration.ofMillis(random.nextInt(8_000))),
                            OptionalDouble.of(1 + 3 * random.nextDouble()));
            states.put(trunk, new TrunkState(random.nextInt(3), 0, quality));
        }
        return trunk -> states.getOrDefault(trunk, TrunkState.IDLE);
    }

    public RouteQuery query() {
        var request =
                new CallRequest(
                        Party.ofNumber(digits(4)),
                        Party.ofNumber(random.nextInt(10) == 0 ? "112" : digits(6)),
                        List.of(),
                        random.nextInt(4) > 0,
                        Optional.empty(),
                        random.nextInt(20) == 0 ? 0 : 70);
        return RouteQuery.of(request, one(TRUNKS), MONDAY).withDraw(random.nextDouble());
    }
}
