package org.dragoman.core.route;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dragoman.core.call.Elements;
import org.dragoman.core.call.Extras;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.TelephoneNumber;
import org.dragoman.core.route.NumberPattern.Match;

/// What a rule wants of a call. All conditions of a rule must hold.
public sealed interface Condition {
    /// How a call stands to it; {@link Match#WITH_MORE_DIGITS} only for the called number.
    Match match(RouteQuery query);

    /// What is wanted, for people: {@code number 810*}.
    String wanted();

    /// What the call has of it, for people: {@code 81044…}.
    String found(RouteQuery query);

    private static Match yes(boolean met) {
        return met ? Match.YES : Match.NO;
    }

    private static String words(Set<?> words) {
        return new TreeSet<>(words)
                .stream()
                        .map(w -> w.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .collect(Collectors.joining(", "));
    }

    /// It came in by one of these trunks.
    record From(Set<String> trunks) implements Condition {
        public From {
            trunks = Set.copyOf(trunks);
        }

        @Override
        public Match match(RouteQuery query) {
            return yes(trunks.contains(query.ingress()));
        }

        @Override
        public String wanted() {
            return "from " + String.join(", ", new TreeSet<>(trunks));
        }

        @Override
        public String found(RouteQuery query) {
            return query.ingress();
        }
    }

    /// An account with such a number calls.
    record OfAccount(List<NumberPattern> numbers) implements Condition {
        public OfAccount {
            numbers = List.copyOf(numbers);
        }

        @Override
        public Match match(RouteQuery query) {
            return yes(
                    query.account()
                            .filter(a -> numbers.stream().anyMatch(n -> n.match(a) == Match.YES))
                            .isPresent());
        }

        @Override
        public String wanted() {
            return "account "
                    + numbers.stream()
                            .map(NumberPattern::written)
                            .collect(Collectors.joining(", "));
        }

        @Override
        public String found(RouteQuery query) {
            return query.account().orElse("none");
        }
    }

    /// Its signalling comes from one of these networks.
    record Source(List<AddressRange> networks) implements Condition {
        public Source {
            networks = List.copyOf(networks);
        }

        @Override
        public Match match(RouteQuery query) {
            return yes(
                    query.source()
                            .filter(a -> networks.stream().anyMatch(n -> n.contains(a)))
                            .isPresent());
        }

        @Override
        public String wanted() {
            return "source "
                    + networks.stream()
                            .map(AddressRange::written)
                            .collect(Collectors.joining(", "));
        }

        @Override
        public String found(RouteQuery query) {
            return query.source().map(a -> a.getHostAddress()).orElse("unknown");
        }
    }

    /// One of its numbers is like this. What nobody gave is the empty number.
    record Number(NumberRole role, NumberPattern pattern) implements Condition {
        @Override
        public Match match(RouteQuery query) {
            var match = pattern.match(text(query));
            return role == NumberRole.CALLED || match == Match.YES ? match : Match.NO;
        }

        private String text(RouteQuery query) {
            return role.in(query.request()).map(Dialled::of).orElse("");
        }

        @Override
        public String wanted() {
            return role.word() + " " + pattern.written();
        }

        @Override
        public String found(RouteQuery query) {
            var text = text(query);
            return text.isEmpty() ? "none" : text;
        }
    }

    /// One of its numbers is of these types.
    record OfType(NumberRole role, Set<TelephoneNumber.Type> types) implements Condition {
        public OfType {
            types = Set.copyOf(types);
        }

        @Override
        public Match match(RouteQuery query) {
            return yes(number(role, query).filter(n -> types.contains(n.type())).isPresent());
        }

        @Override
        public String wanted() {
            return role.word() + " of type " + words(types);
        }

        @Override
        public String found(RouteQuery query) {
            return number(role, query).map(n -> words(Set.of(n.type()))).orElse("no number");
        }
    }

    /// One of its numbers is of these numbering plans.
    record OfPlan(NumberRole role, Set<TelephoneNumber.Plan> plans) implements Condition {
        public OfPlan {
            plans = Set.copyOf(plans);
        }

        @Override
        public Match match(RouteQuery query) {
            return yes(number(role, query).filter(n -> plans.contains(n.plan())).isPresent());
        }

        @Override
        public String wanted() {
            return role.word() + " of plan " + words(plans);
        }

        @Override
        public String found(RouteQuery query) {
            return number(role, query).map(n -> words(Set.of(n.plan()))).orElse("no number");
        }
    }

    private static Optional<TelephoneNumber> number(NumberRole role, RouteQuery query) {
        return role.in(query.request()).flatMap(Party::number);
    }

    /// It comes at one of these times.
    record During(List<TimeWindow> windows) implements Condition {
        public During {
            windows = List.copyOf(windows);
        }

        @Override
        public Match match(RouteQuery query) {
            return yes(windows.stream().anyMatch(w -> w.holds(query.at())));
        }

        @Override
        public String wanted() {
            return "during "
                    + windows.stream().map(TimeWindow::written).collect(Collectors.joining(" or "));
        }

        @Override
        public String found(RouteQuery query) {
            return windows.getFirst().local(query.at());
        }
    }

    /// Its caller offers one of these codecs.
    record Offers(Set<String> codecs) implements Condition {
        public Offers {
            codecs = Set.copyOf(codecs);
        }

        @Override
        public Match match(RouteQuery query) {
            return yes(offered(query).stream().anyMatch(codecs::contains));
        }

        private static Set<String> offered(RouteQuery query) {
            return query.request().media().stream()
                    .flatMap(m -> m.codecs().stream())
                    .map(c -> c.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public String wanted() {
            return "codec " + words(codecs);
        }

        @Override
        public String found(RouteQuery query) {
            var offered = offered(query);
            return offered.isEmpty() ? "no offer" : words(offered);
        }
    }

    /// Its caller speaks one of these protocols.
    record Speaks(Set<String> protocols) implements Condition {
        public Speaks {
            protocols = Set.copyOf(protocols);
        }

        @Override
        public Match match(RouteQuery query) {
            return yes(protocols.contains(query.protocol()));
        }

        @Override
        public String wanted() {
            return "protocol " + words(protocols);
        }

        @Override
        public String found(RouteQuery query) {
            return query.protocol().isEmpty() ? "unknown" : query.protocol();
        }
    }

    /// It carries this beside what calls are made of: a header field of SIP, or an information
    /// element of H.323. Of several of one name one is enough.
    record Carries(What what, String name, NumberPattern value) implements Condition {
        /// Where it stands.
        public enum What {
            HEADER,
            ELEMENT
        }

        @Override
        public Match match(RouteQuery query) {
            return yes(values(query).stream().anyMatch(v -> value.match(v) == Match.YES));
        }

        private List<String> values(RouteQuery query) {
            var extras = query.request().extras();
            return switch (what) {
                case HEADER ->
                        extras.received().stream()
                                .filter(f -> f.name().equalsIgnoreCase(name))
                                .map(Extras.Field::value)
                                .toList();
                case ELEMENT ->
                        extras.elements().received().stream()
                                .filter(e -> e.name().equals(name))
                                .map(Elements.Element::value)
                                .toList();
            };
        }

        boolean isSame(Carries other) {
            return what == other.what && name.equalsIgnoreCase(other.name);
        }

        @Override
        public String wanted() {
            return what.name().toLowerCase(Locale.ROOT) + " " + name + " " + value.written();
        }

        @Override
        public String found(RouteQuery query) {
            var values = values(query);
            return values.isEmpty() ? "none" : String.join(", ", values);
        }
    }
}
