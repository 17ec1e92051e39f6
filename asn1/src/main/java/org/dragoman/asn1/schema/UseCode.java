package org.dragoman.asn1.schema;

import java.util.Optional;
import java.util.Set;

/// The Java for a type where it is used: its name, how it is read, written and checked.
final class UseCode {
    private static final long NO_UPPER = Long.MAX_VALUE;

    private final JavaFile file;
    private final Set<String> nested; // simple names of the types declared in the file
    private final TextTypes texts;

    UseCode(JavaFile file, Set<String> nested, TextTypes texts) {
        this.file = file;
        this.nested = nested;
        this.texts = texts;
    }

    JavaFile file() {
        return file;
    }

    String name(Model.TypeName name) {
        return file.generated(name, nested);
    }

    String optional(String boxed) {
        return file.library("java.util.Optional") + "<" + boxed + ">";
    }

    /// The type of a record component.
    String type(Model.Field field) {
        return field.optional() ? optional(boxed(field.use())) : type(field.use());
    }

    String type(Model.Use use) {
        return switch (use) {
            case Model.BooleanUse() -> "boolean";
            case Model.IntegerUse integer -> integer.isInt() ? "int" : "long";
            case Model.Use other -> boxed(other);
        };
    }

    String boxed(Model.Use use) {
        return switch (use) {
            case Model.BooleanUse() -> file.library("java.lang.Boolean");
            case Model.IntegerUse integer ->
                    file.library(integer.isInt() ? "java.lang.Integer" : "java.lang.Long");
            case Model.NullUse() -> file.per("Null");
            case Model.ObjectIdUse() -> file.per("ObjectId");
            case Model.OpenUse(), Model.OctetStringUse _ -> file.per("Octets");
            case Model.BitStringUse _ -> file.per("BitString");
            case Model.TextUse _, Model.OctetTextUse _ -> file.library("java.lang.String");
            case Model.ListUse(Model.Use element, _) ->
                    file.library("java.util.List") + "<" + boxed(element) + ">";
            case Model.DeclaredUse(Model.TypeName name) -> name(name);
        };
    }

    /// An expression that reads a value from the PerReader called {@code in}.
    String read(Model.Use use, String in) {
        return switch (use) {
            case Model.BooleanUse() -> in + ".bit()";
            case Model.NullUse() -> file.per("Null") + ".NULL";
            case Model.ObjectIdUse() -> in + ".objectId()";
            case Model.OpenUse() -> in + ".openOctets()";
            case Model.IntegerUse integer -> readInteger(integer, in);
            case Model.BitStringUse(Model.Size size) ->
                    in + method("bitString", size) + bounds(size) + ")";
            case Model.OctetStringUse(Model.Size size) ->
                    in + method("octets", size) + bounds(size) + ")";
            case Model.TextUse text -> texts.constant(text) + ".decode(" + in + ")";
            case Model.OctetTextUse(String charset) -> octetText(charset) + ".decode(" + in + ")";
            case Model.ListUse(Model.Use element, Model.Size size) ->
                    in + method("list", size) + bounds(size) + ", " + decoder(element, in) + ")";
            case Model.DeclaredUse(Model.TypeName name) -> name(name) + ".decode(" + in + ")";
        };
    }

    private static String readInteger(Model.IntegerUse use, String in) {
        String read;
        if (use.lower().isPresent() && use.upper().isPresent()) {
            read = in + (use.extensible() ? ".extensibleConstrained(" : ".constrained(");
            read += use.lower().get() + "L, " + use.upper().get() + "L)";
        } else if (use.lower().isPresent() && !use.extensible()) {
            read = in + ".atLeast(" + use.lower().get() + "L)";
        } else {
            read = in + ".unconstrained()";
        }
        return use.isInt() ? "(int) " + read : read;
    }

    private static String method(String name, Model.Size size) {
        String extensible = "extensible" + Names.type(name);
        return "." + (size.extensible() ? extensible : name) + "(";
    }

    private static String bounds(Model.Size size) {
        return size.lower() + ", " + size.upper();
    }

    private String octetText(String charset) {
        return file.per("OctetText") + "." + charset;
    }

    private String decoder(Model.Use element, String in) {
        return switch (element) {
            case Model.DeclaredUse(Model.TypeName name) -> name(name) + "::decode";
            case Model.TextUse text -> texts.constant(text);
            case Model.OctetTextUse(String charset) -> octetText(charset);
            case Model.Use other -> in + "_ -> " + read(other, in + "_");
        };
    }

    private String encoder(Model.Use element, String value, String out) {
        return switch (element) {
            case Model.DeclaredUse(Model.TypeName name) -> name(name) + "::encode";
            case Model.TextUse text -> texts.constant(text);
            case Model.OctetTextUse(String charset) -> octetText(charset);
            case Model.Use other ->
                    "(" + value + "_, " + out + "_) -> " + write(other, value + "_", out + "_");
        };
    }

    /// An expression that writes a value to the PerWriter called {@code out}; empty for NULL.
    String write(Model.Use use, String value, String out) {
        return switch (use) {
            case Model.BooleanUse() -> out + ".bit(" + value + ")";
            case Model.NullUse() -> "{}";
            case Model.ObjectIdUse() -> out + ".objectId(" + value + ")";
            case Model.OpenUse() -> out + ".openOctets(" + value + ")";
            case Model.IntegerUse integer -> writeInteger(integer, value, out);
            case Model.BitStringUse(Model.Size size) ->
                    out + method("bitString", size) + value + ", " + bounds(size) + ")";
            case Model.OctetStringUse(Model.Size size) ->
                    out + method("octets", size) + value + ", " + bounds(size) + ")";
            case Model.TextUse text -> texts.constant(text) + ".encode(" + value + ", " + out + ")";
            case Model.OctetTextUse(String charset) ->
                    octetText(charset) + ".encode(" + value + ", " + out + ")";
            case Model.ListUse(Model.Use element, Model.Size size) ->
                    out
                            + method("list", size)
                            + (value + ", " + bounds(size) + ", ")
                            + (encoder(element, "e" + out.substring("out".length()), out) + ")");
            case Model.DeclaredUse _ -> value + ".encode(" + out + ")";
        };
    }

    private static String writeInteger(Model.IntegerUse use, String value, String out) {
        if (use.lower().isPresent() && use.upper().isPresent()) {
            String bounds = use.lower().get() + "L, " + use.upper().get() + "L)";
            String method = use.extensible() ? ".extensibleConstrained(" : ".constrained(";
            return out + method + value + ", " + bounds;
        }
        if (use.lower().isPresent() && !use.extensible()) {
            return out + ".atLeast(" + value + ", " + use.lower().get() + "L)";
        }
        return out + ".unconstrained(" + value + ")";
    }

    /// A statement that checks a value when a record is made, if there is anything to check.
    Optional<String> check(Model.Use use, String value) {
        return switch (use) {
            case Model.IntegerUse integer -> checkRange(integer, value);
            case Model.BitStringUse(Model.Size size) -> checkSize(size, value + ".length()");
            case Model.OctetStringUse(Model.Size size) -> checkSize(size, value + ".length()");
            case Model.TextUse text -> Optional.of(texts.constant(text) + ".check(" + value + ");");
            case Model.OctetTextUse(String charset) when charset.equals("ISO_8859_1") ->
                    Optional.of(octetText(charset) + ".check(" + value + ");");
            case Model.ListUse(Model.Use element, Model.Size size) -> {
                String ofSize = checkSize(size, value + ".size()").orElse("");
                String ofElements =
                        check(element, "e" + value.length())
                                .map(
                                        check ->
                                                "for (var e%d : %s) { %s }"
                                                        .formatted(value.length(), value, check))
                                .orElse("");
                String both = (ofSize + " " + ofElements).strip();
                yield both.isEmpty() ? Optional.empty() : Optional.of(both);
            }
            case Model.Use _ -> Optional.empty();
        };
    }

    private Optional<String> checkRange(Model.IntegerUse use, String value) {
        if (use.extensible() || use.lower().isEmpty() && use.upper().isEmpty()) {
            return Optional.empty();
        }
        long lower = use.lower().orElse(Long.MIN_VALUE);
        long upper = use.upper().orElse(NO_UPPER);
        String lowest = lower == Long.MIN_VALUE ? "Long.MIN_VALUE" : lower + "L";
        return Optional.of(
                "%s.range(%s, %s, %dL);".formatted(file.per("Check"), value, lowest, upper));
    }

    private Optional<String> checkSize(Model.Size size, String value) {
        if (size.extensible() || size.equals(Model.Size.ANY)) {
            return Optional.empty();
        }
        return Optional.of("%s.size(%s, %s);".formatted(file.per("Check"), value, bounds(size)));
    }
}
