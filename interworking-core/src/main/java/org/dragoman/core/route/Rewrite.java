package org.dragoman.core.route;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.TelephoneNumber;

/// How a number is changed on its way: first the substitution, then digits taken off the front,
/// then digits put there.
///
/// - {@code strip}: digits taken off the front; all of them where the number is shorter.
/// - {@code type}: the type of number from here on.
public record Rewrite(
        Optional<Substitution> substitution,
        int strip,
        String prefix,
        Optional<TelephoneNumber.Type> type) {

    /// Replaces the first match; {@code replacement} may name groups as {@code $1}.
    public record Substitution(Pattern pattern, String replacement) {}

    /// Leaves the number as it is.
    public static final Rewrite NONE = new Rewrite(Optional.empty(), 0, "", Optional.empty());

    public Rewrite {
        if (strip < 0) {
            throw new IllegalArgumentException("digits to strip count from 0: " + strip);
        }
        if (!TelephoneNumber.areDigits(prefix)) {
            throw new IllegalArgumentException("a prefix is digits: " + prefix);
        }
    }

    public static Rewrite strip(int digits) {
        return new Rewrite(Optional.empty(), digits, "", Optional.empty());
    }

    public static Rewrite prefix(String digits) {
        return new Rewrite(Optional.empty(), 0, digits, Optional.empty());
    }

    public static Rewrite substitute(String regex, String replacement) {
        return new Rewrite(
                Optional.of(new Substitution(Pattern.compile(regex), replacement)),
                0,
                "",
                Optional.empty());
    }

    public Rewrite withType(TelephoneNumber.Type other) {
        return new Rewrite(substitution, strip, prefix, Optional.of(other));
    }

    /// The party with its number changed; nothing when what comes out is no number.
    Optional<Party> apply(Party party) {
        if (equals(NONE)) {
            return Optional.of(party);
        }
        var digits = digits(Dialled.of(party));
        if (!TelephoneNumber.areDigits(digits)) {
            return Optional.empty();
        }
        var number = party.number().orElse(TelephoneNumber.of("")).withDigits(digits);
        var typed = new TelephoneNumber(digits, type.orElse(number.type()), number.plan());
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
                        .map(s -> s.pattern().matcher(dialled).replaceFirst(s.replacement()))
                        .orElse(dialled);
        return prefix + replaced.substring(Math.min(strip, replaced.length()));
    }
}
