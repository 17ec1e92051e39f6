package org.dragoman.gateway.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// {@code dragoman backup} and {@code dragoman restore} as somebody types them.
@Timeout(120)
class BackupProcessTest {
    @TempDir private Path temp;

    private record Outcome(int code, String said) {}

    private Outcome dragoman(String... words) throws Exception {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx160m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "org.dragoman.gateway.Main"));
        command.addAll(List.of(words));
        var builder =
                new ProcessBuilder(command).directory(temp.toFile()).redirectErrorStream(true);
        builder.environment().put("DRAGOMAN_DATA", temp.resolve("data").toString());
        builder.environment().put("DRAGOMAN_STATE", temp.resolve("state").toString());
        var process = builder.redirectInput(ProcessBuilder.Redirect.PIPE).start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), said);
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
}
