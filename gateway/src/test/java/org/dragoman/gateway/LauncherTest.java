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
    private static final String FOLDERS = "DRAGOMAN_JDK_FOLDERS";
    private static final String OPTIONS = "DRAGOMAN_JAVA_OPTIONS";

    /// Says what it was told, and learns something where it is asked to.
    private static final String STAND_IN =
            """
            #!/bin/sh
            for word; do
                case $word in -XX:AOTCacheOutput=*) echo "learnt" >"${word#*=}" ;; esac
            done
            echo %s "$@"
            """;

    private record Outcome(int code, String output) {}

    @TempDir private Path temp;
    private Path launcher;

    @BeforeEach
    void install() throws IOException {
        var lib = Files.createDirectories(temp.resolve("app/lib"));
        for (var part : List.of("jdk.sh", "learnt.sh")) {
            Files.copy(Path.of("launcher", part), lib.resolve(part));
        }
        for (var jar : List.of("b-1.jar", "a.jar", "B.jar", "c d.jar")) {
            Files.writeString(lib.resolve(jar), jar);
        }
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
                .contains("-cp " + classPath() + " ")
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
    void images_are_built_in_the_repository_only() throws Exception {
        var outcome = run(Map.of(), "image", "build");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.output()).contains("only in the repository");
    }

    @Test
    void packages_are_built_in_the_repository_only() throws Exception {
        var outcome = run(Map.of(), "package", "deb");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.output()).contains("only in the repository");
    }

    @Test
    void java_that_came_with_it_goes_before_all_others() throws Exception {
        var other = jdk("other", "25.0.2");
        Files.move(jdk("mine", "25.0.1"), temp.resolve("app/java"));
        var outcome = run(Map.of("JAVA_HOME", other.toString()), "version");
        assertThat(outcome.output()).startsWith("mine ");
    }

    @Test
    void works_through_a_symbolic_link() throws Exception {
        var right = jdk("jdk-25", "25.0.1");
        var link = Files.createSymbolicLink(temp.resolve("link"), launcher);
        launcher = link;
        assertThat(run(Map.of("DRAGOMAN_JDK_FOLDERS", right.toString()), "version").output())
                .contains("-cp " + classPath() + " ");
    }

    @Test
    void what_was_installed_bears_the_version_that_lies_beside_it() throws Exception {
        var right = Map.of("DRAGOMAN_JDK_FOLDERS", jdk("jdk-25", "25.0.1").toString());
        assertThat(run(right, "version").output()).doesNotContain("-Ddragoman.version");
        Files.writeString(temp.resolve("app/version"), "1.2.3\n");
        assertThat(run(right, "version").output()).contains(" -Ddragoman.version=1.2.3 ");
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

    @Test
    void what_was_learnt_is_used_for_the_same_java_and_the_same_jars() throws Exception {
        var right = jdk("jdk-25", "25.0.1");
        assertThat(runOn(right)).contains("-Ddragoman.learnt=missing").doesNotContain("AOTCache");
        var prepared = run(on(right), "prepare");
        assertThat(prepared.output()).isEqualTo("Kept in " + learnt() + ".\n");
        assertThat(prepared.code()).isZero();
        assertThat(runOn(right))
                .contains("-Ddragoman.learnt=used")
                .contains("-XX:AOTCache=" + learnt() + " -Xlog:aot*=off");
        assertThat(run(on(right), "calls").output()).doesNotContain("AOTCache");
    }

    @Test
    void what_was_learnt_is_not_used_for_other_jars() throws Exception {
        var right = jdk("jdk-25", "25.0.1");
        run(on(right), "prepare");
        Files.writeString(temp.resolve("app/lib/a.jar"), "another a.jar");
        assertThat(runOn(right)).contains("-Ddragoman.learnt=other").doesNotContain("AOTCache");
    }

    @Test
    void what_was_learnt_is_not_used_for_another_java() throws Exception {
        run(on(jdk("jdk-25", "25.0.1")), "prepare");
        var newer = jdk("jdk-25-newer", "25.0.2");
        assertThat(runOn(newer)).contains("-Ddragoman.learnt=other").doesNotContain("AOTCache");
    }

    @Test
    void what_was_learnt_is_not_used_beside_options_that_it_was_not_learnt_with() throws Exception {
        var right = jdk("jdk-25", "25.0.1");
        run(on(right), "prepare");
        for (var option : List.of("-XX:+UseZGC", "-XX:+UseCompactObjectHeaders", "-Xshare:off")) {
            var environment = Map.of(FOLDERS, right.toString(), OPTIONS, option);
            assertThat(run(environment, "run").output())
                    .contains("-Ddragoman.learnt=options")
                    .doesNotContain("AOTCache");
        }
        var harmless = Map.of(FOLDERS, right.toString(), OPTIONS, "-Dsome=thing");
        assertThat(run(harmless, "run").output()).contains("AOTCache");
    }

    @Test
    void where_nothing_can_be_learnt_nothing_is_kept() throws Exception {
        var failing = jdk("jdk-25", "25.0.1");
        Files.writeString(
                failing.resolve("bin/java"), "#!/bin/sh\necho 'no address to listen on'; exit 1\n");
        var outcome = run(on(failing), "prepare");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.output())
                .startsWith("no address to listen on\nNothing was kept: " + learnt());
        try (var kept = Files.list(learnt().getParent())) {
            assertThat(kept).noneMatch(f -> f.getFileName().toString().contains("aot"));
        }
    }

    private Path learnt() {
        return temp.resolve("app/dragoman.aot");
    }

    /// All jars in the order of their bytes, whatever the language of the machine.
    private String classPath() {
        var lib = temp.resolve("app/lib");
        return lib + "/B.jar:" + lib + "/a.jar:" + lib + "/b-1.jar:" + lib + "/c d.jar";
    }

    private static Map<String, String> on(Path jdk) {
        return Map.of(FOLDERS, jdk.toString());
    }

    private String runOn(Path jdk) throws Exception {
        return run(on(jdk), "run").output();
    }

    private Path jdk(String name, String version) throws IOException {
        var home = temp.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        for (var tool : new String[] {"java", "javac"}) {
            var file = home.resolve("bin").resolve(tool);
            Files.writeString(file, STAND_IN.formatted(name));
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
