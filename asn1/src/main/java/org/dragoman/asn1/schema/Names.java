package org.dragoman.asn1.schema;

import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/// Java names from ASN.1 names.
final class Names {
    /// Methods that a record component may not be called after (JLS §8.10.3).
    private static final Set<String> OBJECT_METHODS =
            Set.of(
                    "clone",
                    "finalize",
                    "getClass",
                    "hashCode",
                    "notify",
                    "notifyAll",
                    "toString",
                    "wait");

    private Names() {}

    /// `Setup-UUIE` is `SetupUUIE`, `h323-ID` is `H323ID`.
    static String type(String name) {
        var java = new StringBuilder();
        for (String part : name.split("-")) {
            java.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
        }
        return java.toString();
    }

    /// `h323-uu-pdu` is `h323UuPdu`; what Java reserves gets a trailing underscore.
    static String component(String name) {
        String upper = type(name);
        String java = name.substring(0, 1).toLowerCase(Locale.ROOT) + upper.substring(1);
        return SourceVersion.isKeyword(java) || OBJECT_METHODS.contains(java) ? java + "_" : java;
    }

    /// `userProvidedNotScreened` is `USER_PROVIDED_NOT_SCREENED`.
    static String constant(String name) {
        String spaced = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('-', '_');
        return spaced.toUpperCase(Locale.ROOT);
    }

    /// A package for a module that names none: its own name below a root.
    static String defaultPackage(String module) {
        return "asn1." + module.toLowerCase(Locale.ROOT).replace("-", "");
    }

    /// A Java string literal.
    static String literal(String text) {
        var java = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                java.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                java.append("\\u%04x".formatted((int) c));
            } else {
                java.append(c);
            }
        }
        return java + "\"";
    }
}
