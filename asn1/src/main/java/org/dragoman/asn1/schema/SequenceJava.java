package org.dragoman.asn1.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Writes the record of a SEQUENCE or SET, or of an alternative of a CHOICE.
final class SequenceJava {
    private static final String UNKNOWN = "unknownExtensions";

    private final Model.SequenceType type;
    private final UseCode code;
    private final JavaFile file;
    private final List<Column> columns = new ArrayList<>();
    private final List<Model.Field> optionalRoot;

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
        optionalRoot = type.root().stream().filter(field -> !field.mandatory()).toList();
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

    /// `static Name NAME(PerReader in)`; {@code access} is `public ` or nothing.
    void decoder(String access, String name) {
        String fault = file.per("MalformedPdu");
        file.line(
                "%sstatic %s %s(%s in) throws %s {"
                        .formatted(access, simpleName(), name, file.per("PerReader"), fault));
        if (isEmpty()) {
            file.line("return new " + simpleName() + "();").line("}").blank();
            return;
        }
        file.line("in.enter(" + memory() + ");");
        file.line("int field = -1;");
        file.line("try {");
        if (type.extensible()) {
            file.line("boolean extended = in.bit();");
        }
        if (!optionalRoot.isEmpty()) {
            file.line("int root = in.bitmap(" + optionalRoot.size() + ");");
        }
        int optional = 0;
        for (Column column : columns.subList(0, type.root().size())) {
            file.line("field = " + column.index() + ";");
            boolean flagged = !column.field().mandatory();
            readInto(column, true, flagged ? "in.bitAt(root + " + optional++ + ")" : "");
        }
        if (type.extensible()) {
            decodeAdditions();
        }
        file.line("in.leave();");
        String arguments = columns.stream().map(Column::local).collect(Collectors.joining(", "));
        String last = !type.extensible() ? "" : columns.isEmpty() ? "unknown" : ", unknown";
        file.line("return new %s(%s%s);".formatted(simpleName(), arguments, last));
        file.line("} catch (" + fault + " e) {");
        file.line("throw e.within(fieldName(field));");
        file.line("}").line("}").blank();
        fieldNames();
    }

    /// From above: the record, and an Optional and a box for each component that may have them.
    private int memory() {
        int components = columns.stream().mapToInt(c -> c.optional() ? 40 : 8).sum();
        return 24 + components;
    }

    private void readInto(Column column, boolean declare, String flag) {
        String read = code.read(column.field().use(), "in");
        if (column.optional()) {
            read = file.library("java.util.Optional") + ".of(" + read + ")";
        }
        String expression = flag.isEmpty() ? read : flag + " ? " + read + " : " + absent(column);
        String declared = declare ? javaType(column) + " " : "";
        file.line(declared + column.local() + " = " + expression + ";");
    }

    private void decodeAdditions() {
        List<Column> added = columns.subList(type.root().size(), columns.size());
        for (Column column : added) {
            file.line(javaType(column) + " " + column.local() + " = " + absent(column) + ";");
        }
        file.line("%s unknown = %s;".formatted(file.per("UnknownExtensions"), noUnknown()));
        file.line("if (extended) {");
        file.line("field = -1;");
        file.line("int count = in.extensions();");
        file.line("int bitmap = in.bitmap(count);");
        int next = type.root().size();
        for (int i = 0; i < type.additions().size(); i++) {
            Model.Addition addition = type.additions().get(i);
            file.line("if (%d < count && in.bitAt(bitmap + %d)) {".formatted(i, i));
            file.line("field = " + next + ";");
            file.line("int mark = in.open();");
            List<Column> inside = columns.subList(next, next + addition.fields().size());
            if (addition.group()) {
                decodeGroup(inside);
            } else {
                readInto(inside.getFirst(), false, "");
            }
            file.line("in.close(mark);").line("}");
            next += addition.fields().size();
        }
        file.line("field = -1;");
        file.line(
                "unknown = in.unknownExtensions(bitmap, count, %d);"
                        .formatted(type.additions().size()));
        file.line("}");
    }

    private void decodeGroup(List<Column> group) {
        long optional = group.stream().filter(column -> !column.field().mandatory()).count();
        if (optional > 0) {
            file.line("int group = in.bitmap(" + optional + ");");
        }
        int flag = 0;
        for (Column column : group) {
            file.line("field = " + column.index() + ";");
            boolean flagged = !column.field().mandatory();
            readInto(column, false, flagged ? "in.bitAt(group + " + flag++ + ")" : "");
        }
    }

    private void fieldNames() {
        file.line(
                "private static %s fieldName(int field) {"
                        .formatted(file.library("java.lang.String")));
        file.line("return switch (field) {");
        for (Column column : columns) {
            file.line("case %d -> \"%s\";".formatted(column.index(), column.field().asnName()));
        }
        file.line("default -> \"\";").line("};").line("}").blank();
    }

    /// The body of an encode method: components as fields of this record, to {@code out}.
    void encodeBody() {
        if (type.extensible()) {
            additionsPresent();
            file.line(
                    "boolean extended = additions != 0 || !this.%s.isEmpty();".formatted(UNKNOWN));
            file.line("out.bit(extended);");
        }
        List<Column> root = columns.subList(0, type.root().size());
        bitmap(root.stream().filter(column -> !column.field().mandatory()).toList());
        root.forEach(this::write);
        if (type.extensible()) {
            encodeAdditions();
        }
    }

    private String isPresent(Column column) {
        String value = "this." + column.field().name();
        if (column.optional()) {
            return value + ".isPresent()";
        }
        String byDefault = column.field().byDefault().orElseThrow();
        return switch (column.field().use()) {
            case Model.BooleanUse(), Model.IntegerUse _ -> value + " != " + byDefault;
            case Model.Use _ -> "!" + value + ".equals(" + byDefault + ")";
        };
    }

    /// One bit for each of these components, in fields of up to 32 (X.691 §19.2).
    private void bitmap(List<Column> flagged) {
        for (int from = 0; from < flagged.size(); from += 32) {
            List<Column> part = flagged.subList(from, Math.min(flagged.size(), from + 32));
            if (part.size() == 1) {
                file.line("out.bit(" + isPresent(part.getFirst()) + ");");
                continue;
            }
            String bits =
                    IntStream.range(0, part.size())
                            .mapToObj(
                                    i ->
                                            "(%s ? 0x%xL : 0)"
                                                    .formatted(
                                                            isPresent(part.get(i)),
                                                            1L << part.size() - 1 - i))
                            .collect(Collectors.joining(" | "));
            file.line("out.bits(%s, %d);".formatted(bits, part.size()));
        }
    }

    private void write(Column column) {
        String value = "this." + column.field().name();
        if (column.optional() && column.field().mandatory()) { // in a group that is there
            value =
                    "%s.grouped(%s, \"%s\")"
                            .formatted(file.per("Check"), value, column.field().asnName());
        } else if (column.optional()) {
            value += ".get()";
        }
        String write = code.write(column.field().use(), value, "out");
        boolean nothing = column.field().use() instanceof Model.NullUse;
        if (nothing) {
            return;
        }
        if (column.field().mandatory()) {
            file.line(write + ";");
        } else {
            file.line("if (" + isPresent(column) + ") {").line(write + ";").line("}");
        }
    }

    private void additionsPresent() {
        file.line("long additions = 0;");
        int next = type.root().size();
        for (int i = 0; i < type.additions().size(); i++) {
            int size = type.additions().get(i).fields().size();
            String any =
                    columns.subList(next, next + size).stream()
                            .map(this::isPresent)
                            .collect(Collectors.joining(" || "));
            file.line("if (" + any + ") {")
                    .line("additions |= 0x%xL;".formatted(1L << i))
                    .line("}");
            next += size;
        }
    }

    private void encodeAdditions() {
        file.line("if (extended) {");
        file.line(
                "out.extensionBitmap(additions, %d, this.%s);"
                        .formatted(type.additions().size(), UNKNOWN));
        int next = type.root().size();
        for (int i = 0; i < type.additions().size(); i++) {
            Model.Addition addition = type.additions().get(i);
            List<Column> inside = columns.subList(next, next + addition.fields().size());
            file.line("if ((additions & 0x%xL) != 0) {".formatted(1L << i));
            file.line("int mark = out.open();");
            if (addition.group()) {
                bitmap(inside.stream().filter(c -> !c.field().mandatory()).toList());
                inside.forEach(this::write);
            } else {
                writeAlone(inside.getFirst());
            }
            file.line("out.close(mark);").line("}");
            next += inside.size();
        }
        file.line("out.unknownExtensions(this." + UNKNOWN + ");").line("}");
    }

    private void writeAlone(Column column) {
        if (column.field().use() instanceof Model.NullUse) {
            return;
        }
        String value = "this." + column.field().name() + (column.optional() ? ".get()" : "");
        file.line(code.write(column.field().use(), value, "out") + ";");
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
