package org.dragoman.asn1.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what stands in the braces of SEQUENCE, SET and CHOICE.
///
/// Source: ITU-T X.680 §25, §27, §29.
final class ComponentParser {
    private final Tokens tokens;
    private final TypeParser types;
    private final ConstraintParser constraints;

    ComponentParser(Tokens tokens, TypeParser types, ConstraintParser constraints) {
        this.tokens = tokens;
        this.types = types;
        this.constraints = constraints;
    }

    /// The part before the first extension marker, between the two, and after the second.
    private enum Part {
        ROOT,
        ADDITIONS,
        SECOND_ROOT
    }

    Ast.Type sequence(boolean set, Place place) throws SchemaProblem {
        var root = new ArrayList<Ast.Component>();
        var additions = new ArrayList<Ast.Addition>();
        Part part = Part.ROOT;
        tokens.expect("{");
        if (!tokens.is("}")) {
            do {
                if (tokens.is("...")) {
                    part = marker(part);
                } else if (tokens.is("[[")) {
                    additions.add(new Ast.Addition(group(true), true));
                } else if (part == Part.ADDITIONS) {
                    additions.add(new Ast.Addition(List.of(component()), false));
                } else {
                    root.add(component());
                }
            } while (tokens.take(","));
        }
        tokens.expect("}");
        return new Ast.Sequence(set, root, part != Part.ROOT, additions, place);
    }

    Ast.Type choice(Place place) throws SchemaProblem {
        var root = new ArrayList<Ast.Component>();
        var additions = new ArrayList<Ast.Component>();
        Part part = Part.ROOT;
        tokens.expect("{");
        do {
            if (tokens.is("...")) {
                part = marker(part);
            } else if (tokens.is("[[")) {
                additions.addAll(group(false)); // X.691 §23.8: each alternative by itself
            } else {
                (part == Part.ADDITIONS ? additions : root).add(alternative());
            }
        } while (tokens.take(","));
        tokens.expect("}");
        return new Ast.Choice(root, part != Part.ROOT, additions, place);
    }

    private Part marker(Part part) throws SchemaProblem {
        Place place = tokens.expect("...").place();
        constraints.exception();
        return switch (part) {
            case ROOT -> Part.ADDITIONS;
            case ADDITIONS -> Part.SECOND_ROOT;
            case SECOND_ROOT -> throw new SchemaProblem(place, "a third extension marker");
        };
    }

    private List<Ast.Component> group(boolean ofComponents) throws SchemaProblem {
        var group = new ArrayList<Ast.Component>();
        tokens.expect("[[");
        if (tokens.is(Token.Kind.NUMBER) && tokens.peek(1).is(":")) {
            tokens.next(); // a version number
            tokens.next();
        }
        do {
            group.add(ofComponents ? component() : alternative());
        } while (tokens.take(","));
        tokens.expect("]]");
        return group;
    }

    private Ast.Component alternative() throws SchemaProblem {
        Token name = tokens.expect(Token.Kind.LOWER, "the name of an alternative");
        return new Ast.Component(name.text(), types.type(), false, Optional.empty(), name.place());
    }

    private Ast.Component component() throws SchemaProblem {
        if (tokens.is("COMPONENTS")) {
            throw new SchemaProblem(tokens.place(), "COMPONENTS OF is not supported");
        }
        Token name = tokens.expect(Token.Kind.LOWER, "the name of a component");
        Ast.Type type = types.type();
        boolean optional = tokens.take("OPTIONAL");
        Optional<Ast.Value> byDefault = Optional.empty();
        if (!optional && tokens.take("DEFAULT")) {
            byDefault = Optional.of(types.value());
        }
        return new Ast.Component(name.text(), type, optional, byDefault, name.place());
    }
}
