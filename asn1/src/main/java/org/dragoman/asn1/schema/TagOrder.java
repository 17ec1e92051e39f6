package org.dragoman.asn1.schema;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The order in which PER counts alternatives of a CHOICE and components of a SET: by tag, which
/// with automatic tags is the order they are written in.
///
/// Source: ITU-T X.691 §21, §23.2; X.680 §8.6, §25.7.
final class TagOrder {
    private static final int DEPTH = 50; // types that stand for one another

    private final Symbols symbols;
    private final ValueReader values;
    private int depth;

    TagOrder(Symbols symbols, ValueReader values) {
        this.symbols = symbols;
        this.values = values;
    }

    private record Tag(int tagClass, BigInteger number) {
        static final Comparator<Tag> ORDER =
                Comparator.comparingInt(Tag::tagClass).thenComparing(Tag::number);
    }

    private record Tagged(Ast.Component component, Tag tag) {}

    List<Ast.Component> sorted(List<Ast.Component> written, Scope scope) throws SchemaProblem {
        if (isAutomatic(written, scope)) {
            return written;
        }
        var tagged = new ArrayList<Tagged>();
        for (Ast.Component component : written) {
            tagged.add(new Tagged(component, tag(component.type(), scope)));
        }
        tagged.sort(Comparator.comparing(Tagged::tag, Tag.ORDER));
        return tagged.stream().map(Tagged::component).toList();
    }

    private static boolean isAutomatic(List<Ast.Component> components, Scope scope) {
        return scope.module().automaticTags()
                && components.stream().noneMatch(c -> c.type() instanceof Ast.Tagged);
    }

    private Tag tag(Ast.Type type, Scope scope) throws SchemaProblem {
        if (type instanceof Ast.Constrained(Ast.Type base, _)) {
            return tag(base, scope);
        }
        if (type instanceof Ast.Tagged(int tagClass, Ast.Value number, _)) {
            return new Tag(tagClass, values.integer(number, scope));
        }
        if (type instanceof Ast.Reference reference) {
            return tag(reference, scope);
        }
        if (type instanceof Ast.Choice(List<Ast.Component> root, _, _, Place place)) {
            return smallest(root, scope, place);
        }
        return new Tag(0, BigInteger.valueOf(universal(type)));
    }

    private Tag tag(Ast.Reference reference, Scope scope) throws SchemaProblem {
        if (depth == DEPTH) {
            throw new SchemaProblem(reference.place(), reference.name() + " begins with itself");
        }
        depth++;
        try {
            Symbols.Step step = symbols.step(reference, scope);
            return tag(step.type(), step.scope());
        } finally {
            depth--;
        }
    }

    private Tag smallest(List<Ast.Component> alternatives, Scope scope, Place place)
            throws SchemaProblem {
        if (isAutomatic(alternatives, scope)) {
            return new Tag(2, BigInteger.ZERO);
        }
        var tags = new ArrayList<Tag>();
        for (Ast.Component alternative : alternatives) {
            tags.add(tag(alternative.type(), scope));
        }
        return tags.stream()
                .min(Tag.ORDER)
                .orElseThrow(() -> new SchemaProblem(place, "a CHOICE of nothing"));
    }

    private static int universal(Ast.Type type) throws SchemaProblem {
        return switch (type) {
            case Ast.Builtin(Ast.Builtin.Kind kind, Place place) ->
                    switch (kind) {
                        case BOOLEAN -> 1;
                        case BIT_STRING -> 3;
                        case OCTET_STRING -> 4;
                        case NULL -> 5;
                        case OBJECT_IDENTIFIER -> 6;
                        case UTF8_STRING -> 12;
                        case NUMERIC_STRING -> 18;
                        case PRINTABLE_STRING -> 19;
                        case IA5_STRING -> 22;
                        case VISIBLE_STRING -> 26;
                        case OTHER_STRING -> 27;
                        case UNIVERSAL_STRING -> 28;
                        case BMP_STRING -> 30;
                        case OPEN ->
                                throw new SchemaProblem(
                                        place, "an open type needs a tag among these");
                    };
            case Ast.IntegerType _ -> 2;
            case Ast.Enumerated _ -> 10;
            case Ast.Sequence(boolean set, _, _, _, _) -> set ? 17 : 16;
            case Ast.ListOf(boolean set, _, _) -> set ? 17 : 16;
            case Ast.Choice _, Ast.Reference _, Ast.Constrained _, Ast.Tagged _ ->
                    throw new IllegalStateException("handled before: " + type);
        };
    }
}
