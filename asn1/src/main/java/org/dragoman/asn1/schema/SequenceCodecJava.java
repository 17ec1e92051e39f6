package org.dragoman.asn1.schema;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writes how the components of a record are decoded and encoded.
///
/// Source: ITU-T X.691 §19.
final class SequenceCodecJava {
    private final Model.SequenceType type;
    private final SequenceJava record;
    private final UseCode code;
    private final JavaFile file;
    private final List<SequenceJava.Column> columns;
    private final List<Model.Field> optionalRoot;

    SequenceCodecJava(Model.SequenceType type, SequenceJava record, UseCode code) {
        this.type = type;
        this.record = record;
        this.code = code;
        file = code.file();
        columns = record.columns();
        optionalRoot = type.root().stream().filter(field -> !field.mandatory()).toList();
    }

    /// `static Name NAME(PerReader in)`; {@code access} is `public ` or nothing.
    void decoder(String access, String name) {
        String fault = file.per("MalformedPdu");
        file.line(
                "%sstatic %s %s(%s in) throws %s {"
                        .formatted(
                                access, record.simpleName(), name, file.per("PerReader"), fault));
        if (record.isEmpty()) {
            file.line("return new " + record.simpleName() + "();").line("}").blank();
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
        for (SequenceJava.Column column : columns.subList(0, type.root().size())) {
            file.line("field = " + column.index() + ";");
            boolean flagged = !column.field().mandatory();
            readInto(column, true, flagged ? "in.bitAt(root + " + optional++ + ")" : "");
        }
        if (type.extensible()) {
            decodeAdditions();
        }
        file.line("in.leave();");
        String arguments =
                columns.stream().map(SequenceJava.Column::local).collect(Collectors.joining(", "));
        String last = !type.extensible() ? "" : columns.isEmpty() ? "unknown" : ", unknown";
        file.line("return new %s(%s%s);".formatted(record.simpleName(), arguments, last));
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

    private void readInto(SequenceJava.Column column, boolean declare, String flag) {
        String read = code.read(column.field().use(), "in");
        if (column.optional()) {
            read = file.library("java.util.Optional") + ".of(" + read + ")";
        }
        String expression =
                flag.isEmpty() ? read : flag + " ? " + read + " : " + record.absent(column);
        String declared = declare ? record.javaType(column) + " " : "";
        file.line(declared + column.local() + " = " + expression + ";");
    }

    private void decodeAdditions() {
        List<SequenceJava.Column> added = columns.subList(type.root().size(), columns.size());
        for (SequenceJava.Column column : added) {
            file.line(
                    record.javaType(column)
                            + " "
                            + column.local()
                            + " = "
                            + record.absent(column)
                            + ";");
        }
        file.line("%s unknown = %s;".formatted(file.per("UnknownExtensions"), record.noUnknown()));
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
            List<SequenceJava.Column> inside =
                    columns.subList(next, next + addition.fields().size());
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

    private void decodeGroup(List<SequenceJava.Column> group) {
        long optional = group.stream().filter(column -> !column.field().mandatory()).count();
        if (optional > 0) {
            file.line("int group = in.bitmap(" + optional + ");");
        }
        int flag = 0;
        for (SequenceJava.Column column : group) {
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
        for (SequenceJava.Column column : columns) {
            file.line("case %d -> \"%s\";".formatted(column.index(), column.field().asnName()));
        }
        file.line("default -> \"\";").line("};").line("}").blank();
    }

    /// The body of an encode method: components as fields of this record, to {@code out}.
    void encodeBody() {
        if (type.extensible()) {
            additionsPresent();
            file.line(
                    "boolean extended = additions != 0 || !this.%s.isEmpty();"
                            .formatted(SequenceJava.UNKNOWN));
            file.line("out.bit(extended);");
        }
        List<SequenceJava.Column> root = columns.subList(0, type.root().size());
        bitmap(root.stream().filter(column -> !column.field().mandatory()).toList());
        root.forEach(this::write);
        if (type.extensible()) {
            encodeAdditions();
        }
    }

    private String isPresent(SequenceJava.Column column) {
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
    private void bitmap(List<SequenceJava.Column> flagged) {
        for (int from = 0; from < flagged.size(); from += 32) {
            List<SequenceJava.Column> part =
                    flagged.subList(from, Math.min(flagged.size(), from + 32));
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

    private void write(SequenceJava.Column column) {
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
                        .formatted(type.additions().size(), SequenceJava.UNKNOWN));
        int next = type.root().size();
        for (int i = 0; i < type.additions().size(); i++) {
            Model.Addition addition = type.additions().get(i);
            List<SequenceJava.Column> inside =
                    columns.subList(next, next + addition.fields().size());
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
        file.line("out.unknownExtensions(this." + SequenceJava.UNKNOWN + ");").line("}");
    }

    private void writeAlone(SequenceJava.Column column) {
        if (column.field().use() instanceof Model.NullUse) {
            return;
        }
        String value = "this." + column.field().name() + (column.optional() ? ".get()" : "");
        file.line(code.write(column.field().use(), value, "out") + ";");
    }
}
