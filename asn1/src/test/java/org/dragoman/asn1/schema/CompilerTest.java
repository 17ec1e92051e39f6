package org.dragoman.asn1.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program that the build runs: it works when something changed, and only then.
class CompilerTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(0);

    @TempDir private Path folder;
    private Path schemas;
    private Path sources;
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @BeforeEach
    void makeFolders() throws IOException {
        schemas = Files.createDirectory(folder.resolve("schemas"));
        sources = folder.resolve("sources");
        schema("A ::= SEQUENCE { a BOOLEAN } B ::= SEQUENCE { b NULL }");
    }

    private void schema(String body) throws IOException {
        Files.writeString(
                schemas.resolve("x.asn"),
                "-- @package p\nX DEFINITIONS AUTOMATIC TAGS ::= BEGIN " + body + " END");
    }

    private int run() throws IOException {
        return Compiler.run(
                schemas, sources, new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    private Path java(String name) {
        return sources.resolve("p/" + name + ".java");
    }

    @Test
    void writesAFilePerTypeAndNothingWhenNothingChanged() throws IOException {
        assertThat(run()).isZero();
        assertThat(java("A")).exists();
        assertThat(java("B")).exists();
        assertThat(java("package-info")).exists();
        Files.writeString(java("A"), "a mark");
        assertThat(run()).isZero();
        assertThat(java("A")).hasContent("a mark");
    }

    @Test
    void touchesOnlyWhatChangedAndRemovesWhatIsGone() throws IOException {
        run();
        Files.setLastModifiedTime(java("A"), LONG_AGO);
        schema("A ::= SEQUENCE { a BOOLEAN } C ::= SEQUENCE {}");
        assertThat(run()).isZero();
        assertThat(Files.getLastModifiedTime(java("A"))).isEqualTo(LONG_AGO);
        assertThat(java("B")).doesNotExist();
        assertThat(java("C")).exists();
    }

    @Test
    void aWrongSchemaPrintsItsProblemsAndLeavesTheOldFiles() throws IOException {
        run();
        schema("A ::= NoSuchType");
        assertThat(run()).isEqualTo(1);
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("x.asn:2: the type NoSuchType");
        assertThat(java("B")).exists();
    }
}
