package org.dragoman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The verdict of {@code verify}, with a build that only leaves reports behind.
class VerifyTest {
    private static final String PASSED = "<testcase name=\"a\" classname=\"org.x.GoodTest\"/>";
    private static final String FAILED =
            "<testcase name=\"b\" classname=\"org.x.BadTest\">\n    <failure message=\"no\"/>\n"
                    + "  </testcase>";
    private static final String SKIPPED =
            "<testcase name=\"c\" classname=\"org.x.PeerTest\">\n"
                    + "    <skipped message=\"Assumption failed: Asterisk is not &quot;here&quot;\"/>\n"
                    + "  </testcase>";

    private record Outcome(int code, String output) {
        String lastLine() {
            return output.lines().reduce("", (_, last) -> last);
        }
    }

    @TempDir private Path temp;

    @BeforeEach
    void repository() throws IOException {
        Files.createDirectories(temp.resolve("gateway/launcher"));
        Files.copy(Path.of("launcher/jdk.sh"), temp.resolve("gateway/launcher/jdk.sh"));
        Files.copy(Path.of("../verify"), temp.resolve("verify"));
        executable(temp.resolve("verify"));
        var jdk = Files.createDirectories(temp.resolve("jdk/bin"));
        Files.writeString(temp.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        script(jdk.resolve("java"), "exit 1");
        script(jdk.resolve("javac"), "exit 1");
    }

    /// A build that leaves one module's report behind and ends with this code.
    private void build(int code, int tests, int failures, int skipped, String... cases)
            throws IOException {
        Files.writeString(
                temp.resolve("report.xml"),
                "<testsuite xmlns:x=\"y\" version=\"3.0\" name=\"x\" time=\"0.1\" tests=\"%d\""
                                .formatted(tests)
                        + " errors=\"0\" skipped=\"%d\" failures=\"%d\" flakes=\"0\">\n  "
                                .formatted(skipped, failures)
                        + String.join("\n  ", cases)
                        + "\n</testsuite>\n");
        script(
                temp.resolve("mvnw"),
                """
                case "$*" in
                *spotless:check*) exit 0 ;;
                esac
                mkdir -p core/target/surefire-reports
                cp report.xml core/target/surefire-reports/TEST-x.xml
                exit %d
                """
                        .formatted(code));
    }

    @Test
    void all_passed() throws Exception {
        build(0, 2, 0, 0, PASSED, PASSED);
        var outcome = verify("");
        assertThat(outcome.lastLine()).isEqualTo("2 passed, 0 failed, 0 skipped");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void one_failed() throws Exception {
        build(0, 2, 1, 0, PASSED, FAILED);
        var outcome = verify("");
        assertThat(outcome.lastLine()).isEqualTo("1 passed, 1 failed, 0 skipped");
        assertThat(outcome.code()).isEqualTo(1);
    }

    @Test
    void what_was_skipped_is_said_and_why() throws Exception {
        build(0, 2, 0, 1, PASSED, SKIPPED);
        var outcome = verify("");
        assertThat(outcome.output()).contains("  PeerTest: Asterisk is not \"here\" (1)");
        assertThat(outcome.lastLine()).isEqualTo("1 passed, 0 failed, 1 skipped");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void in_ci_a_skipped_test_is_a_failed_one() throws Exception {
        build(0, 2, 0, 1, PASSED, SKIPPED);
        assertThat(verify("true").code()).isEqualTo(1);
    }

    @Test
    void a_build_that_breaks_is_no_success_even_if_no_test_failed() throws Exception {
        build(1, 1, 0, 0, PASSED);
        assertThat(verify("").code()).isEqualTo(1);
    }

    @Test
    void no_tests_at_all_is_no_success() throws Exception {
        script(temp.resolve("mvnw"), "exit 0");
        var outcome = verify("");
        assertThat(outcome.lastLine()).isEqualTo("0 passed, 0 failed, 0 skipped");
        assertThat(outcome.code()).isEqualTo(1);
    }

    @Test
    void reports_of_an_earlier_run_do_not_count() throws Exception {
        var old = Files.createDirectories(temp.resolve("sip/target/surefire-reports"));
        Files.writeString(
                old.resolve("TEST-old.xml"),
                "<testsuite name=\"o\" tests=\"9\" errors=\"9\" skipped=\"0\" failures=\"0\"/>");
        build(0, 1, 0, 0, PASSED);
        assertThat(verify("").lastLine()).isEqualTo("1 passed, 0 failed, 0 skipped");
    }

    @Test
    void a_wrong_format_ends_it_and_says_the_remedy() throws Exception {
        script(temp.resolve("mvnw"), "echo '[ERROR] x.java'; exit 1");
        var outcome = verify("");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.lastLine()).contains("spotless:apply");
    }

    @Test
    void peers_that_are_missing_are_named() throws Exception {
        Files.createDirectories(temp.resolve("tests/peers"));
        script(
                temp.resolve("tests/peers/install"),
                "echo SIPP=/usr/bin/sipp; echo 'Asterisk: as root only' >&2; exit 3");
        build(0, 1, 0, 0, PASSED);
        var outcome = verify("");
        assertThat(outcome.output()).contains("Peers that are not here:\nAsterisk: as root only");
        assertThat(outcome.code()).isZero();
    }

    /// The image of this folder, with what was found in it.
    private void image(int code, String said, String... found) throws IOException {
        var place = Files.createDirectories(temp.resolve("appliance-image"));
        script(
                place.resolve("one-call"),
                "mkdir -p appliance-image/target/one-call\ncat >appliance-image/target/one-call/report"
                        + " <<'EOF'\n%s\nEOF\necho '%s'; exit %d"
                                .formatted(String.join("\n", found), said, code));
    }

    @Test
    void in_ci_the_image_is_built_and_called_and_counted() throws Exception {
        build(0, 2, 0, 0, PASSED, PASSED);
        image(0, "fine", "ok image: it is built", "number building: 3:44", "ok a call");
        assertThat(verify("").lastLine()).isEqualTo("2 passed, 0 failed, 0 skipped");
        var outcome = verify("true");
        assertThat(outcome.output()).contains("The appliance image:\n  building: 3:44\n");
        assertThat(outcome.lastLine()).isEqualTo("4 passed, 0 failed, 0 skipped");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void an_image_that_does_no_good_is_a_failure() throws Exception {
        build(0, 1, 0, 0, PASSED);
        image(1, "no call", "ok image: it is built", "WRONG first-call (bios): no call passed");
        var outcome = verify("true");
        assertThat(outcome.output()).contains("  WRONG first-call (bios): no call passed");
        assertThat(outcome.lastLine()).isEqualTo("2 passed, 1 failed, 0 skipped");
        assertThat(outcome.code()).isEqualTo(1);
        image(1, "ended early");
        assertThat(verify("true").lastLine()).isEqualTo("1 passed, 1 failed, 0 skipped");
    }

    @Test
    void an_image_that_cannot_be_tried_here_is_named_and_is_no_failure() throws Exception {
        build(0, 1, 0, 0, PASSED);
        image(3, "it needs root");
        var outcome = verify("true");
        assertThat(outcome.output()).contains("NOT TRIED: the appliance image: it needs root.");
        assertThat(outcome.lastLine()).isEqualTo("1 passed, 0 failed, 0 skipped");
        assertThat(outcome.code()).isZero();
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        executable(file);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Outcome verify(String ci) throws Exception {
        var builder =
                new ProcessBuilder(temp.resolve("verify").toString())
                        .directory(temp.toFile())
                        .redirectErrorStream(true);
        builder.environment().put("CI", ci);
        builder.environment().put("JAVA_HOME", temp.resolve("jdk").toString());
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), output);
    }
}
