package org.dragoman.gateway.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.zip.ZipFile;
import org.dragoman.gateway.Main;
import org.dragoman.gateway.OwnProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// {@code dragoman backup} and {@code dragoman restore} as somebody types them.
@Timeout(120)
class BackupProcessTest {
    @TempDir private Path temp;

    private record Outcome(int code, String said) {}

    private Outcome dragoman(String... words) throws Exception {
        return ended(process(words).redirectErrorStream(true));
    }

    private static Outcome ended(ProcessBuilder builder) throws Exception {
        var process = builder.redirectInput(ProcessBuilder.Redirect.PIPE).start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), said);
    }

    private ProcessBuilder process(String... words) {
        var command = OwnProcess.java(List.of("-Xmx160m", "-XX:+UseSerialGC"), Main.class, words);
        var builder = new ProcessBuilder(command).directory(temp.toFile());
        builder.environment().put("DRAGOMAN_DATA", temp.resolve("data").toString());
        builder.environment().put("DRAGOMAN_STATE", temp.resolve("state").toString());
        return builder;
    }

    /// A gateway is writing: its last record is not yet in the file itself, but beside it.
    @Test
    void records_that_were_written_last_are_in_it() throws Exception {
        var folder = Files.createDirectories(temp.resolve("data/records"));
        Files.writeString(temp.resolve("password"), "correct horse\n");
        var database = folder.resolve("records.db");
        try (var writer = DriverManager.getConnection("jdbc:sqlite:" + database);
                var statement = writer.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA wal_autocheckpoint = 0");
            statement.execute("CREATE TABLE t (x)");
            statement.execute("INSERT INTO t VALUES ('the last')");
            assertThat(dragoman("backup", "b", "--password-file", "password").said())
                    .isEqualTo("b has 1 files.\n");
        }
        assertThat(dragoman("restore", "b", "--password-file", "password").code()).isZero();
        try (var reader = DriverManager.getConnection("jdbc:sqlite:" + database);
                var found = reader.createStatement().executeQuery("SELECT x FROM t")) {
            assertThat(found.next()).isTrue();
            assertThat(found.getString(1)).isEqualTo("the last");
        }
    }

    @Test
    void what_was_written_comes_back() throws Exception {
        Files.createDirectories(temp.resolve("data"));
        Files.writeString(temp.resolve("data/accounts.yaml"), "list: []\n");
        Files.writeString(temp.resolve("dragoman.yaml"), "limits: {calls: 7}\n");
        Files.writeString(temp.resolve("password"), "correct horse\n");

        var brief = Files.writeString(temp.resolve("brief"), "1234567\n");
        assertThat(dragoman("backup", "b", "--password-file", brief.toString()))
                .isEqualTo(new Outcome(2, "The password of a backup has at least 8 characters.\n"));
        assertThat(dragoman("backup", "b").said()).contains("--password-file FILE");
        assertThat(dragoman("backup", "b", "--password-file", "password"))
                .isEqualTo(new Outcome(0, "b has 2 files.\n"));

        Files.writeString(temp.resolve("dragoman.yaml"), "lost");
        Files.delete(temp.resolve("data/accounts.yaml"));
        assertThat(dragoman("restore", "b", "--password-file", "brief"))
                .matches(o -> o.code() == 2)
                .matches(o -> o.said().startsWith("Nothing was changed. The password is not"));
        assertThat(temp.resolve("dragoman.yaml")).hasContent("lost");

        var done = dragoman("restore", "b", "--password-file", "password");
        assertThat(done.said()).startsWith("2 files of ");
        assertThat(done.code()).isZero();
        assertThat(temp.resolve("dragoman.yaml")).hasContent("limits: {calls: 7}");
        assertThat(temp.resolve("data/accounts.yaml")).hasContent("list: []");
    }

    /// As by SSH: octets one way, words another.
    @Test
    void it_goes_to_standard_output() throws Exception {
        Files.createDirectories(temp.resolve("data"));
        Files.writeString(temp.resolve("data/accounts.yaml"), "list: []\n");
        Files.writeString(temp.resolve("password"), "correct horse\n");
        var words = temp.resolve("words").toFile();
        var out = temp.resolve("out").toFile();
        var made =
                process("backup", "-", "--password-file", "password")
                        .redirectOutput(out)
                        .redirectError(words);
        assertThat(ended(made).code()).isZero();
        assertThat(words).hasContent("- has 1 files.");
        assertThat(dragoman("restore", "out", "--list", "--password-file", "password").said())
                .contains("data/accounts.yaml");

        var bundle = temp.resolve("support.zip").toFile();
        var helped = process("support", "-").redirectOutput(bundle).redirectError(words);
        assertThat(ended(helped).code()).isZero();
        try (var zip = new ZipFile(bundle)) {
            assertThat(zip.getEntry("versions.txt")).isNotNull();
        }
    }
}
