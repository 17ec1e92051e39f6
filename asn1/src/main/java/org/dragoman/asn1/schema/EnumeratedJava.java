package org.dragoman.asn1.schema;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the enum of an ENUMERATED; around that of an extensible one, a sealed interface.
final class EnumeratedJava {
    private final Model.EnumeratedType type;
    private final JavaFile file;

    EnumeratedJava(Model.EnumeratedType type, JavaFile file) {
        this.type = type;
        this.file = file;
    }

    void write() {
        String name = type.name().simple();
        if (type.extensible()) {
            extensible(name);
        } else {
            plain(name);
        }
    }

    private String items(List<Model.Item> items) {
        return items.stream().map(Model.Item::name).collect(Collectors.joining(", "));
    }

    private void decodeHeader(String name) {
        file.line(
                "%sstatic %s decode(%s in) throws %s {"
                        .formatted(
                                type.extensible() ? "" : "public ",
                                name,
                                file.per("PerReader"),
                                file.per("MalformedPdu")));
    }

    private void plain(String name) {
        int count = type.root().size();
        file.line("public enum " + name + " {");
        file.line(items(type.root()) + ";").blank();
        file.line("private static final " + name + "[] ITEMS = values();").blank();
        decodeHeader(name);
        file.line("return ITEMS[in.item(" + count + ")];").line("}").blank();
        file.line("public void encode(" + file.per("PerWriter") + " out) {");
        file.line("out.index(ordinal(), " + count + ");").line("}").line("}");
    }

    private void extensible(String name) {
        int roots = type.root().size();
        int all = roots + type.additions().size();
        String writer = file.per("PerWriter");
        file.line("public sealed interface " + name + " {");
        file.line("void encode(" + writer + " out);").blank();
        decodeHeader(name);
        file.line("if (!in.bit()) {");
        file.line("return Known.ITEMS[in.item(" + roots + ")];").line("}");
        file.line("int index = in.small();");
        file.line(
                "return index < %d ? Known.ITEMS[index + %d] : new Unknown(index);"
                        .formatted(all - roots, roots));
        file.line("}").blank();
        file.line("/// The items that our schema has.");
        file.line("enum Known implements " + name + " {");
        file.line(
                Stream.concat(type.root().stream(), type.additions().stream())
                                .map(Model.Item::name)
                                .collect(Collectors.joining(", "))
                        + ";");
        file.blank().line("private static final Known[] ITEMS = values();").blank();
        encodeHeader(writer);
        file.line("boolean addition = ordinal() >= " + roots + ";").line("out.bit(addition);");
        file.line("if (addition) {").line("out.small(ordinal() - " + roots + ");");
        file.line("} else {").line("out.index(ordinal(), " + roots + ");").line("}");
        file.line("}").line("}").blank();
        file.line("/// An item that a newer schema has: its index among the additions.");
        file.line("record Unknown(int index) implements " + name + " {");
        file.line("public Unknown {");
        file.line(file.per("Check") + ".range(index, 0, 65535);");
        file.line("}").blank();
        encodeHeader(writer);
        file.line("out.bit(true);").line("out.small(index);").line("}").line("}").line("}");
    }

    private void encodeHeader(String writer) {
        file.line("@" + file.library("java.lang.Override"));
        file.line("public void encode(" + writer + " out) {");
    }
}
