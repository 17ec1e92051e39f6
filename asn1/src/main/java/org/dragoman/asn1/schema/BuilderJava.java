package org.dragoman.asn1.schema;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the builder of a record with optional components.
final class BuilderJava {
    private final SequenceJava record;
    private final Model.SequenceType type;
    private final UseCode code;
    private final JavaFile file;

    BuilderJava(SequenceJava record, Model.SequenceType type, UseCode code) {
        this.record = record;
        this.type = type;
        this.code = code;
        file = code.file();
    }

    void write() {
        file.line("/// Nothing set yet.");
        file.line("public static Builder builder() {")
                .line("return new Builder();")
                .line("}")
                .blank();
        file.line("/// All set as it is here.");
        file.line("public Builder toBuilder() {");
        file.line("var copy = new Builder();");
        for (SequenceJava.Column column : record.columns()) {
            String name = column.field().name();
            String value = "this." + name;
            String held =
                    column.mandatory()
                            ? file.library("java.util.Optional") + ".of(" + value + ")"
                            : value;
            file.line("copy." + name + " = " + held + ";");
        }
        if (type.extensible()) {
            file.line("copy.unknownExtensions = this.unknownExtensions;");
        }
        file.line("return copy;").line("}").blank();
        builder();
    }

    private void builder() {
        file.line("/// Sets components by name; what is not set stays absent or at its default.");
        file.line("public static final class Builder {");
        String optional = file.library("java.util.Optional");
        for (SequenceJava.Column column : record.columns()) {
            String name = column.field().name();
            boolean wrapped = column.mandatory() || column.optional();
            String held =
                    wrapped
                            ? code.optional(code.boxed(column.field().use()))
                            : record.javaType(column);
            String initial = wrapped ? optional + ".empty()" : record.absent(column);
            file.line("private " + held + " " + name + " = " + initial + ";");
        }
        String unknown = file.per("UnknownExtensions");
        if (type.extensible()) {
            file.line("private " + unknown + " unknownExtensions = " + unknown + ".NONE;");
        }
        file.blank().line("private Builder() {}").blank();
        for (SequenceJava.Column column : record.columns()) {
            boolean wrapped = column.mandatory() || column.optional();
            String value = wrapped ? optional + ".of(value)" : "value";
            setter(column.field().name(), code.type(column.field().use()), value);
        }
        if (type.extensible()) {
            setter("unknownExtensions", unknown, "value");
        }
        build();
        file.line("}");
    }

    private void setter(String name, String type, String value) {
        file.line("public Builder %s(%s value) {".formatted(name, type));
        file.line("this." + name + " = " + value + ";");
        file.line("return this;").line("}").blank();
    }

    private void build() {
        Stream<String> arguments = record.columns().stream().map(this::built);
        if (type.extensible()) {
            arguments = Stream.concat(arguments, Stream.of("this.unknownExtensions"));
        }
        if (record.columns().stream().anyMatch(SequenceJava.Column::mandatory)) {
            file.line("/// - Errors: IllegalStateException naming a mandatory component not set.");
        }
        file.line("public " + record.simpleName() + " build() {");
        file.line(
                "return new %s(%s);"
                        .formatted(
                                record.simpleName(), arguments.collect(Collectors.joining(", "))));
        file.line("}");
    }

    private String built(SequenceJava.Column column) {
        String name = column.field().name();
        return column.mandatory()
                ? "%s.required(this.%s, \"%s\")".formatted(file.per("Check"), name, name)
                : "this." + name;
    }
}
