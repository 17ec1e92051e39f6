package org.dragoman.asn1.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Writes the Java files of a schema: one for each type with a name, one for constants, one that
/// says what the package is.
final class JavaFiles {
    private final Map<String, String> files = new TreeMap<>();

    private JavaFiles() {}

    /// The text of every file, by its path below the source folder.
    static Map<String, String> of(List<Model.JavaPackage> packages) {
        var files = new JavaFiles();
        packages.forEach(files::write);
        return files.files;
    }

    private void write(Model.JavaPackage javaPackage) {
        var texts = new TextTypes();
        Set<String> inPackage = new HashSet<>();
        javaPackage.types().forEach(type -> inPackage.add(type.name().path()));
        for (Model.Declared type : javaPackage.types()) {
            put(javaPackage, type.name().path(), type(javaPackage, type, inPackage, texts));
        }
        if (!javaPackage.constants().isEmpty()) {
            put(javaPackage, "Values", values(javaPackage));
        }
        if (!texts.isEmpty()) {
            put(javaPackage, TextTypes.CLASS, texts.java(javaPackage.name()));
        }
        put(
                javaPackage,
                "package-info",
                """
                /// Types generated from ASN.1, with their aligned-PER codecs.
                @NullMarked
                package %s;

                import org.jspecify.annotations.NullMarked;
                """
                        .formatted(javaPackage.name()));
    }

    private void put(Model.JavaPackage javaPackage, String name, String text) {
        files.put(javaPackage.name().replace('.', '/') + "/" + name + ".java", text);
    }

    private static String type(
            Model.JavaPackage javaPackage,
            Model.Declared type,
            Set<String> inPackage,
            TextTypes texts) {
        Set<String> nested = new HashSet<>();
        collect(type, nested);
        Set<String> taken = new HashSet<>(inPackage);
        taken.addAll(nested);
        var file = new JavaFile(javaPackage.name(), taken);
        new DeclaredJava(new UseCode(file, nested, texts)).write(type);
        return file.text();
    }

    /// The simple names of all types nested in one, which hide others of that name.
    private static void collect(Model.Declared type, Set<String> into) {
        for (Model.Declared nested : type.nested()) {
            into.add(nested.name().simple());
            collect(nested, into);
        }
        if (type instanceof Model.ChoiceType choice) {
            for (List<Model.Alternative> part : List.of(choice.root(), choice.additions())) {
                for (Model.Alternative alternative : part) {
                    into.add(alternative.content().name().simple());
                    collect(alternative.content(), into);
                }
            }
        }
    }

    private static String values(Model.JavaPackage javaPackage) {
        var file = new JavaFile(javaPackage.name(), Set.of());
        file.line("/// Values that the schema gives a name.").line("public final class Values {");
        for (Model.Constant constant : javaPackage.constants()) {
            String type = constant.javaType();
            String shown = type.contains(".") ? file.library(type) : type;
            file.line("/// {@code " + constant.asnName() + "}");
            file.line(
                    "public static final %s %s = %s;"
                            .formatted(shown, constant.name(), constant.expression()));
        }
        file.blank().line("private Values() {}").line("}");
        return file.text();
    }
}
