package org.dragoman.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.dragoman.gateway.cli.CommandReference;
import org.dragoman.gateway.config.ReferencePrinter;
import org.dragoman.gateway.records.RecordReference;
import org.dragoman.gateway.rest.OpenApi;
import org.dragoman.rules.Mappings;
import org.junit.jupiter.api.Test;

/// The generated files under docs/ are what the code says today. With the system property
/// {@code dragoman.docs=write} they are written anew instead:
/// {@code ./mvnw -pl gateway -am test -Dtest=GeneratedDocsTest -Ddragoman.docs=write
/// -Dsurefire.failIfNoSpecifiedTests=false}.
class GeneratedDocsTest {
    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void mappings() throws IOException {
        check(
                "mappings.md",
                out -> {
                    out.println("# What is mapped to what");
                    out.println();
                    out.println(
                            "Generated from the tables under `mapping-rules`; `dragoman map` prints"
                                    + " the same. A numeric cause");
                    out.println(
                            "that both sides can carry crosses unchanged: the cause tables speak"
                                    + " only where the peer gave none.");
                    out.println();
                    new MappingPrinter(Mappings.load(), out).all();
                });
    }

    @Test
    void configuration() throws IOException {
        check("configuration.md", out -> ReferencePrinter.print(out, Mappings.load()));
    }

    /// The REST interface for programs; the same is served at {@code /api/v1/openapi.json}.
    @Test
    void rest() throws IOException {
        check("openapi.json", out -> out.println(OpenApi.text()));
    }

    /// What is in a call record.
    @Test
    void records() throws IOException {
        check("record-columns.md", RecordReference::print);
    }

    /// The commands, as their help says.
    @Test
    void commands() throws IOException {
        check("cli.md", CommandReference::print);
    }

    static void check(String name, Consumer<PrintWriter> print) throws IOException {
        var text = new StringWriter();
        var out = new PrintWriter(text);
        print.accept(out);
        out.flush();
        var generated = text.toString().stripTrailing() + "\n";
        var file = DOCS.resolve(name);
        if ("write".equals(System.getProperty("dragoman.docs"))) {
            Files.writeString(file, generated);
        }
        assertThat(Files.readString(file))
                .as("docs/%s is generated; write it anew as GeneratedDocsTest says", name)
                .isEqualTo(generated);
    }
}
