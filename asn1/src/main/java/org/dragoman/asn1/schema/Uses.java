package org.dragoman.asn1.schema;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Works out a type where it is used, and values of it as Java expressions.
final class Uses {
    private static final String PER = "org.dragoman.asn1.per.";

    private final Symbols symbols;
    private final ValueReader values;
    private final Constraints constraints;
    private final Declarer declarer;

    /// Makes a Java type of a SEQUENCE, SET, CHOICE or ENUMERATED that has no name of its own.
    @FunctionalInterface
    interface Declarer {
        Model.Declared declare(Model.TypeName name, String asnName, Ast.Type base, Scope scope)
                throws SchemaProblem;
    }

    Uses(Symbols symbols, ValueReader values, Declarer declarer) {
        this.symbols = symbols;
        this.values = values;
        this.declarer = declarer;
        constraints = new Constraints(symbols, values);
    }

    /// - {@code inline}: the name that a type written here gets; it is added to {@code nested}.
    Model.Use use(Ast.Type type, Scope scope, Model.TypeName inline, List<Model.Declared> nested)
            throws SchemaProblem {
        Symbols.Bare bare = symbols.bare(type, scope);
        return switch (bare.base()) {
            case Ast.Builtin(Ast.Builtin.Kind kind, Place place) -> builtin(kind, bare, place);
            case Ast.IntegerType(_, Place place) -> integer(bare, place);
            case Ast.ListOf(_, Ast.Type element, Place place) ->
                    new Model.ListUse(
                            use(element, bare.scope(), itemName(inline), nested),
                            size(constraints.effective(bare.restrictions()), place));
            case Ast.Sequence _, Ast.Choice _, Ast.Enumerated _ -> {
                if (bare.name().isPresent()) {
                    yield new Model.DeclaredUse(bare.name().get());
                }
                nested.add(declarer.declare(inline, inline.simple(), bare.base(), bare.scope()));
                yield new Model.DeclaredUse(inline);
            }
            case Ast.Reference _, Ast.Constrained _, Ast.Tagged _ ->
                    throw new IllegalStateException("not bare: " + bare.base());
        };
    }

    private static Model.TypeName itemName(Model.TypeName inline) {
        return new Model.TypeName(inline.javaPackage(), inline.path() + "Item");
    }

    private Model.Use builtin(Ast.Builtin.Kind kind, Symbols.Bare bare, Place place)
            throws SchemaProblem {
        return switch (kind) {
            case BOOLEAN -> new Model.BooleanUse();
            case NULL -> new Model.NullUse();
            case OBJECT_IDENTIFIER -> new Model.ObjectIdUse();
            case OPEN -> new Model.OpenUse();
            case BIT_STRING ->
                    new Model.BitStringUse(size(constraints.effective(bare.restrictions()), place));
            case OCTET_STRING ->
                    new Model.OctetStringUse(
                            size(constraints.effective(bare.restrictions()), place));
            case NUMERIC_STRING -> text("NUMERIC", bare, place);
            case PRINTABLE_STRING -> text("PRINTABLE", bare, place);
            case VISIBLE_STRING -> text("VISIBLE", bare, place);
            case IA5_STRING -> text("IA5", bare, place);
            case BMP_STRING -> text("BMP", bare, place);
            case UNIVERSAL_STRING -> text("UNIVERSAL", bare, place);
            case UTF8_STRING -> new Model.OctetTextUse("UTF_8");
            case OTHER_STRING -> new Model.OctetTextUse("ISO_8859_1");
        };
    }

    private Model.Use text(String base, Symbols.Bare bare, Place place) throws SchemaProblem {
        Constraints.Effective effective = constraints.effective(bare.restrictions());
        TreeSet<Character> alphabet = effective.visible().alphabet();
        String characters =
                alphabet == null
                        ? ""
                        : alphabet.stream().map(String::valueOf).collect(Collectors.joining());
        if (alphabet != null && alphabet.isEmpty()) {
            throw new SchemaProblem(place, "an empty alphabet");
        }
        Model.Size size = size(effective, place);
        return new Model.TextUse(base, size, characters);
    }

    private static Model.Size size(Constraints.Effective effective, Place place)
            throws SchemaProblem {
        Optional<Constraints.Bounds> size = effective.visible().size();
        BigInteger lower = size.flatMap(Constraints.Bounds::lower).orElse(BigInteger.ZERO);
        BigInteger most = BigInteger.valueOf(Integer.MAX_VALUE);
        BigInteger upper = size.flatMap(Constraints.Bounds::upper).orElse(most);
        if (lower.signum() < 0 || lower.compareTo(upper) > 0 || upper.compareTo(most) > 0) {
            throw new SchemaProblem(place, "a size of " + lower + " to " + upper);
        }
        return new Model.Size(lower.intValue(), upper.intValue(), effective.extensible());
    }

    private Model.Use integer(Symbols.Bare bare, Place place) throws SchemaProblem {
        Constraints.Effective effective = constraints.effective(bare.restrictions());
        Constraints.Bounds bounds = effective.visible().value();
        return new Model.IntegerUse(
                bound(bounds.lower(), place), bound(bounds.upper(), place), effective.extensible());
    }

    private static Optional<Long> bound(Optional<BigInteger> bound, Place place)
            throws SchemaProblem {
        if (bound.isPresent() && bound.get().bitLength() > 63) {
            throw new SchemaProblem(place, bound.get() + " is more than 64 bits can hold");
        }
        return bound.map(BigInteger::longValueExact);
    }

    /// A default value as Java.
    String expression(Ast.Value value, Ast.Type type, Scope scope, Model.Use use)
            throws SchemaProblem {
        return switch (use) {
            case Model.BooleanUse() when value instanceof Ast.BooleanValue(boolean b, _) ->
                    String.valueOf(b);
            case Model.NullUse() when value instanceof Ast.NullValue -> PER + "Null.NULL";
            case Model.IntegerUse integer -> {
                BigInteger number = integer(value, type, scope);
                yield number + (integer.isInt() ? "" : "L");
            }
            case Model.ObjectIdUse() -> objectId(value, scope);
            case Model.TextUse _ -> Names.literal(values.characters(value, scope));
            case Model.OctetTextUse _ -> Names.literal(values.characters(value, scope));
            case Model.OctetStringUse _ when value instanceof Ast.Bits(String bits, _) ->
                    PER + "BitString.parse(\"" + bits + "\").octets()";
            case Model.BitStringUse _ when value instanceof Ast.Bits(String bits, _) ->
                    PER + "BitString.parse(\"" + bits + "\")";
            case Model.ListUse _
                    when value instanceof Ast.Braces(var inside, _) && inside.isEmpty() ->
                    "java.util.List.of()";
            case Model.DeclaredUse(Model.TypeName name) when value instanceof Ast.Name item ->
                    item(item, name, type, scope);
            case Model.Use _ ->
                    throw new SchemaProblem(
                            value.place(), "a default value of this kind is not supported");
        };
    }

    private BigInteger integer(Ast.Value value, Ast.Type type, Scope scope) throws SchemaProblem {
        Symbols.Bare bare = symbols.bare(type, scope);
        if (value instanceof Ast.Name(String name, _)
                && bare.base() instanceof Ast.IntegerType(Map<String, Ast.Value> named, _)
                && named.containsKey(name)) {
            return values.integer(named.get(name), bare.scope());
        }
        return values.integer(value, scope);
    }

    private String objectId(Ast.Value value, Scope scope) throws SchemaProblem {
        String dotted =
                values.arcs(value, scope).stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining("."));
        return PER + "ObjectId.parse(\"" + dotted + "\")";
    }

    private String item(Ast.Name item, Model.TypeName name, Ast.Type type, Scope scope)
            throws SchemaProblem {
        String java = name.javaPackage() + "." + name.path() + ".";
        if (symbols.bare(type, scope).base() instanceof Ast.Enumerated enumerated
                && (has(enumerated.root(), item) || has(enumerated.additions(), item))) {
            return java + (enumerated.extensible() ? "Known." : "") + Names.constant(item.name());
        }
        throw new SchemaProblem(item.place(), item.name() + " is no item of the type");
    }

    private static boolean has(List<Ast.Item> items, Ast.Name name) {
        return items.stream().anyMatch(item -> item.name().equals(name.name()));
    }

    /// A named INTEGER or OBJECT IDENTIFIER; values of other types are of use only inside ASN.1.
    Optional<Model.Constant> constant(Ast.ValueAssignment value, Scope scope) throws SchemaProblem {
        String name = Names.constant(value.name());
        Symbols.Bare bare = symbols.bare(value.type(), scope);
        return switch (bare.base()) {
            case Ast.IntegerType _ -> {
                BigInteger number = integer(value.value(), value.type(), scope);
                boolean small = number.bitLength() < 32;
                if (number.bitLength() > 63) {
                    throw new SchemaProblem(value.place(), "more than 64 bits can hold");
                }
                yield Optional.of(
                        new Model.Constant(
                                name,
                                small ? "int" : "long",
                                number + (small ? "" : "L"),
                                value.name()));
            }
            case Ast.Builtin(Ast.Builtin.Kind kind, _)
                    when kind == Ast.Builtin.Kind.OBJECT_IDENTIFIER ->
                    Optional.of(
                            new Model.Constant(
                                    name,
                                    PER + "ObjectId",
                                    objectId(value.value(), scope),
                                    value.name()));
            case Ast.Type _ -> Optional.empty();
        };
    }
}
