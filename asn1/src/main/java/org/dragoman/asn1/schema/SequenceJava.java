package org.dragoman.asn1.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the record of a SEQUENCE or SET, or of an alternative of a CHOICE.
final class SequenceJava {
    static final String UNKNOWN = "unknownExtensions";

    private final Model.SequenceType type;
    private final UseCode code;
    private final JavaFile file;
    private final List<Column> columns = new ArrayList<>();

    /// A component of the record: a field and where it stands.
    record Column(Model.Field field, int index, boolean addition, boolean group) {
        /// Extension additions may always be absent, whatever the schema says of new senders.
        boolean optional() {
            return field.optional() || addition && (group || field.byDefault().isEmpty());
        }

        boolean mandatory() {
            return !optional() && field.byDefault().isEmpty();
        }

        /// The local variable that decoding reads it into.
        String local() {
            return "v" + index;
        }
    }

    SequenceJava(Model.SequenceType type, UseCode code) {
        this.type = type;
        this.code = code;
        file = code.file();
        type.root().forEach(field -> columns.add(new Column(field, columns.size(), false, false)));
        type.additions()
                .forEach(
                        a ->
                                a.fields()
                                        .forEach(
                                                f ->
                                                        columns.add(
                                                                new Column(
                                                                        f,
                                                                        columns.size(),
                                                                        true,
                                                                        a.group()))));
    }

    List<Column> columns() {
        return columns;
    }

    boolean hasBuilder() {
        return !columns.stream().allMatch(Column::mandatory);
    }

    /// Whether there is nothing to read or write.
    boolean isEmpty() {
        return columns.isEmpty() && !type.extensible();
    }

    String simpleName() {
        return type.name().simple();
    }

    String javaType(Column column) {
        String boxed = code.boxed(column.field().use());
        return column.optional() ? code.optional(boxed) : code.type(column.field().use());
    }

    /// `record Name(components)`.
    String header() {
        Stream<String> components = columns.stream().map(c -> javaType(c) + " " + c.field().name());
        if (type.extensible()) {
            components =
                    Stream.concat(
                            components, Stream.of(file.per("UnknownExtensions") + " " + UNKNOWN));
        }
        return "record %s(%s)"
                .formatted(simpleName(), components.collect(Collectors.joining(", ")));
    }

    void constructors() {
        List<String> checks = new ArrayList<>();
        columns.forEach(column -> checks(column, checks));
        if (!checks.isEmpty()) {
            file.line("public " + simpleName() + " {");
            checks.forEach(file::line);
            file.line("}").blank();
        }
        if (hasBuilder() || type.extensible()) {
            shortConstructor();
        }
    }

    private void checks(Column column, List<String> into) {
        String name = column.field().name();
        Model.Use use = column.field().use();
        boolean isList = use instanceof Model.ListUse;
        if (column.optional()) {
            if (isList) {
                into.add("%s = %s.immutable(%s);".formatted(name, file.per("Check"), name));
            }
            code.check(use, name + ".get()")
                    .ifPresent(
                            check -> into.add("if (%s.isPresent()) { %s }".formatted(name, check)));
        } else {
            if (isList) {
                into.add(
                        "%s = %s.copyOf(%s);"
                                .formatted(name, file.library("java.util.List"), name));
            }
            code.check(use, name).ifPresent(into::add);
        }
    }

    /// The mandatory components of the root; everything else absent or at its default.
    private void shortConstructor() {
        String parameters =
                columns.stream()
                        .filter(Column::mandatory)
                        .map(c -> javaType(c) + " " + c.field().name())
                        .collect(Collectors.joining(", "));
        Stream<String> arguments =
                columns.stream().map(c -> c.mandatory() ? c.field().name() : absent(c));
        if (type.extensible()) {
            arguments = Stream.concat(arguments, Stream.of(noUnknown()));
        }
        file.line("public %s(%s) {".formatted(simpleName(), parameters));
        file.line("this(%s);".formatted(arguments.collect(Collectors.joining(", "))));
        file.line("}").blank();
    }

    String absent(Column column) {
        return column.optional()
                ? file.library("java.util.Optional") + ".empty()"
                : column.field().byDefault().orElseThrow();
    }

    String noUnknown() {
        return file.per("UnknownExtensions") + ".NONE";
    }

    void describe() {
        String text = file.per("RecordText");
        file.line("@" + file.library("java.lang.Override"));
        file.line("public %s toString() {".formatted(file.library("java.lang.String")));
        var chain = new StringBuilder("return new " + text + "(\"" + simpleName() + "\")");
        columns.forEach(
                c ->
                        chain.append(
                                ".add(\"%s\", this.%s)"
                                        .formatted(c.field().name(), c.field().name())));
        if (type.extensible()) {
            chain.append(".add(\"%s\", this.%s)".formatted(UNKNOWN, UNKNOWN));
        }
        file.line(chain + ".toString();").line("}").blank();
    }
}
