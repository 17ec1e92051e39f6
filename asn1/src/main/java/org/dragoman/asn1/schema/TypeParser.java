package org.dragoman.asn1.schema;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads types and values.
///
/// Source: ITU-T X.680 §17 to §44; X.681 §14; X.683 §9.
final class TypeParser {
    private static final Map<String, Ast.Builtin.Kind> WORDS =
            Map.ofEntries(
                    Map.entry("BOOLEAN", Ast.Builtin.Kind.BOOLEAN),
                    Map.entry("NULL", Ast.Builtin.Kind.NULL),
                    Map.entry("NumericString", Ast.Builtin.Kind.NUMERIC_STRING),
                    Map.entry("PrintableString", Ast.Builtin.Kind.PRINTABLE_STRING),
                    Map.entry("VisibleString", Ast.Builtin.Kind.VISIBLE_STRING),
                    Map.entry("ISO646String", Ast.Builtin.Kind.VISIBLE_STRING),
                    Map.entry("GeneralizedTime", Ast.Builtin.Kind.VISIBLE_STRING),
                    Map.entry("UTCTime", Ast.Builtin.Kind.VISIBLE_STRING),
                    Map.entry("IA5String", Ast.Builtin.Kind.IA5_STRING),
                    Map.entry("BMPString", Ast.Builtin.Kind.BMP_STRING),
                    Map.entry("UniversalString", Ast.Builtin.Kind.UNIVERSAL_STRING),
                    Map.entry("UTF8String", Ast.Builtin.Kind.UTF8_STRING),
                    Map.entry("GeneralString", Ast.Builtin.Kind.OTHER_STRING),
                    Map.entry("GraphicString", Ast.Builtin.Kind.OTHER_STRING),
                    Map.entry("TeletexString", Ast.Builtin.Kind.OTHER_STRING),
                    Map.entry("T61String", Ast.Builtin.Kind.OTHER_STRING),
                    Map.entry("VideotexString", Ast.Builtin.Kind.OTHER_STRING),
                    Map.entry("ObjectDescriptor", Ast.Builtin.Kind.OTHER_STRING));
    private static final Set<String> COMPOUND =
            Set.of(
                    "BIT",
                    "OCTET",
                    "OBJECT",
                    "INTEGER",
                    "ENUMERATED",
                    "SEQUENCE",
                    "SET",
                    "CHOICE",
                    "ANY");
    private static final Set<String> UNSUPPORTED =
            Set.of("REAL", "EXTERNAL", "EMBEDDED", "CHARACTER", "INSTANCE", "RELATIVE-OID");
    private static final Map<String, Integer> TAG_CLASSES =
            Map.of("UNIVERSAL", 0, "APPLICATION", 1, "PRIVATE", 3);
    private static final int CONTEXT = 2;

    private final Tokens tokens;
    private final ConstraintParser constraints;

    TypeParser(Tokens tokens) {
        this.tokens = tokens;
        constraints = new ConstraintParser(tokens, this);
    }

    static boolean isReserved(String word) {
        return WORDS.containsKey(word) || COMPOUND.contains(word) || UNSUPPORTED.contains(word);
    }

    /// A type with all its constraints.
    Ast.Type type() throws SchemaProblem {
        tokens.enter();
        Ast.Type type = tokens.is("[") ? tagged() : unconstrained();
        while (tokens.is("(")) {
            type = new Ast.Constrained(type, constraints.constraint());
        }
        tokens.leave();
        return type;
    }

    private Ast.Type tagged() throws SchemaProblem {
        tokens.expect("[");
        Integer tagClass = TAG_CLASSES.get(tokens.peek().text());
        if (tagClass != null) {
            tokens.next();
        }
        Ast.Value number = value();
        tokens.expect("]");
        if (!tokens.take("IMPLICIT")) {
            tokens.take("EXPLICIT"); // PER encodes no tags: only their order matters
        }
        return new Ast.Tagged(tagClass == null ? CONTEXT : tagClass, number, type());
    }

    private Ast.Type unconstrained() throws SchemaProblem {
        Token token = tokens.expect(Token.Kind.UPPER, "a type");
        Place place = token.place();
        Ast.Builtin.Kind builtin = WORDS.get(token.text());
        if (builtin != null) {
            return new Ast.Builtin(builtin, place);
        }
        if (UNSUPPORTED.contains(token.text())) {
            throw new SchemaProblem(place, token.text() + " is not supported");
        }
        return switch (token.text()) {
            case "INTEGER" ->
                    new Ast.IntegerType(tokens.is("{") ? namedNumbers() : Map.of(), place);
            case "BIT" -> {
                tokens.expect("STRING");
                if (tokens.is("{")) {
                    tokens.braces(); // names of bits: PER sees them only in canonical values
                }
                yield new Ast.Builtin(Ast.Builtin.Kind.BIT_STRING, place);
            }
            case "OCTET" -> words(Ast.Builtin.Kind.OCTET_STRING, place, "STRING");
            case "OBJECT" -> words(Ast.Builtin.Kind.OBJECT_IDENTIFIER, place, "IDENTIFIER");
            case "ANY" -> any(place);
            case "ENUMERATED" -> enumerated(place);
            case "CHOICE" -> choice(place);
            case "SEQUENCE" -> sequence(false, place);
            case "SET" -> sequence(true, place);
            default -> reference(token);
        };
    }

    private Ast.Type words(Ast.Builtin.Kind kind, Place place, String second) throws SchemaProblem {
        tokens.expect(second);
        return new Ast.Builtin(kind, place);
    }

    private Ast.Type any(Place place) throws SchemaProblem {
        if (tokens.take("DEFINED")) {
            tokens.expect("BY");
            tokens.next();
        }
        return new Ast.Builtin(Ast.Builtin.Kind.OPEN, place);
    }

    private Ast.Type reference(Token first) throws SchemaProblem {
        Optional<String> module = Optional.empty();
        Token name = first;
        if (tokens.take(".")) {
            if (tokens.is(Token.Kind.FIELD)) {
                return classField(first);
            }
            module = Optional.of(first.text());
            name = tokens.expect(Token.Kind.UPPER, "a type");
        }
        List<Ast.Argument> arguments = tokens.is("{") ? arguments() : List.of();
        return new Ast.Reference(module, name.text(), arguments, first.place());
    }

    /// `CLASS.&Type` is an open type (X.681 §14.2); a field of fixed type is not supported.
    private Ast.Type classField(Token className) throws SchemaProblem {
        Token field = tokens.next();
        if (!Character.isUpperCase(field.text().charAt(0))) {
            throw new SchemaProblem(
                    field.place(),
                    className.text()
                            + ".&"
                            + field.text()
                            + " is a field of fixed type: write that type in its place");
        }
        return new Ast.Builtin(Ast.Builtin.Kind.OPEN, field.place());
    }

    private List<Ast.Argument> arguments() throws SchemaProblem {
        var arguments = new ArrayList<Ast.Argument>();
        tokens.expect("{");
        do {
            if (tokens.is("{")) {
                tokens.braces(); // an object set
                arguments.add(new Ast.OtherArgument());
            } else if (tokens.is(Token.Kind.UPPER) || tokens.is("[")) {
                arguments.add(new Ast.TypeArgument(type()));
            } else {
                arguments.add(new Ast.ValueArgument(value()));
            }
        } while (tokens.take(","));
        tokens.expect("}");
        return arguments;
    }

    private Map<String, Ast.Value> namedNumbers() throws SchemaProblem {
        var named = new LinkedHashMap<String, Ast.Value>();
        tokens.expect("{");
        do {
            String name = tokens.expect(Token.Kind.LOWER, "the name of a number").text();
            tokens.expect("(");
            named.put(name, value());
            tokens.expect(")");
        } while (tokens.take(","));
        tokens.expect("}");
        return named;
    }

    private Ast.Type enumerated(Place place) throws SchemaProblem {
        var root = new ArrayList<Ast.Item>();
        var additions = new ArrayList<Ast.Item>();
        boolean extensible = false;
        tokens.expect("{");
        do {
            if (tokens.take("...")) {
                if (extensible) {
                    throw new SchemaProblem(place, "an ENUMERATED has one extension marker");
                }
                extensible = true;
                constraints.exception();
            } else {
                (extensible ? additions : root).add(item());
            }
        } while (tokens.take(","));
        tokens.expect("}");
        return new Ast.Enumerated(root, extensible, additions, place);
    }

    private Ast.Item item() throws SchemaProblem {
        Token name = tokens.expect(Token.Kind.LOWER, "the name of an item");
        Optional<Ast.Value> number = Optional.empty();
        if (tokens.take("(")) {
            number = Optional.of(value());
            tokens.expect(")");
        }
        return new Ast.Item(name.text(), number, name.place());
    }

    private Ast.Type sequence(boolean set, Place place) throws SchemaProblem {
        if (tokens.is("{")) {
            return new ComponentParser(tokens, this, constraints).sequence(set, place);
        }
        Optional<Ast.Constraint> size = Optional.empty();
        if (tokens.is("SIZE") || tokens.is("(")) {
            size = Optional.of(constraints.listSize());
        }
        tokens.expect("OF");
        if (tokens.is(Token.Kind.LOWER)) {
            tokens.next(); // SEQUENCE OF name Type
        }
        Ast.Type list = new Ast.ListOf(set, type(), place);
        return size.isPresent() ? new Ast.Constrained(list, size.get()) : list;
    }

    private Ast.Type choice(Place place) throws SchemaProblem {
        return new ComponentParser(tokens, this, constraints).choice(place);
    }

    Ast.Value value() throws SchemaProblem {
        Token token = tokens.peek();
        Place place = token.place();
        return switch (token.kind()) {
            case NUMBER, SYMBOL -> number();
            case LOWER -> new Ast.Name(tokens.next().text(), place);
            case CHARACTERS -> new Ast.Characters(tokens.next().text(), place);
            case BINARY -> new Ast.Bits(tokens.next().text(), place);
            case HEX -> new Ast.Bits(bitsOf(tokens.next().text()), place);
            case UPPER ->
                    switch (tokens.next().text()) {
                        case "TRUE" -> new Ast.BooleanValue(true, place);
                        case "FALSE" -> new Ast.BooleanValue(false, place);
                        case "NULL" -> new Ast.NullValue(place);
                        default ->
                                throw new SchemaProblem(place, "expected a value, found " + token);
                    };
            case FIELD, END -> throw tokens.unexpected("a value");
        };
    }

    private Ast.Value number() throws SchemaProblem {
        Place place = tokens.place();
        if (tokens.is("{")) {
            return new Ast.Braces(tokens.braces(), place);
        }
        String sign = tokens.take("-") ? "-" : "";
        String digits = tokens.expect(Token.Kind.NUMBER, "a value").text();
        return new Ast.IntegerValue(new BigInteger(sign + digits), place);
    }

    private static String bitsOf(String hex) {
        var bits = new StringBuilder();
        for (char digit : hex.toCharArray()) {
            int value = Character.digit(digit, 16);
            for (int mask = 8; mask > 0; mask >>= 1) {
                bits.append((value & mask) == 0 ? '0' : '1');
            }
        }
        return bits.toString();
    }
}
