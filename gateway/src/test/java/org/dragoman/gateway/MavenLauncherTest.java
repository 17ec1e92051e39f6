package org.dragoman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// {@code mvnw} on a machine that has nothing but what a test puts there: the path holds the few
/// tools it needs, and in place of Maven, apt-get and id small scripts.
class MavenLauncherTest {
    private record Outcome(int code, String output) {}

    private static final List<String> TOOLS =
            List.of("sh", "dirname", "grep", "readlink", "mktemp", "rm", "tail", "cat", "chmod");

    @TempDir private Path temp;
    private Path bin;

    @BeforeEach
    void bareMachine() throws IOException {
        Files.createDirectories(temp.resolve("gateway/launcher"));
        Files.copy(Path.of("launcher/jdk.sh"), temp.resolve("gateway/launcher/jdk.sh"));
        Files.copy(Path.of("../mvnw"), temp.resolve("mvnw"));
        executable(temp.resolve("mvnw"));
        bin = Files.createDirectories(temp.resolve("bin"));
        for (var tool : TOOLS) {
            Files.createSymbolicLink(bin.resolve(tool), Path.of("/usr/bin", tool));
        }
        var jdk = Files.createDirectories(temp.resolve("jdk/bin"));
        Files.writeString(temp.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        script(jdk.resolve("java"), "exit 1");
        script(jdk.resolve("javac"), "exit 1");
    }

    @Test
    void runs_the_systems_maven_on_the_jdk_found() throws Exception {
        script(bin.resolve("mvn"), "echo \"$JAVA_HOME\" \"$@\"");
        assertThat(run("verify").output())
                .isEqualTo("%1$s/jdk -f %1$s/pom.xml verify\n".formatted(temp.toRealPath()));
    }

    @Test
    void installs_maven_as_root_on_debian() throws Exception {
        script(bin.resolve("id"), "echo 0");
        script(
                bin.resolve("apt-get"),
                "echo '#!/bin/sh\necho maven \"$@\"' > \""
                        + bin
                        + "/mvn\"; chmod +x \""
                        + bin
                        + "/mvn\"");
        var outcome = run("verify");
        assertThat(outcome.output()).startsWith("Installing Maven").contains("maven -f ");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void says_why_maven_could_not_be_installed() throws Exception {
        script(bin.resolve("id"), "echo 0");
        script(bin.resolve("apt-get"), "echo 'no network'; exit 100");
        var outcome = run("verify");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.output()).contains("no network", "Maven could not be installed");
    }

    @Test
    void names_the_package_where_it_may_not_install() throws Exception {
        script(bin.resolve("id"), "echo 1000");
        var outcome = run("verify");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.output().lines()).singleElement().asString().contains("package maven");
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        executable(file);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Outcome run(String argument) throws Exception {
        var builder =
                new ProcessBuilder(temp.toRealPath().resolve("mvnw").toString(), argument)
                        .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment()
                .putAll(
                        Map.of(
                                "PATH", bin.toString(),
                                "HOME", temp.toString(),
                                "JAVA_HOME", temp.toRealPath().resolve("jdk").toString()));
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), output);
    }
}
