package org.dragoman.asn1.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads modules: their header, imports and assignments.
///
/// Information object classes, objects and object sets are stepped over: PER sees of them only the
/// open types, which are written where they are used.
///
/// Source: ITU-T X.680 §13, §16; X.681 §9 to §12; X.683 §8.
final class Parser {
    private final Tokens tokens;
    private final TypeParser typeParser;

    private Parser(List<Token> tokens) {
        this.tokens = new Tokens(tokens);
        typeParser = new TypeParser(this.tokens);
    }

    /// The modules of one file.
    static List<Ast.Module> modules(String file, String text) throws SchemaProblem {
        var parser = new Parser(Lexer.tokens(file, text));
        var modules = new ArrayList<Ast.Module>();
        while (!parser.tokens.is(Token.Kind.END)) {
            modules.add(parser.module());
        }
        return modules;
    }

    private Ast.Module module() throws SchemaProblem {
        var module = new Contents();
        module.packageComments();
        Token name = tokens.expect(Token.Kind.UPPER, "the name of a module");
        if (tokens.is("{")) {
            tokens.braces();
        }
        tokens.expect("DEFINITIONS");
        boolean automatic = tagDefault();
        tokens.expect("::=");
        tokens.expect("BEGIN");
        module.packageComments();
        exports();
        if (tokens.take("IMPORTS")) {
            module.imports();
        }
        module.packageComments();
        while (!tokens.take("END")) {
            module.assignment();
            module.packageComments();
        }
        return new Ast.Module(
                name.text(),
                name.place(),
                module.javaPackage,
                automatic,
                module.imports,
                module.types,
                module.values);
    }

    private void exports() throws SchemaProblem {
        if (!tokens.take("EXPORTS")) {
            return;
        }
        while (!tokens.take(";")) {
            if (tokens.next().kind() == Token.Kind.END) {
                throw tokens.unexpected("';' after what is exported");
            }
        }
    }

    private boolean tagDefault() throws SchemaProblem {
        boolean automatic = tokens.take("AUTOMATIC");
        if (automatic || tokens.take("EXPLICIT") || tokens.take("IMPLICIT")) {
            tokens.expect("TAGS");
        }
        if (tokens.is("EXTENSIBILITY")) {
            throw new SchemaProblem(tokens.place(), "EXTENSIBILITY IMPLIED is not supported");
        }
        return automatic;
    }

    /// A module while it is read.
    private final class Contents {
        private Optional<String> javaPackage = Optional.empty();
        private final Map<String, String> imports = new LinkedHashMap<>();
        private final Map<String, Ast.TypeAssignment> types = new LinkedHashMap<>();
        private final Map<String, Ast.ValueAssignment> values = new LinkedHashMap<>();

        private void packageComments() {
            while (tokens.take("@package")) {
                javaPackage = Optional.of(tokens.next().text());
            }
        }

        private void imports() throws SchemaProblem {
            while (!tokens.take(";")) {
                var symbols = new ArrayList<String>();
                do {
                    symbols.add(symbol().text());
                    if (tokens.is("{")) {
                        tokens.braces(); // a parameterised reference
                    }
                } while (tokens.take(","));
                tokens.expect("FROM");
                String from = tokens.expect(Token.Kind.UPPER, "the name of a module").text();
                symbols.forEach(symbol -> imports.put(symbol, from));
                if (tokens.is("{")) {
                    tokens.braces(); // the module's object identifier; names are enough here
                }
            }
        }

        private Token symbol() throws SchemaProblem {
            return tokens.is(Token.Kind.LOWER)
                    ? tokens.next()
                    : tokens.expect(Token.Kind.UPPER, "the name of an imported type or value");
        }

        private void assignment() throws SchemaProblem {
            if (tokens.is(Token.Kind.UPPER)) {
                upperAssignment();
            } else if (tokens.is(Token.Kind.LOWER)) {
                lowerAssignment();
            } else {
                throw tokens.unexpected("an assignment or END");
            }
        }

        private void upperAssignment() throws SchemaProblem {
            Token name = tokens.next();
            List<Ast.Parameter> parameters = tokens.is("{") ? parameters() : List.of();
            if (tokens.is(Token.Kind.UPPER)) {
                setAssignment();
                return;
            }
            tokens.expect("::=");
            if (tokens.is("CLASS")) {
                classDefinition();
                return;
            }
            if (types.containsKey(name.text())) {
                throw new SchemaProblem(name.place(), name.text() + " is defined twice");
            }
            Ast.Type type = typeParser.type();
            types.put(
                    name.text(),
                    new Ast.TypeAssignment(name.text(), parameters, type, name.place()));
        }

        /// `Name CLASS ::= { ... }` or `Name Type ::= { ... }`: nothing that PER sees.
        private void setAssignment() throws SchemaProblem {
            while (!tokens.is("::=")) {
                if (tokens.next().kind() == Token.Kind.END) {
                    throw tokens.unexpected("'::='");
                }
            }
            tokens.expect("::=");
            tokens.braces();
        }

        private void classDefinition() throws SchemaProblem {
            tokens.expect("CLASS");
            tokens.braces();
            if (tokens.take("WITH")) {
                tokens.expect("SYNTAX");
                tokens.braces();
            }
        }

        private List<Ast.Parameter> parameters() throws SchemaProblem {
            var parameters = new ArrayList<Ast.Parameter>();
            tokens.expect("{");
            do {
                Token first = tokens.next();
                while (!tokens.is(",") && !tokens.is("}")) {
                    first = tokens.next(); // Governor ":" dummy
                    if (first.kind() == Token.Kind.END) {
                        throw tokens.unexpected("'}'");
                    }
                }
                parameters.add(new Ast.Parameter(first.text()));
            } while (tokens.take(","));
            tokens.expect("}");
            return parameters;
        }

        private void lowerAssignment() throws SchemaProblem {
            Token name = tokens.next();
            boolean parameterised = tokens.is("{");
            if (parameterised) {
                tokens.braces();
            }
            if (parameterised || isObject()) {
                setAssignment();
                return;
            }
            Ast.Type type = typeParser.type();
            tokens.expect("::=");
            Ast.Value value = typeParser.value();
            if (values.containsKey(name.text())) {
                throw new SchemaProblem(name.place(), name.text() + " is defined twice");
            }
            values.put(
                    name.text(), new Ast.ValueAssignment(name.text(), type, value, name.place()));
        }

        /// `name CLASS ::= {`: a class reference is all capitals and is no built-in type.
        private boolean isObject() {
            String word = tokens.peek().text();
            return tokens.is(Token.Kind.UPPER)
                    && tokens.peek(1).is("::=")
                    && tokens.peek(2).is("{")
                    && word.equals(word.toUpperCase(Locale.ROOT))
                    && !TypeParser.isReserved(word);
        }
    }
}
