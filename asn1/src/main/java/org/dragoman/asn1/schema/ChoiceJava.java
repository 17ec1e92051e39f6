package org.dragoman.asn1.schema;

import java.util.ArrayList;
import java.util.List;

/// Writes the sealed interface of a CHOICE and the records of its alternatives.
final class ChoiceJava {
    private final Model.ChoiceType type;
    private final UseCode code;
    private final JavaFile file;
    private final DeclaredJava nested;
    private final List<Model.Alternative> all;

    ChoiceJava(Model.ChoiceType type, UseCode code, DeclaredJava nested) {
        this.type = type;
        this.code = code;
        this.nested = nested;
        file = code.file();
        all = new ArrayList<>(type.root());
        all.addAll(type.additions());
    }

    void write() {
        String name = type.name().simple();
        file.line("public sealed interface " + name + " {");
        file.line("/// Writes which alternative this is, and its content.");
        file.line("void encode(" + file.per("PerWriter") + " out);").blank();
        decoder(name);
        for (int i = 0; i < all.size(); i++) {
            alternative(i);
        }
        if (type.extensible()) {
            unknown(name);
        }
        if (type.name().isTopLevel()) {
            DeclaredJava.entry(file, name, type.asnName(), "default ");
        }
        file.line("}");
    }

    private void decoder(String name) {
        String fault = file.per("MalformedPdu");
        String reader = file.per("PerReader");
        int roots = type.root().size();
        file.line("static " + name + " decode(" + reader + " in) throws " + fault + " {");
        file.line("in.enter(32);").line("int index = -1;").line("try {").line(name + " value;");
        if (type.extensible()) {
            file.line("if (in.bit()) {");
            file.line("index = in.small() + " + roots + ";");
            file.line("if (index < " + all.size() + ") {");
            file.line("int mark = in.open();");
            file.line("value = alternative(index, in);");
            file.line("in.close(mark);");
            file.line("} else {");
            file.line(
                    "value = new %s(index - %d, in.openOctets());"
                            .formatted(type.unknown(), roots));
            file.line("}").line("} else {");
        }
        file.line("index = in.alternative(" + roots + ");");
        file.line("value = alternative(index, in);");
        if (type.extensible()) {
            file.line("}");
        }
        file.line("in.leave();").line("return value;");
        file.line("} catch (" + fault + " e) {").line("throw e.within(alternativeName(index));");
        file.line("}").line("}").blank();
        String parameters = "(int index, " + reader + " in) throws " + fault + " {";
        file.line("private static " + name + " alternative" + parameters);
        file.line("return switch (index) {");
        for (int i = 0; i < all.size(); i++) {
            file.line("case " + i + " -> " + read(all.get(i)) + ";");
        }
        file.line("default -> throw new IllegalStateException(\"alternative \" + index);");
        file.line("};").line("}").blank();
        String string = file.library("java.lang.String");
        file.line("private static " + string + " alternativeName(int index) {");
        file.line("return switch (index) {");
        for (int i = 0; i < all.size(); i++) {
            file.line("case %d -> \"%s\";".formatted(i, all.get(i).asnName()));
        }
        file.line("default -> \"\";").line("};").line("}").blank();
    }

    private String read(Model.Alternative alternative) {
        String name = code.name(alternative.content().name());
        if (!alternative.wraps()) {
            return alternative.content().root().isEmpty() && !alternative.content().extensible()
                    ? "new " + name + "()"
                    : name + ".decodeContent(in)";
        }
        return "new "
                + name
                + "("
                + code.read(alternative.content().root().getFirst().use(), "in")
                + ")";
    }

    private void alternative(int index) {
        Model.Alternative alternative = all.get(index);
        var record = new SequenceJava(alternative.content(), code);
        var codec = new SequenceCodecJava(alternative.content(), record, code);
        file.line("/// {@code " + alternative.asnName() + "}");
        file.line("public " + record.header() + " implements " + type.name().simple() + " {");
        record.constructors();
        file.line("@" + file.library("java.lang.Override"));
        file.line("public void encode(" + file.per("PerWriter") + " out) {");
        int roots = type.root().size();
        boolean addition = index >= roots;
        if (type.extensible()) {
            file.line("out.bit(" + addition + ");");
        }
        if (addition) {
            file.line("out.small(" + (index - roots) + ");").line("int choice = out.open();");
        } else {
            file.line("out.index(" + index + ", " + roots + ");");
        }
        codec.encodeBody();
        if (addition) {
            file.line("out.close(choice);");
        }
        file.line("}").blank();
        if (!alternative.wraps() && !record.isEmpty()) {
            codec.decoder("", "decodeContent");
            record.describe();
        }
        if (record.hasBuilder()) {
            new BuilderJava(record, alternative.content(), code).write();
        }
        alternative.content().nested().forEach(nested::write);
        file.line("}").blank();
    }

    private void unknown(String name) {
        String record = type.unknown();
        String octets = file.per("Octets");
        file.line("/// An alternative that a newer schema has: its index among the additions.");
        file.line(
                "public record %s(int index, %s bytes) implements %s {"
                        .formatted(record, octets, name));
        file.line("public " + record + " {");
        file.line(file.per("Check") + ".range(index, 0, 65535);");
        file.line("}").blank();
        file.line("@" + file.library("java.lang.Override"));
        file.line("public void encode(" + file.per("PerWriter") + " out) {");
        file.line("out.bit(true);").line("out.small(index);").line("out.openOctets(bytes);");
        file.line("}").line("}").blank();
    }
}
