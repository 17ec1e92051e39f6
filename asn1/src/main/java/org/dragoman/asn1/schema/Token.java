package org.dragoman.asn1.schema;

/// A lexical item (X.680 §12). The text of a string is what it stands for, else as written.
record Token(Kind kind, String text, Place place) {
    enum Kind {
        UPPER, // type reference, module reference or reserved word
        LOWER, // identifier or value reference
        FIELD, // &Type or &value
        NUMBER,
        CHARACTERS, // "cstring"
        BINARY, // '0101'B
        HEX, // '0AF'H
        SYMBOL,
        END
    }

    boolean is(String symbolOrWord) {
        return text.equals(symbolOrWord) && (kind == Kind.SYMBOL || kind == Kind.UPPER);
    }

    @Override
    public String toString() {
        return kind == Kind.END ? "the end of the file" : "'" + text + "'";
    }
}
