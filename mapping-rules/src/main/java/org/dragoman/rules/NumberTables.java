package org.dragoman.rules;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.dragoman.core.call.Party.Presentation;
import org.dragoman.core.call.Party.Screening;
import org.dragoman.core.call.TelephoneNumber.Plan;
import org.dragoman.core.call.TelephoneNumber.Type;

/// Type of number, numbering plan, presentation and screening as Q.931, H.225.0 and SIP have them.
public final class NumberTables {
    /// - {@code h225Public}, {@code h225Private}: names in PublicTypeOfNumber and
    ///   PrivateTypeOfNumber (H.225.0 §7.6).
    /// - {@code sipPrefix}: what stands before the digits in a URI.
    record TypeEntry(int q931, String h225Public, String h225Private, String sipPrefix, Row row) {}

    record PresentationEntry(int q931, String sipPrivacy, Row row) {}

    record ScreeningEntry(int q931, String sipHeader, Row row) {}

    private final Map<Type, TypeEntry> types;
    private final Map<Plan, Mapped<Integer>> plans;
    private final Map<Presentation, PresentationEntry> presentations;
    private final Map<Screening, ScreeningEntry> screenings;

    NumberTables(
            Map<Type, TypeEntry> types,
            Map<Plan, Mapped<Integer>> plans,
            Map<Presentation, PresentationEntry> presentations,
            Map<Screening, ScreeningEntry> screenings) {
        this.types = types;
        this.plans = plans;
        this.presentations = presentations;
        this.screenings = screenings;
    }

    /// Q.931 type of number, 0–7 (Q.931 §4.5.8 octet 3).
    public int q931(Type type) {
        return of(types, type).q931();
    }

    /// The type of a Q.931 code; unknown where the code is reserved.
    public Type type(int q931) {
        return key(types, t -> t.q931() == q931).orElse(Type.UNKNOWN);
    }

    public String h225Public(Type type) {
        return of(types, type).h225Public();
    }

    public Type typeOfH225Public(String name) {
        return key(types, t -> t.h225Public().equals(name)).orElse(Type.UNKNOWN);
    }

    public String h225Private(Type type) {
        return of(types, type).h225Private();
    }

    public Type typeOfH225Private(String name) {
        return key(types, t -> t.h225Private().equals(name)).orElse(Type.UNKNOWN);
    }

    /// What stands before the digits in a SIP or tel URI: + or nothing.
    public String sipPrefix(Type type) {
        return of(types, type).sipPrefix();
    }

    public int q931(Plan plan) {
        return of(plans, plan).value();
    }

    public Plan plan(int q931) {
        return key(plans, p -> p.value() == q931).orElse(Plan.UNKNOWN);
    }

    public int q931(Presentation presentation) {
        return of(presentations, presentation).q931();
    }

    /// A reserved code counts as restricted: better to hide too much.
    public Presentation presentation(int q931) {
        return key(presentations, p -> p.q931() == q931).orElse(Presentation.RESTRICTED);
    }

    /// The priv-value of a Privacy header (RFC 3323 §4.2), or empty for no header.
    public String sipPrivacy(Presentation presentation) {
        return of(presentations, presentation).sipPrivacy();
    }

    public int q931(Screening screening) {
        return of(screenings, screening).q931();
    }

    public Screening screening(int q931) {
        return key(screenings, s -> s.q931() == q931).orElse(Screening.USER_PROVIDED_NOT_SCREENED);
    }

    /// Whether a SIP trunk that trusts us is told this number in P-Asserted-Identity.
    public boolean isAsserted(Screening screening) {
        return of(screenings, screening).sipHeader().equals("P-Asserted-Identity");
    }

    // --- as they are written, for people

    public List<Row> typeRows() {
        return rows(types.values(), TypeEntry::row);
    }

    public List<Row> planRows() {
        return rows(plans.values(), Mapped::row);
    }

    public List<Row> presentationRows() {
        return rows(presentations.values(), PresentationEntry::row);
    }

    public List<Row> screeningRows() {
        return rows(screenings.values(), ScreeningEntry::row);
    }

    private static <V> List<Row> rows(Collection<V> entries, Function<V, Row> row) {
        return entries.stream().map(row).sorted(Comparator.comparingInt(Row::line)).toList();
    }

    /// The loader has made sure that every word has a row.
    private static <K, V> V of(Map<K, V> table, K key) {
        return Optional.ofNullable(table.get(key)).orElseThrow();
    }

    private static <K, V> Optional<K> key(Map<K, V> table, Predicate<V> wanted) {
        return table.entrySet().stream()
                .filter(e -> wanted.test(e.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
