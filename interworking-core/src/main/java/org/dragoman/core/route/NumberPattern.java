package org.dragoman.core.route;

import java.util.regex.Pattern;

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

    /// Every number.
    record Any() implements NumberPattern {
        @Override
        public Match match(String dialled) {
            return Match.YES;
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
    }

    /// Numbers that match the expression from the first digit to the last.
    record Expression(Pattern pattern) implements NumberPattern {
        @Override
        public Match match(String dialled) {
            var matcher = pattern.matcher(dialled);
            if (matcher.matches()) {
                return Match.YES;
            }
            return matcher.hitEnd() ? Match.WITH_MORE_DIGITS : Match.NO;
        }
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

    /// - Errors: {@link java.util.regex.PatternSyntaxException} when it is no expression.
    static NumberPattern expression(String regex) {
        return new Expression(Pattern.compile(regex));
    }
}
