package org.dragoman.core.route;

import java.util.Optional;
import org.dragoman.core.expression.Expression;

/// Which dialled numbers a rule takes. What is matched is the digits of the number, without a +;
/// for a party without a number its first alias, or the user part of its URI.
public sealed interface NumberPattern {
    /// How a number that may still grow stands to the pattern.
    enum Match {
        YES,
        /// Not yet; further digits could make it match.
        WITH_MORE_DIGITS,
        NO
    }

    Match match(String dialled);

    /// As {@link #parse} reads it.
    String written();

    /// Whether it takes every number that the other takes; false too where that is hard to tell.
    default boolean covers(NumberPattern other) {
        return switch (this) {
            case Any _ -> true;
            case Exactly(var number) -> other instanceof Exactly(var own) && own.equals(number);
            case Prefix(var digits) ->
                    switch (other) {
                        case Any _ -> digits.isEmpty();
                        case Exactly(var own) -> own.startsWith(digits);
                        case Prefix(var own) -> own.startsWith(digits);
                        case Matching(var own) -> Expression.of(beginning(digits)).covers(own);
                    };
            case Matching(var expression) ->
                    switch (other) {
                        case Any _ -> expression.covers(Expression.of(".*"));
                        case Exactly(var own) -> expression.matches(own);
                        case Prefix(var own) -> expression.covers(Expression.of(beginning(own)));
                        case Matching(var own) -> expression.covers(own);
                    };
        };
    }

    private static String beginning(String digits) {
        return digits.replaceAll("([^0-9A-Za-z])", "\\\\$1") + ".*";
    }

    /// Every number.
    record Any() implements NumberPattern {
        @Override
        public Match match(String dialled) {
            return Match.YES;
        }

        @Override
        public String written() {
            return "*";
        }
    }

    /// This number and no other.
    record Exactly(String number) implements NumberPattern {
        @Override
        public Match match(String dialled) {
            if (number.equals(dialled)) {
                return Match.YES;
            }
            return number.startsWith(dialled) ? Match.WITH_MORE_DIGITS : Match.NO;
        }

        @Override
        public String written() {
            return number;
        }
    }

    /// Numbers that begin so.
    record Prefix(String digits) implements NumberPattern {
        @Override
        public Match match(String dialled) {
            if (dialled.startsWith(digits)) {
                return Match.YES;
            }
            return digits.startsWith(dialled) ? Match.WITH_MORE_DIGITS : Match.NO;
        }

        @Override
        public String written() {
            return digits + "*";
        }
    }

    /// Numbers that match the expression from the first digit to the last.
    record Matching(Expression expression) implements NumberPattern {
        @Override
        public Match match(String dialled) {
            if (expression.matches(dialled)) {
                return Match.YES;
            }
            return expression.mayCome(dialled) ? Match.WITH_MORE_DIGITS : Match.NO;
        }

        @Override
        public String written() {
            return "/" + expression.written() + "/";
        }
    }

    /// Reads {@code *} for any number, {@code 810*} for its beginning, {@code /8(\d{10})/} for an
    /// expression, and all else as the number itself; nothing where it is none of these.
    static Optional<NumberPattern> parse(String text) {
        if (text.equals("*")) {
            return Optional.of(any());
        }
        if (text.length() > 2 && text.startsWith("/") && text.endsWith("/")) {
            return Expression.parse(text.substring(1, text.length() - 1)).map(Matching::new);
        }
        if (text.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(
                text.endsWith("*") ? prefix(text.substring(0, text.length() - 1)) : exactly(text));
    }

    static NumberPattern any() {
        return new Any();
    }

    static NumberPattern exactly(String number) {
        return new Exactly(number);
    }

    static NumberPattern prefix(String digits) {
        return new Prefix(digits);
    }

    /// - Errors: {@link IllegalArgumentException} when it is no expression.
    static NumberPattern expression(String regex) {
        return new Matching(Expression.of(regex));
    }
}
