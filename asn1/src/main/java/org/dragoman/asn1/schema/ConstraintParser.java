package org.dragoman.asn1.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads constraints.
///
/// Source: ITU-T X.680 §49 to §51; X.682 §8 to §11.
final class ConstraintParser {
    private final Tokens tokens;
    private final TypeParser types;

    ConstraintParser(Tokens tokens, TypeParser types) {
        this.tokens = tokens;
        this.types = types;
    }

    /// `( ... )`, an exception included.
    Ast.Constraint constraint() throws SchemaProblem {
        tokens.enter();
        Place place = tokens.expect("(").place();
        Ast.Constraint constraint = content(place);
        exception();
        tokens.expect(")");
        tokens.leave();
        return constraint;
    }

    /// The size between SEQUENCE and OF: `SIZE (..)` or `(SIZE (..))`.
    Ast.Constraint listSize() throws SchemaProblem {
        if (tokens.is("(")) {
            return constraint();
        }
        Place place = tokens.expect("SIZE").place();
        Ast.Constraint of = constraint();
        return new Ast.Constraint(new Ast.Size(of), false, place);
    }

    /// `! value` after an extension marker or a constraint: for people.
    void exception() throws SchemaProblem {
        if (!tokens.take("!")) {
            return;
        }
        if (tokens.is(Token.Kind.UPPER)) {
            types.type();
            tokens.expect(":");
        }
        types.value();
    }

    private Ast.Constraint content(Place place) throws SchemaProblem {
        if (tokens.is("{")) { // a table constraint, X.682 §10
            tokens.braces();
            if (tokens.is("{")) {
                tokens.braces();
            }
            return new Ast.Constraint(new Ast.Invisible(), false, place);
        }
        Ast.Element root = union();
        boolean extensible = false;
        if (tokens.take(",")) {
            tokens.expect("...");
            extensible = true;
            if (tokens.take(",")) {
                union(); // values of the extension: encoded as without this constraint
            }
        }
        return new Ast.Constraint(root, extensible, place);
    }

    private Ast.Element union() throws SchemaProblem {
        if (tokens.take("ALL")) {
            tokens.expect("EXCEPT");
            element();
            return new Ast.Invisible();
        }
        var elements = new ArrayList<>(List.of(intersection()));
        while (tokens.take("|") || tokens.take("UNION")) {
            elements.add(intersection());
        }
        return elements.size() == 1 ? elements.getFirst() : new Ast.Union(elements);
    }

    private Ast.Element intersection() throws SchemaProblem {
        var elements = new ArrayList<>(List.of(withoutExclusion()));
        while (tokens.take("^") || tokens.take("INTERSECTION")) {
            elements.add(withoutExclusion());
        }
        return elements.size() == 1 ? elements.getFirst() : new Ast.Intersection(elements);
    }

    /// What EXCEPT takes away, PER does not see (X.691 §10.3.19).
    private Ast.Element withoutExclusion() throws SchemaProblem {
        Ast.Element element = element();
        if (tokens.take("EXCEPT")) {
            element();
        }
        return element;
    }

    private Ast.Element element() throws SchemaProblem {
        if (tokens.take("SIZE")) {
            return new Ast.Size(constraint());
        }
        if (tokens.take("FROM")) {
            return new Ast.From(constraint());
        }
        if (tokens.is("(")) {
            tokens.enter();
            tokens.expect("(");
            Ast.Element inner = union();
            tokens.expect(")");
            tokens.leave();
            return inner;
        }
        if (tokens.is("WITH") || tokens.is("CONSTRAINED")) {
            return invisible();
        }
        if (tokens.take("CONTAINING")) {
            return containing();
        }
        if (tokens.take("PATTERN")) {
            types.value();
            return new Ast.Invisible();
        }
        return tokens.take("INCLUDES") || isSubtype() ? new Ast.Subtype(types.type()) : range();
    }

    private Ast.Element invisible() throws SchemaProblem {
        boolean by = tokens.take("CONSTRAINED");
        if (by) {
            tokens.expect("BY");
            tokens.braces();
        } else {
            tokens.expect("WITH");
            if (tokens.take("COMPONENTS")) {
                tokens.braces();
            } else {
                tokens.expect("COMPONENT");
                constraint();
            }
        }
        return new Ast.Invisible();
    }

    /// `CONTAINING Type ENCODED BY value`: the octets stay as they are (X.682 §11).
    private Ast.Element containing() throws SchemaProblem {
        types.type();
        if (tokens.take("ENCODED")) {
            tokens.expect("BY");
            types.value();
        }
        return new Ast.Invisible();
    }

    private boolean isSubtype() {
        boolean word = tokens.is(Token.Kind.UPPER);
        return word
                && !tokens.is("MIN")
                && !tokens.is("TRUE")
                && !tokens.is("FALSE")
                && !tokens.is("NULL");
    }

    private Ast.Element range() throws SchemaProblem {
        Place place = tokens.place();
        Optional<Ast.Value> lower =
                tokens.take("MIN") ? Optional.empty() : Optional.of(types.value());
        boolean openLower = tokens.take("<");
        if (!tokens.take("..")) {
            return new Ast.Range(lower, lower, place);
        }
        boolean openUpper = tokens.take("<");
        if (openLower || openUpper) {
            throw new SchemaProblem(place, "an open end of a range ('<') is not supported");
        }
        Optional<Ast.Value> upper =
                tokens.take("MAX") ? Optional.empty() : Optional.of(types.value());
        return new Ast.Range(lower, upper, place);
    }
}
