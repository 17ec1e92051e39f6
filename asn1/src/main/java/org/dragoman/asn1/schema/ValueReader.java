package org.dragoman.asn1.schema;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Works out values.
///
/// Source: ITU-T X.680 §17, §19, §32.
final class ValueReader {
    /// The arcs that may be written without their number (X.680 §32.7, Rec. X.660 Annex A).
    private static final Map<String, Long> ARCS =
            Map.of(
                    "itu-t", 0L,
                    "ccitt", 0L,
                    "iso", 1L,
                    "joint-iso-itu-t", 2L,
                    "joint-iso-ccitt", 2L,
                    "recommendation", 0L,
                    "standard", 0L,
                    "identified-organization", 3L);
    private static final int REFERENCES = 50; // values defined by other values

    private final Symbols symbols;

    ValueReader(Symbols symbols) {
        this.symbols = symbols;
    }

    BigInteger integer(Ast.Value value, Scope scope) throws SchemaProblem {
        return integer(value, scope, 0);
    }

    private BigInteger integer(Ast.Value value, Scope scope, int depth) throws SchemaProblem {
        return switch (value) {
            case Ast.IntegerValue(BigInteger number, _) -> number;
            case Ast.Name name -> {
                Resolved resolved = follow(name, scope, depth);
                yield integer(resolved.value(), resolved.scope(), depth + 1);
            }
            case Ast.Value other -> throw new SchemaProblem(other.place(), "not an integer");
        };
    }

    /// A text of characters, for permitted alphabets.
    String characters(Ast.Value value, Scope scope) throws SchemaProblem {
        return switch (value) {
            case Ast.Characters(String text, _) -> text;
            case Ast.Name name -> {
                Resolved resolved = follow(name, scope, 0);
                if (resolved.value() instanceof Ast.Characters(String text, _)) {
                    yield text;
                }
                throw new SchemaProblem(name.place(), name.name() + " is not a string");
            }
            case Ast.Value other -> throw new SchemaProblem(other.place(), "not a string");
        };
    }

    private record Resolved(Ast.Value value, Scope scope) {}

    private Resolved follow(Ast.Name name, Scope scope, int depth) throws SchemaProblem {
        if (depth > REFERENCES) {
            throw new SchemaProblem(name.place(), name.name() + " is defined by itself");
        }
        Scope.Bound bound = scope.parameters().get(name.name());
        if (bound != null && bound.argument() instanceof Ast.ValueArgument(Ast.Value given)) {
            return new Resolved(given, bound.scope());
        }
        Optional<Symbols.Found<Ast.ValueAssignment>> found = symbols.value(name, scope.module());
        if (found.isEmpty()) {
            throw new SchemaProblem(
                    name.place(),
                    "the value %s is neither defined in %s nor imported"
                            .formatted(name.name(), scope.module().name()));
        }
        return new Resolved(found.get().what().value(), new Scope(found.get().module(), Map.of()));
    }

    /// The arcs of an object identifier value.
    List<BigInteger> arcs(Ast.Value value, Scope scope) throws SchemaProblem {
        return arcs(value, scope, 0);
    }

    private List<BigInteger> arcs(Ast.Value value, Scope scope, int depth) throws SchemaProblem {
        return switch (value) {
            case Ast.Name name -> {
                Resolved resolved = follow(name, scope, depth);
                yield arcs(resolved.value(), resolved.scope(), depth + 1);
            }
            case Ast.Braces(List<Token> tokens, _) ->
                    components(new ArrayList<>(tokens), scope, depth);
            case Ast.Value other ->
                    throw new SchemaProblem(other.place(), "not an object identifier");
        };
    }

    private List<BigInteger> components(List<Token> tokens, Scope scope, int depth)
            throws SchemaProblem {
        var arcs = new ArrayList<BigInteger>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() == Token.Kind.NUMBER) {
                arcs.add(new BigInteger(token.text()));
            } else if (i + 2 < tokens.size() && tokens.get(i + 1).is("(")) {
                arcs.add(integer(number(tokens.get(i + 2)), scope, depth));
                i += 3; // name ( number )
            } else if (ARCS.containsKey(token.text()) && arcs.size() < 2) {
                arcs.add(BigInteger.valueOf(ARCS.get(token.text())));
            } else if (arcs.isEmpty()) {
                arcs.addAll(arcs(new Ast.Name(token.text(), token.place()), scope, depth));
            } else {
                arcs.add(integer(number(token), scope, depth));
            }
        }
        return arcs;
    }

    private static Ast.Value number(Token token) throws SchemaProblem {
        return switch (token.kind()) {
            case NUMBER -> new Ast.IntegerValue(new BigInteger(token.text()), token.place());
            case LOWER -> new Ast.Name(token.text(), token.place());
            default -> throw new SchemaProblem(token.place(), "not an arc: " + token);
        };
    }
}
