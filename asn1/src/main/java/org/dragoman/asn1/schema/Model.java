package org.dragoman.asn1.schema;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a schema means, with all names looked up and all constraints worked out: the input of the
/// Java writers.
final class Model {
    private Model() {}

    /// All types and constants that go to one Java package.
    record JavaPackage(String name, List<Declared> types, List<Constant> constants) {}

    /// An INTEGER or OBJECT IDENTIFIER value; {@code expression} is Java.
    record Constant(String name, String javaType, String expression, String asnName) {}

    /// A generated type: its package, and its name below that, with dots when nested.
    record TypeName(String javaPackage, String path) {
        TypeName nested(String name) {
            return new TypeName(javaPackage, path + "." + name);
        }

        String simple() {
            return path.substring(path.lastIndexOf('.') + 1);
        }

        String topLevel() {
            int dot = path.indexOf('.');
            return dot < 0 ? path : path.substring(0, dot);
        }

        boolean isTopLevel() {
            return path.indexOf('.') < 0;
        }
    }

    /// How many elements, octets, bits or characters; unbounded is PerReader.UNBOUNDED.
    record Size(int lower, int upper, boolean extensible) {
        static final Size ANY = new Size(0, Integer.MAX_VALUE, false);
    }

    /// A type where it is used.
    sealed interface Use {}

    record BooleanUse() implements Use {}

    record NullUse() implements Use {}

    record ObjectIdUse() implements Use {}

    record OpenUse() implements Use {}

    record IntegerUse(Optional<Long> lower, Optional<Long> upper, boolean extensible)
            implements Use {
        boolean isInt() {
            return !extensible
                    && lower.isPresent()
                    && upper.isPresent()
                    && lower.get() >= Integer.MIN_VALUE
                    && upper.get() <= Integer.MAX_VALUE;
        }
    }

    record BitStringUse(Size size) implements Use {}

    record OctetStringUse(Size size) implements Use {}

    /// A known-multiplier string; {@code base} names a constant of StringType.Base.
    record TextUse(String base, Size size, String alphabet) implements Use {}

    /// A string of octets that stand for characters in this charset.
    record OctetTextUse(String charset) implements Use {}

    record ListUse(Use element, Size size) implements Use {}

    record DeclaredUse(TypeName name) implements Use {}

    /// A type that becomes a Java type of its own.
    sealed interface Declared {
        TypeName name();

        String asnName();

        List<Declared> nested();
    }

    record SequenceType(
            TypeName name,
            String asnName,
            Place place,
            List<Field> root,
            boolean extensible,
            List<Addition> additions,
            List<Declared> nested)
            implements Declared {}

    record Addition(List<Field> fields, boolean group) {}

    /// A component; {@code byDefault} is a Java expression.
    record Field(
            String asnName, String name, Use use, boolean optional, Optional<String> byDefault) {
        boolean mandatory() {
            return !optional && byDefault.isEmpty();
        }
    }

    record ChoiceType(
            TypeName name,
            String asnName,
            Place place,
            List<Alternative> root,
            boolean extensible,
            List<Alternative> additions,
            List<Declared> nested)
            implements Declared {
        /// The record for alternatives that we do not know.
        String unknown() {
            boolean taken =
                    Stream.concat(root.stream(), additions.stream())
                            .anyMatch(a -> a.content().name().simple().equals("Unknown"));
            return taken ? "UnknownExtension" : "Unknown";
        }
    }

    /// An alternative. Its content is always a record: of an inline SEQUENCE's components, of
    /// nothing, or ({@code wraps}) of one component {@code value}.
    record Alternative(String asnName, SequenceType content, boolean wraps) {}

    record EnumeratedType(
            TypeName name,
            String asnName,
            Place place,
            List<Item> root,
            boolean extensible,
            List<Item> additions)
            implements Declared {
        @Override
        public List<Declared> nested() {
            return List.of();
        }
    }

    record Item(String asnName, String name) {}
}
