package org.dragoman.asn1.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What the compiler says of a schema that is wrong, and where. The body starts at line 2.
class SchemaProblemTest {
    record Case(String body, String problem) {
        @Override
        public String toString() {
            return body;
        }
    }

    static final List<Case> CASES =
            List.of(
                    new Case("A ::= B", "x.asn:2: the type B is neither defined in X nor imported"),
                    new Case("A ::=\nSEQUENCE { b\nB }", "x.asn:4: the type B is neither"),
                    new Case("A ::= SEQUENCE { b }", "x.asn:2: expected a type, found '}'"),
                    new Case("A ::= SEQUENCE { b BOOLEAN", "expected '}', found 'END'"),
                    new Case("A ::= SEQUENCE { B BOOLEAN }", "expected the name of a component"),
                    new Case("A ::= A", "A is defined by itself"),
                    new Case("A ::= BOOLEAN A ::= NULL", "A is defined twice"),
                    new Case("A ::= SEQUENCE { a NULL, a NULL }", "a is also at line 2"),
                    new Case("A ::= CHOICE { a NULL, a NULL }", "a is also at line 2"),
                    new Case("A ::= CHOICE { ... }", "a CHOICE without alternatives"),
                    new Case("A ::= ENUMERATED { a, a }", "a is there twice"),
                    new Case("A ::= ENUMERATED { a(1), b(1) }", "a number that another item has"),
                    new Case("A ::= SEQUENCE { ..., ..., ... }", "a third extension marker"),
                    new Case("A ::= INTEGER (5..1)", "an empty range"),
                    new Case("A ::= INTEGER (0..x)", "the value x is neither defined in X"),
                    new Case("A ::= INTEGER (0..x) x INTEGER ::= y y INTEGER ::= x", "itself"),
                    new Case("A ::= INTEGER (0<..5)", "an open end of a range"),
                    new Case("A ::= INTEGER (0..18446744073709551615)", "more than 64 bits"),
                    new Case("A ::= OCTET STRING (SIZE (-1..5))", "a size of -1 to 5"),
                    new Case("A ::= IA5String (FROM (\"ab\"..\"c\"))", "from one character"),
                    new Case("A ::= IA5String (FROM (SIZE (1)))", "FROM takes characters"),
                    new Case("A ::= SEQUENCE { a INTEGER DEFAULT TRUE }", "not an integer"),
                    new Case(
                            "A ::= SEQUENCE { a E DEFAULT z } E ::= ENUMERATED { b }",
                            "z is no item"),
                    new Case(
                            "P { T } ::= SEQUENCE { t T } A ::= P",
                            "P takes 1 parameters, given are 0"),
                    new Case("P { T } ::= SEQUENCE { t T } A ::= P { 5 }", "T is not given a type"),
                    new Case("P { T } ::= SEQUENCE { p P { T } } A ::= P { NULL }", "in itself"),
                    new Case("A ::= INTEGER (A)", "a type constrained by itself"),
                    new Case(
                            "A ::= CHOICE { a [1] NULL, b B } B ::= CHOICE { b B, c [2] NULL }",
                            "B begins with itself"),
                    new Case("A ::= REAL", "REAL is not supported"),
                    new Case(
                            "A ::= SEQUENCE { COMPONENTS OF B }", "COMPONENTS OF is not supported"),
                    new Case("A ::= OPERATION.&code", "OPERATION.&code is a field of fixed type"),
                    new Case("A ::= Other.B", "there is no module Other"),
                    new Case("a IA5String ::= \"x", "a string that does not end on its line"),
                    new Case("A ::= BOOLEAN #", "no ASN.1 has the character '#'"),
                    new Case("/* A ::= BOOLEAN", "x.asn:2: a comment that does not end"),
                    new Case(
                            "b OCTET STRING ::= '0G'H",
                            "neither a binary nor a hexadecimal string"),
                    new Case(
                            "A ::= Values Values ::= NULL x INTEGER ::= 1 x INTEGER ::= 2",
                            "x is defined twice"),
                    new Case(
                            "Values ::= SEQUENCE {}", "Values is a name that generated code needs"),
                    new Case(
                            "A ::= " + "SEQUENCE OF ".repeat(300) + "NULL",
                            "nested more than 200"));

    private static List<String> problems(String... texts) {
        var files = new java.util.LinkedHashMap<String, String>();
        for (String text : texts) {
            files.put(files.isEmpty() ? "x.asn" : "y" + files.size() + ".asn", text);
        }
        return Compiler.compileTexts(files).problems();
    }

    private static String module(String name, String body) {
        return name + " DEFINITIONS AUTOMATIC TAGS ::= BEGIN\n" + body + "\nEND";
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void isShownWithFileAndLine(Case wrong) {
        List<String> problems = problems(module("X", wrong.body()));
        assertThat(problems).isNotEmpty();
        assertThat(problems.getFirst()).startsWith("x.asn:").contains(wrong.problem());
    }

    @Test
    void allProblemsOfAllModulesAreShownAtOnce() {
        assertThat(
                        problems(
                                module("X", "A ::= B\nC ::= SEQUENCE { d D }\nE ::= BOOLEAN"),
                                module("Y", "IMPORTS Z FROM X;\nF ::= Z")))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("x.asn:2: the type B"),
                        second -> assertThat(second).startsWith("x.asn:3: the type D"),
                        third ->
                                assertThat(third)
                                        .isEqualTo("y1.asn:3: the module X does not define Z"));
    }

    @Test
    void twoTypesOfOneNameInOnePackageAreRefused() {
        String pragma = "-- @package same\n";
        assertThat(
                        problems(
                                pragma + module("X", "A ::= SEQUENCE {} n INTEGER ::= 1"),
                                pragma + module("Y", "A ::= SEQUENCE {} n INTEGER ::= 2")))
                .satisfiesExactly(
                        first -> assertThat(first).contains("two types A"),
                        second -> assertThat(second).contains("two values N"));
    }
}
