package org.dragoman.core.expression;

import java.util.Optional;
import org.dragoman.core.expression.ExpressionParser.Unreadable;

/// A regular expression: characters, {@code .}, {@code \d \w \s} and their opposites, sets,
/// groups, {@code |}, {@code * + ? {n} {n,} {n,m}}, all as in Perl. It matches a text from end to
/// end.
///
/// - Bounds: 500 characters; matching takes one step a character, replacing at most one for each
///   character and step of the expression, whatever the text.
public final class Expression {
    private static final int LENGTH = 500; // characters

    private final String written;
    private final int groups;
    private final Program program;
    private final Automaton automaton;

    private Expression(String written) throws Unreadable {
        if (written.length() > LENGTH) {
            throw new Unreadable("longer than " + LENGTH + " characters");
        }
        var parsed = ExpressionParser.parse(written);
        this.written = written;
        this.groups = parsed.groups();
        this.program = Program.of(parsed);
        this.automaton = Automaton.of(program);
    }

    /// Nothing where the text is no expression.
    public static Optional<Expression> parse(String text) {
        try {
            return Optional.of(new Expression(text));
        } catch (Unreadable e) {
            return Optional.empty(); // who asks says what is allowed
        }
    }

    /// - Errors: {@link IllegalArgumentException} saying why the text is no expression.
    public static Expression of(String text) {
        try {
            return new Expression(text);
        } catch (Unreadable e) {
            throw new IllegalArgumentException("/" + text + "/: " + e.getMessage(), e);
        }
    }

    public String written() {
        return written;
    }

    /// How many groups a replacement may name.
    public int groups() {
        return groups;
    }

    public boolean matches(String text) {
        int state = automaton.run(text);
        return state != Automaton.DEAD && automaton.accepts().get(state);
    }

    /// Whether more characters behind this text can make it match.
    public boolean mayCome(String text) {
        int state = automaton.run(text);
        return state != Automaton.DEAD && automaton.lives().get(state);
    }

    /// Whether no text at all matches.
    public boolean isEmpty() {
        return automaton.isEmpty();
    }

    /// Whether this matches whatever the other does. False too where that takes too long to know.
    public boolean covers(Expression other) {
        return automaton.covers(other.automaton);
    }

    /// The text with its first match replaced.
    ///
    /// - {@code replacement}: {@code $1} stands for what the first group matched, {@code $0} for
    ///   all.
    public String replaceFirst(String text, String replacement) {
        return program.find(text)
                .map(
                        slots ->
                                text.substring(0, slots[0])
                                        + filled(text, slots, replacement)
                                        + text.substring(slots[1]))
                .orElse(text);
    }

    private String filled(String text, int[] slots, String replacement) {
        var filled = new StringBuilder();
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            if (c == '$' && i + 1 < replacement.length()) {
                int group = replacement.charAt(++i) - '0';
                if (slots[2 * group] >= 0) {
                    filled.append(text, slots[2 * group], slots[2 * group + 1]);
                }
            } else {
                filled.append(c);
            }
        }
        return filled.toString();
    }

    /// Whether a replacement names only groups that there are.
    public boolean mayReplaceBy(String replacement) {
        for (int i = 0; i < replacement.length(); i++) {
            if (replacement.charAt(i) == '\\') {
                return false;
            }
            if (replacement.charAt(i) == '$') {
                i++;
                int group = i < replacement.length() ? replacement.charAt(i) - '0' : -1;
                if (group < 0 || group > Math.min(9, groups)) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Expression e && e.written.equals(written);
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }

    @Override
    public String toString() {
        return written;
    }
}
