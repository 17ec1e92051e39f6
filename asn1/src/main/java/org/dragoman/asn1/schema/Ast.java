package org.dragoman.asn1.schema;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A module as it is written, before names are looked up.
///
/// Source: ITU-T X.680 §13 (modules), §17 to §51 (types, values, constraints), X.683 (parameters).
final class Ast {
    private Ast() {}

    record Module(
            String name,
            Place place,
            Optional<String> javaPackage,
            boolean automaticTags,
            Map<String, String> imports, // symbol to module
            Map<String, TypeAssignment> types, // in the order they are written
            Map<String, ValueAssignment> values) {}

    record TypeAssignment(String name, List<Parameter> parameters, Type type, Place place) {}

    record ValueAssignment(String name, Type type, Value value, Place place) {}

    /// A dummy reference; upper case for a type, lower case for a value.
    record Parameter(String name) {}

    sealed interface Type {}

    record Builtin(Kind kind, Place place) implements Type {
        enum Kind {
            BOOLEAN,
            NULL,
            OBJECT_IDENTIFIER,
            BIT_STRING,
            OCTET_STRING,
            OPEN,
            NUMERIC_STRING,
            PRINTABLE_STRING,
            VISIBLE_STRING,
            IA5_STRING,
            BMP_STRING,
            UNIVERSAL_STRING,
            UTF8_STRING,
            OTHER_STRING // characters of one octet each, not known-multiplier
        }
    }

    record IntegerType(Map<String, Value> named, Place place) implements Type {}

    record Enumerated(List<Item> root, boolean extensible, List<Item> additions, Place place)
            implements Type {}

    record Item(String name, Optional<Value> number, Place place) {}

    record Sequence(
            boolean set,
            List<Component> root,
            boolean extensible,
            List<Addition> additions,
            Place place)
            implements Type {}

    record Choice(List<Component> root, boolean extensible, List<Component> additions, Place place)
            implements Type {}

    /// A component or an alternative.
    record Component(
            String name, Type type, boolean optional, Optional<Value> byDefault, Place place) {}

    /// One place in the extension bitmap: a component, or a `[[ ]]` group of them.
    record Addition(List<Component> components, boolean group) {}

    record ListOf(boolean set, Type element, Place place) implements Type {}

    record Reference(Optional<String> module, String name, List<Argument> arguments, Place place)
            implements Type {}

    record Constrained(Type base, Constraint constraint) implements Type {}

    record Tagged(int tagClass, Value number, Type type) implements Type {}

    /// An actual parameter: a type, a value, or something else that PER does not see.
    sealed interface Argument {}

    record TypeArgument(Type type) implements Argument {}

    record ValueArgument(Value value) implements Argument {}

    record OtherArgument() implements Argument {}

    /// One `( ... )`; {@code root} as far as PER can see it (X.691 §10.3).
    record Constraint(Element root, boolean extensible, Place place) {}

    sealed interface Element {}

    /// A range of values; empty bounds are MIN and MAX.
    record Range(Optional<Value> lower, Optional<Value> upper, Place place) implements Element {}

    record Size(Constraint of) implements Element {}

    record From(Constraint of) implements Element {}

    record Union(List<Element> of) implements Element {}

    record Intersection(List<Element> of) implements Element {}

    record Subtype(Type type) implements Element {}

    /// Something that restricts values but not their encoding.
    record Invisible() implements Element {}

    sealed interface Value {
        Place place();
    }

    record IntegerValue(BigInteger value, Place place) implements Value {}

    record BooleanValue(boolean value, Place place) implements Value {}

    record Characters(String value, Place place) implements Value {}

    /// A BIT STRING or OCTET STRING value: its bits as 0 and 1.
    record Bits(String bits, Place place) implements Value {}

    /// NULL.
    record NullValue(Place place) implements Value {}

    /// A name: of a value, of a named number, of an enumeration item.
    record Name(String name, Place place) implements Value {}

    /// `{ ... }`: the tokens inside; an object identifier, or an empty list.
    record Braces(List<Token> tokens, Place place) implements Value {}
}
