package org.dragoman.asn1.schema;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// The text of one Java file while it is written: indentation and imports.
final class JavaFile {
    private final String javaPackage;
    private final Set<String> taken; // simple names that mean something else in this file
    private final SortedSet<String> imports = new TreeSet<>();
    private final StringBuilder body = new StringBuilder();
    private int indent;

    JavaFile(String javaPackage, Set<String> taken) {
        this.javaPackage = javaPackage;
        this.taken = taken;
    }

    /// A library type by its full name: imported, and by its simple name where that is free.
    String library(String fullName) {
        String simple = fullName.substring(fullName.lastIndexOf('.') + 1);
        if (taken.contains(simple)) {
            return fullName;
        }
        if (!fullName.startsWith("java.lang.")) {
            imports.add(fullName);
        }
        return simple;
    }

    /// A type of the PER runtime.
    String per(String simple) {
        return library("org.dragoman.asn1.per." + simple);
    }

    String generated(Model.TypeName name, Set<String> nestedHere) {
        boolean near = name.javaPackage().equals(javaPackage);
        return near && !nestedHere.contains(name.topLevel())
                ? name.path()
                : name.javaPackage() + "." + name.path();
    }

    /// A line; one that ends with an opening brace indents those after it, one that begins with a
    /// closing brace ends that.
    JavaFile line(String text) {
        if (text.startsWith("}") || text.startsWith(")")) {
            indent--;
        }
        if (!text.isEmpty()) {
            body.append("    ".repeat(indent)).append(text);
        }
        body.append('\n');
        if (text.endsWith("{") || text.endsWith("(")) {
            indent++;
        }
        return this;
    }

    JavaFile blank() {
        return line("");
    }

    String text() {
        var text = new StringBuilder("// Generated from ASN.1 by org.dragoman.asn1.schema.\n");
        text.append("package ").append(javaPackage).append(";\n\n");
        imports.forEach(name -> text.append("import ").append(name).append(";\n"));
        return text.append(imports.isEmpty() ? "" : "\n").append(body).toString();
    }
}
