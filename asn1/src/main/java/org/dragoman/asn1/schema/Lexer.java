package org.dragoman.asn1.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Splits the text of a schema file into tokens and finds the package comments.
///
/// Source: ITU-T X.680 §12.
final class Lexer {
    private static final Pattern PACKAGE = Pattern.compile("@package\\s+([a-z][\\w.]*)");
    private static final List<String> SYMBOLS =
            List.of(
                    "::=", "...", "..", "[[", "]]", "{", "}", "(", ")", "[", "]", ",", ";", ":",
                    ".", "|", "^", "<", "-", "@", "!");

    private final String file;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;

    private Lexer(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /// The tokens of a file, the last one of kind END. A package comment is a token too: the symbol
    /// `@package` followed by an identifier.
    static List<Token> tokens(String file, String text) throws SchemaProblem {
        var lexer = new Lexer(file, text);
        while (lexer.skipSpace()) {
            lexer.next();
        }
        lexer.add(Token.Kind.END, "");
        return lexer.tokens;
    }

    private Place place() {
        return new Place(file, line);
    }

    private void add(Token.Kind kind, String content) {
        tokens.add(new Token(kind, content, place()));
    }

    private boolean skipSpace() throws SchemaProblem {
        while (at < text.length()) {
            if (text.startsWith("--", at)) {
                lineComment();
            } else if (text.startsWith("/*", at)) {
                blockComment();
            } else if (Character.isWhitespace(text.charAt(at))) {
                line += text.charAt(at) == '\n' ? 1 : 0;
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    private void lineComment() {
        int newLine = text.indexOf('\n', at);
        int dashes = text.indexOf("--", at + 2);
        int end = newLine < 0 ? text.length() : newLine;
        boolean closed = dashes >= 0 && dashes < end;
        Matcher matcher = PACKAGE.matcher(text.substring(at, closed ? dashes : end));
        if (matcher.find()) {
            add(Token.Kind.SYMBOL, "@package");
            add(Token.Kind.LOWER, matcher.group(1));
        }
        at = closed ? dashes + 2 : end;
    }

    private void blockComment() throws SchemaProblem {
        Place start = place();
        int depth = 0;
        do {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else if (at >= text.length()) {
                throw new SchemaProblem(start, "a comment that does not end");
            } else {
                line += text.charAt(at++) == '\n' ? 1 : 0;
            }
        } while (depth > 0);
    }

    private void next() throws SchemaProblem {
        char c = text.charAt(at);
        if (isLetter(c)) {
            add(Character.isUpperCase(c) ? Token.Kind.UPPER : Token.Kind.LOWER, word());
        } else if (c == '&' && at + 1 < text.length() && isLetter(text.charAt(at + 1))) {
            at++;
            add(Token.Kind.FIELD, word());
        } else if (isDigit(c)) {
            int start = at;
            while (at < text.length() && isDigit(text.charAt(at))) {
                at++;
            }
            add(Token.Kind.NUMBER, text.substring(start, at));
        } else if (c == '"') {
            characters();
        } else if (c == '\'') {
            bits();
        } else {
            symbol();
        }
    }

    private String word() {
        int start = at;
        while (at < text.length() && isWord(text.charAt(at)) && !text.startsWith("--", at)) {
            at++;
        }
        return text.substring(start, at);
    }

    private void characters() throws SchemaProblem {
        Place start = place();
        var content = new StringBuilder();
        for (at++; ; at++) {
            if (at >= text.length() || text.charAt(at) == '\n') {
                throw new SchemaProblem(start, "a string that does not end on its line");
            }
            if (text.charAt(at) == '"') {
                if (!text.startsWith("\"\"", at)) {
                    break;
                }
                at++;
            }
            content.append(text.charAt(at));
        }
        at++;
        add(Token.Kind.CHARACTERS, content.toString());
    }

    private void bits() throws SchemaProblem {
        int end = text.indexOf('\'', at + 1);
        char kind = end < 0 || end + 1 >= text.length() ? ' ' : text.charAt(end + 1);
        String content = end < 0 ? "" : text.substring(at + 1, end).replaceAll("\\s", "");
        if (kind == 'B' && content.matches("[01]*")) {
            add(Token.Kind.BINARY, content);
        } else if (kind == 'H' && content.matches("[0-9A-F]*")) {
            add(Token.Kind.HEX, content);
        } else {
            throw new SchemaProblem(place(), "neither a binary nor a hexadecimal string");
        }
        at = end + 2;
    }

    private void symbol() throws SchemaProblem {
        for (String symbol : SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                add(Token.Kind.SYMBOL, symbol);
                at += symbol.length();
                return;
            }
        }
        throw new SchemaProblem(place(), "no ASN.1 has the character '" + text.charAt(at) + "'");
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWord(char c) {
        return isLetter(c) || isDigit(c) || c == '-';
    }
}
