package org.dragoman.core.expression;

import java.util.ArrayList;
import java.util.List;

/// Reads an expression. What takes more than a walk along the text is none: references back,
/// looking ahead or behind, and borders in the middle.
final class ExpressionParser {
    private static final int DEPTH = 20; // groups in groups
    private static final int TIMES = 100; // of a counted repetition

    private final String text;
    private int at;
    private int groups;
    private int depth;
    private boolean fromStart;
    private boolean toEnd;

    /// Why a text is no expression.
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String why) {
            super(why);
        }
    }

    private ExpressionParser(String text) {
        this.text = text;
    }

    /// - {@code groups}: how many a replacement may name.
    /// - {@code fromStart}, {@code toEnd}: whether ^ and $ stand at the ends.
    record Parsed(Node node, int groups, boolean fromStart, boolean toEnd) {}

    static Parsed parse(String text) throws Unreadable {
        var parser = new ExpressionParser(text);
        var node = parser.either();
        if (parser.at < text.length()) {
            throw new Unreadable("a ) closes nothing");
        }
        if (node instanceof Node.Either && (parser.fromStart || parser.toEnd)) {
            throw new Unreadable("beside ^ or $ alternatives stand in a group");
        }
        return new Parsed(node, parser.groups, parser.fromStart, parser.toEnd);
    }

    private Node either() throws Unreadable {
        var ways = new ArrayList<Node>();
        ways.add(sequence());
        while (take('|')) {
            ways.add(sequence());
        }
        return ways.size() == 1 ? ways.getFirst() : new Node.Either(ways);
    }

    private Node sequence() throws Unreadable {
        var parts = new ArrayList<Node>();
        while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
            if (text.charAt(at) == '^' || text.charAt(at) == '$') {
                border();
            } else {
                parts.add(repeated(one()));
            }
        }
        return new Node.Sequence(parts);
    }

    // elsewhere they would never match
    private void border() throws Unreadable {
        boolean begins = text.charAt(at) == '^' && at == 0;
        boolean ends = text.charAt(at) == '$' && at == text.length() - 1;
        if (!begins && !ends) {
            throw new Unreadable("^ and $ stand at the ends alone");
        }
        at++;
        fromStart |= begins;
        toEnd |= ends;
    }

    private Node one() throws Unreadable {
        char c = text.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> new Node.Chars(set());
            case '.' -> new Node.Chars(Ranges.ANY);
            case '\\' -> new Node.Chars(escaped());
            case '*', '+', '?', '{' -> throw new Unreadable(c + " repeats nothing");
            default -> new Node.Chars(Ranges.of(c, c));
        };
    }

    private Node group() throws Unreadable {
        if (++depth > DEPTH) {
            throw new Unreadable("more than " + DEPTH + " groups in one another");
        }
        int number = 0;
        if (take('?')) {
            if (!take(':')) {
                throw new Unreadable("of groups with ? only (?:…) is understood");
            }
        } else {
            number = ++groups;
        }
        var inside = either();
        if (!take(')')) {
            throw new Unreadable("a ( is not closed");
        }
        depth--;
        return number == 0 ? inside : new Node.Group(inside, number);
    }

    private Ranges set() throws Unreadable {
        boolean not = take('^');
        var set = new Ranges(List.of());
        boolean first = true;
        while (first || !take(']')) {
            set = set.or(member());
            first = false;
        }
        return not ? set.not() : set;
    }

    private Ranges member() throws Unreadable {
        char from = next();
        if (from == '\\') {
            return escaped();
        }
        if (at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']') {
            at++;
            char to = next();
            if (to < from || to == '\\') {
                throw new Unreadable("a range ends before it begins");
            }
            return Ranges.of(from, to);
        }
        return Ranges.of(from, from);
    }

    private Ranges escaped() throws Unreadable {
        char c = next();
        return switch (c) {
            case 'd' -> Ranges.DIGIT;
            case 'D' -> Ranges.DIGIT.not();
            case 'w' -> Ranges.WORD;
            case 'W' -> Ranges.WORD.not();
            case 's' -> Ranges.SPACE;
            case 'S' -> Ranges.SPACE.not();
            default -> {
                if (Character.isLetterOrDigit(c)) {
                    throw new Unreadable("\\" + c + " is not understood");
                }
                yield Ranges.of(c, c);
            }
        };
    }

    private Node repeated(Node what) throws Unreadable {
        if (at >= text.length()) {
            return what;
        }
        int least;
        int most;
        switch (text.charAt(at)) {
            case '*' -> {
                least = 0;
                most = Node.WITHOUT_END;
                at++;
            }
            case '+' -> {
                least = 1;
                most = Node.WITHOUT_END;
                at++;
            }
            case '?' -> {
                least = 0;
                most = 1;
                at++;
            }
            case '{' -> {
                at++;
                least = count();
                most = take(',') ? (peek() == '}' ? Node.WITHOUT_END : count()) : least;
                if (!take('}') || most != Node.WITHOUT_END && most < least) {
                    throw new Unreadable("a count is {n}, {n,} or {n,m}");
                }
            }
            default -> {
                return what;
            }
        }
        boolean lazy = take('?');
        if (peek() == '*' || peek() == '+' || peek() == '?' || peek() == '{') {
            throw new Unreadable("two repetitions of one thing");
        }
        return new Node.Repeat(what, least, most, !lazy);
    }

    private int count() throws Unreadable {
        int from = at;
        while (peek() >= '0' && peek() <= '9' && at - from < 4) {
            at++;
        }
        if (from == at || Integer.parseInt(text.substring(from, at)) > TIMES) {
            throw new Unreadable("a count is a number up to " + TIMES);
        }
        return Integer.parseInt(text.substring(from, at));
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private boolean take(char wanted) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private char next() throws Unreadable {
        if (at >= text.length()) {
            throw new Unreadable("it ends too early");
        }
        return text.charAt(at++);
    }
}
