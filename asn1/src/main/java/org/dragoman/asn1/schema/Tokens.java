package org.dragoman.asn1.schema;

import java.util.ArrayList;
import java.util.List;

/// A cursor over the tokens of one file.
final class Tokens {
    private static final int NESTING = 200; // types and constraints inside one another

    private final List<Token> tokens;
    private int at;
    private int depth;

    Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(at + ahead, tokens.size() - 1));
    }

    Token next() {
        Token token = peek();
        if (token.kind() != Token.Kind.END) {
            at++;
        }
        return token;
    }

    Place place() {
        return peek().place();
    }

    boolean is(String symbolOrWord) {
        return peek().is(symbolOrWord);
    }

    boolean is(Token.Kind kind) {
        return peek().kind() == kind;
    }

    /// Steps over this symbol or word if it is next.
    boolean take(String symbolOrWord) {
        if (is(symbolOrWord)) {
            at++;
            return true;
        }
        return false;
    }

    Token expect(String symbolOrWord) throws SchemaProblem {
        if (!is(symbolOrWord)) {
            throw unexpected("'" + symbolOrWord + "'");
        }
        return next();
    }

    Token expect(Token.Kind kind, String what) throws SchemaProblem {
        if (!is(kind)) {
            throw unexpected(what);
        }
        return next();
    }

    SchemaProblem unexpected(String expected) {
        return new SchemaProblem(place(), "expected " + expected + ", found " + peek());
    }

    /// Steps over `{ ... }` and returns what is inside.
    List<Token> braces() throws SchemaProblem {
        Place start = expect("{").place();
        var inside = new ArrayList<Token>();
        for (int open = 1; ; ) {
            Token token = next();
            if (token.kind() == Token.Kind.END) {
                throw new SchemaProblem(start, "a '{' that is not closed");
            }
            open += token.is("{") ? 1 : token.is("}") ? -1 : 0;
            if (open == 0) {
                return inside;
            }
            inside.add(token);
        }
    }

    /// Counts nesting, so that no schema can exhaust the stack.
    void enter() throws SchemaProblem {
        if (++depth > NESTING) {
            throw new SchemaProblem(place(), "nested more than " + NESTING + " deep");
        }
    }

    void leave() {
        depth--;
    }
}
