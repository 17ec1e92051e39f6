package org.dragoman.core.route;

import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.TelephoneNumber;
import org.dragoman.core.expression.Expression;

/// How a number is changed on its way: first the substitution, then digits taken off the front,
/// then digits put there, then what the national plan makes of it, then type and plan.
///
/// - {@code strip}: digits taken off the front; all of them where the number is shorter.
/// - {@code region}: the country in which the number is dialled; it becomes international.
/// - {@code type}, {@code plan}: of the number from here on.
public record Rewrite(
        Optional<Substitution> substitution,
        int strip,
        String prefix,
        Optional<String> region,
        Optional<TelephoneNumber.Type> type,
        Optional<TelephoneNumber.Plan> plan) {

    /// Replaces the first match; {@code replacement} may name groups as {@code $1}.
    public record Substitution(Expression expression, String replacement) {}

    /// Leaves the number as it is.
    public static final Rewrite NONE =
            new Rewrite(
                    Optional.empty(), 0, "", Optional.empty(), Optional.empty(), Optional.empty());

    public Rewrite {
        if (strip < 0) {
            throw new IllegalArgumentException("digits to strip count from 0: " + strip);
        }
        if (!TelephoneNumber.areDigits(prefix)) {
            throw new IllegalArgumentException("a prefix is digits: " + prefix);
        }
    }

    public static Rewrite strip(int digits) {
        return NONE.withFront(digits, "");
    }

    public static Rewrite prefix(String digits) {
        return NONE.withFront(0, digits);
    }

    public static Rewrite substitute(String regex, String replacement) {
        var substitution = new Substitution(Expression.of(regex), replacement);
        return new Rewrite(
                Optional.of(substitution),
                0,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public static Rewrite national(String region) {
        return new Rewrite(
                Optional.empty(), 0, "", Optional.of(region), Optional.empty(), Optional.empty());
    }

    public Rewrite withFront(int stripped, String put) {
        return new Rewrite(substitution, stripped, put, region, type, plan);
    }

    public Rewrite withType(TelephoneNumber.Type other) {
        return new Rewrite(substitution, strip, prefix, region, Optional.of(other), plan);
    }

    boolean isNone() {
        return equals(NONE);
    }

    /// Whether it leaves the digits as they are.
    boolean keepsDigits() {
        return substitution.isEmpty() && strip == 0 && prefix.isEmpty() && region.isEmpty();
    }

    /// The party with its number changed; nothing when what comes out is no number.
    Optional<Party> apply(Party party, NationalPlans plans) {
        if (isNone()) {
            return Optional.of(party);
        }
        var digits = digits(Dialled.of(party));
        if (!TelephoneNumber.areDigits(digits)) {
            return Optional.empty();
        }
        var number = party.number().orElse(TelephoneNumber.of("")).withDigits(digits);
        var placed = region.flatMap(r -> plans.international(number, r)).orElse(number);
        var typed =
                new TelephoneNumber(
                        placed.digits(), type.orElse(placed.type()), plan.orElse(placed.plan()));
        // the old URI and aliases would name the old number
        return Optional.of(
                new Party(
                        Optional.of(typed),
                        party.displayName(),
                        Optional.empty(),
                        List.of(),
                        party.presentation(),
                        party.screening()));
    }

    private String digits(String dialled) {
        var replaced =
                substitution
                        .map(s -> s.expression().replaceFirst(dialled, s.replacement()))
                        .orElse(dialled);
        return prefix + replaced.substring(Math.min(strip, replaced.length()));
    }
}
