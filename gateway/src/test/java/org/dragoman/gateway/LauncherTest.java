package org.dragoman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher as it is installed: lib/ beside it, nothing to build. The JDKs are scripts that
/// print who they are and what they were told to run.
class LauncherTest {
    private record Outcome(int code, String output) {}

    @TempDir private Path temp;
    private Path launcher;

    @BeforeEach
    void install() throws IOException {
        var lib = Files.createDirectories(temp.resolve("app/lib"));
        Files.copy(Path.of("launcher/jdk.sh"), lib.resolve("jdk.sh"));
        launcher = temp.resolve("app/dragoman");
        Files.copy(Path.of("../dragoman"), launcher);
        executable(launcher);
    }

    @Test
    void runs_on_the_jdk_25_whatever_java_is_first_on_the_path() throws Exception {
        var old = jdk("jdk-17", "17.0.15");
        var right = jdk("jdk-25", "25.0.1");
        var outcome =
                run(
                        Map.of(
                                "JAVA_HOME", old.toString(),
                                "PATH", old.resolve("bin") + ":" + System.getenv("PATH"),
                                "DRAGOMAN_JDK_FOLDERS", old + " " + right),
                        "calls");
        assertThat(outcome.output())
                .startsWith("jdk-25 ")
                .contains("-cp " + temp.resolve("app/lib") + "/*")
                .endsWith("org.dragoman.gateway.Main calls\n");
    }

    @Test
    void java_home_comes_first() throws Exception {
        var mine = jdk("mine", "25");
        var other = jdk("other", "25.0.2");
        var outcome =
                run(Map.of("JAVA_HOME", mine.toString(), "DRAGOMAN_JDK_FOLDERS", other.toString()));
        assertThat(outcome.output()).startsWith("mine ");
    }

    @Test
    void java_on_the_path_is_found_last() throws Exception {
        var somewhere = jdk("somewhere", "25.0.1");
        var outcome =
                run(
                        Map.of(
                                "PATH",
                                somewhere.resolve("bin") + ":" + System.getenv("PATH"),
                                "DRAGOMAN_JDK_FOLDERS",
                                ""));
        assertThat(outcome.output()).startsWith("somewhere ");
    }

    @Test
    void without_a_jdk_25_one_sentence_names_the_packages() throws Exception {
        var old = jdk("jdk-21", "21.0.4");
        var newer = jdk("jdk-250", "250.1");
        var outcome =
                run(
                        Map.of(
                                "PATH", old.resolve("bin") + ":/usr/bin:/bin",
                                "DRAGOMAN_JDK_FOLDERS", old + " " + newer));
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.output().lines()).hasSize(1);
        assertThat(outcome.output()).contains("openjdk-25-jdk", "temurin-25-jdk");
    }

    @Test
    void works_through_a_symbolic_link() throws Exception {
        var right = jdk("jdk-25", "25.0.1");
        var link = Files.createSymbolicLink(temp.resolve("link"), launcher);
        launcher = link;
        assertThat(run(Map.of("DRAGOMAN_JDK_FOLDERS", right.toString()), "version").output())
                .contains("-cp " + temp.resolve("app/lib") + "/*");
    }

    @Test
    void the_gateway_gets_a_bounded_heap() throws Exception {
        var right = jdk("jdk-25", "25.0.1");
        assertThat(run(Map.of("DRAGOMAN_JDK_FOLDERS", right.toString()), "run").output())
                .containsPattern("-Xmx\\d+m")
                .contains("--enable-native-access=ALL-UNNAMED");
    }

    @Test
    void a_collector_chosen_by_hand_replaces_ours() throws Exception {
        var right = jdk("jdk-25", "25.0.1").toString();
        assertThat(run(Map.of("DRAGOMAN_JDK_FOLDERS", right), "run").output())
                .contains("-XX:+UseG1GC");
        assertThat(
                        run(
                                        Map.of(
                                                "DRAGOMAN_JDK_FOLDERS",
                                                right,
                                                "DRAGOMAN_JAVA_OPTIONS",
                                                "-XX:+UseZGC"),
                                        "run")
                                .output())
                .contains("-XX:+UseZGC")
                .doesNotContain("-XX:+UseG1GC");
    }

    private Path jdk(String name, String version) throws IOException {
        var home = temp.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        for (var tool : new String[] {"java", "javac"}) {
            var file = home.resolve("bin").resolve(tool);
            Files.writeString(file, "#!/bin/sh\necho " + name + " \"$@\"\n");
            executable(file);
        }
        return home;
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Outcome run(Map<String, String> environment, String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(launcher.toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("JAVA_HOME");
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), output);
    }
}
