package org.dragoman.asn1.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The constrained string types of one package, each once; they become constants of one class.
final class TextTypes {
    static final String CLASS = "TextTypes";

    private final Map<Model.TextUse, String> constants = new LinkedHashMap<>();

    /// The Java expression for a string type.
    String constant(Model.TextUse use) {
        String name = constants.computeIfAbsent(use, u -> u.base() + "_" + constants.size());
        return CLASS + "." + name;
    }

    boolean isEmpty() {
        return constants.isEmpty();
    }

    String java(String javaPackage) {
        var file = new JavaFile(javaPackage, Set.of());
        String type = file.per("StringType");
        file.line("/// The character string types of this package with their constraints.");
        file.line("final class " + CLASS + " {");
        constants.forEach(
                (use, name) ->
                        file.line(
                                "static final %s %s = %s.of(%s.Base.%s, %d, %d, %b, %s);"
                                        .formatted(
                                                type,
                                                name,
                                                type,
                                                type,
                                                use.base(),
                                                use.size().lower(),
                                                use.size().upper(),
                                                use.size().extensible(),
                                                Names.literal(use.alphabet()))));
        file.blank().line("private " + CLASS + "() {}").line("}");
        return file.text();
    }
}
