package org.dragoman.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dragoman.gateway.rest.FakeControl;
import org.dragoman.gateway.rest.LocalDoor;
import org.dragoman.gateway.rest.StateFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a configuration change would alter.
class DiffTest {
    private static final String OLD =
            """
            peers:
              old-gateway: {protocol: h323, address: 192.0.2.10}
              carrier: {protocol: sip, address: 192.0.2.20}
            dial-plan:
              - name: national
                from: [old-gateway]
                number: 8*
                rewrite: {replace: /8(.*)/7$1/}
                to: [carrier]
              - name: rest
                to: [old-gateway]
            """;

    private record Outcome(int code, String out, String err) {}

    @TempDir private Path temp;

    @BeforeEach
    void write() throws Exception {
        Files.writeString(temp.resolve("old.yaml"), OLD);
        Files.writeString(
                temp.resolve("new.yaml"),
                OLD.replace("number: 8*", "number: 89*")
                        .replace(
                                "  carrier:",
                                "  other: {protocol: sip, address: 192.0.2.30}\n  carrier:")
                        .replace("to: [carrier]", "to: [other, carrier]\n    failover-on: [34]"));
        Files.writeString(
                temp.resolve("numbers"),
                """
                # who calls, the number, the number that calls
                old-gateway 89161234567 1001
                old-gateway,84951234567
                carrier 100                   # goes the same way
                """);
    }

    private String at(String file) {
        return temp.resolve(file).toString();
    }

    private static Outcome run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var line = DragomanCommand.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        int code = line.execute(arguments);
        return new Outcome(code, out.toString(), err.toString());
    }

    @Test
    void calls_that_go_another_way_are_shown_before_and_after() {
        var differs = run("diff", at("old.yaml"), at("new.yaml"), "--numbers", at("numbers"));
        assertThat(differs.err()).isEmpty();
        assertThat(differs.code()).isEqualTo(1);
        assertThat(differs.out())
                .contains("from old-gateway (1001) to 89161234567\n")
                .contains("  - 1. carrier dials 79161234567 from 1001\n")
                .contains("  + by national; the next peer on causes 34\n")
                .contains("  + 1. other dials 79161234567 from 1001\n")
                .contains("  + 2. carrier dials 79161234567 from 1001\n")
                .contains("  + by rest\n")
                .contains("2 of 3 calls go another way.")
                .doesNotContain("to 100");
    }

    @Test
    void the_same_configuration_changes_nothing() {
        var same = run("diff", at("old.yaml"), at("old.yaml"), "--numbers", at("numbers"));
        assertThat(same.code()).isZero();
        assertThat(same.out()).isEqualTo("All of 3 calls go the same way.\n");
    }

    @Test
    void a_number_alone_comes_from_each_peer_or_from_the_one_that_is_named() throws Exception {
        Files.writeString(temp.resolve("numbers"), "89161234567\n");
        var all = run("diff", at("old.yaml"), at("new.yaml"), "--numbers", at("numbers"));
        assertThat(all.out())
                .contains("from other to 89161234567\n  - no such peer or account\n")
                .contains("2 of 3 calls go another way.");
        var one =
                run(
                        "diff",
                        at("old.yaml"),
                        at("new.yaml"),
                        "--numbers",
                        at("numbers"),
                        "--from",
                        "carrier");
        assertThat(one.out()).isEqualTo("All of 1 calls go the same way.\n");
    }

    @Test
    void the_last_calls_of_the_running_gateway_are_tried() throws Exception {
        var state = new StateFolder(temp.resolve("state"));
        try (var _ = LocalDoor.open(state.socket(), new FakeControl())) {
            var last =
                    run(
                            "diff",
                            at("old.yaml"),
                            at("new.yaml"),
                            "--last",
                            "10",
                            "--state",
                            state.path().toString(),
                            "--json");
            assertThat(last.code()).isEqualTo(1);
            var said = new ObjectMapper().readTree(last.out());
            assertThat(said.get("calls").asInt()).isEqualTo(1);
            var change = said.get("changes").get(0);
            assertThat(change.get("to").asText()).isEqualTo("84951234567");
            assertThat(change.at("/before/targets/0/number").asText()).isEqualTo("74951234567");
            assertThat(change.at("/after/why").asText()).isEqualTo("rest");
        }
    }

    @Test
    void mistakes_are_told_with_code_2() throws Exception {
        assertThat(run("diff", at("old.yaml"), at("new.yaml")).err())
                .contains("--numbers", "--last");
        Files.writeString(temp.resolve("bad.yaml"), "nonsense: 1\n");
        var bad = run("diff", at("old.yaml"), at("bad.yaml"), "--numbers", at("numbers"));
        assertThat(bad.code()).isEqualTo(2);
        assertThat(bad.err()).contains("bad.yaml:1: nonsense", "has mistakes");
        Files.writeString(temp.resolve("numbers"), "a b c d\n");
        var many = run("diff", at("old.yaml"), at("new.yaml"), "--numbers", at("numbers"));
        assertThat(many.code()).isEqualTo(2);
        assertThat(many.err()).contains("numbers:1: a line is NUMBER");
        Files.writeString(temp.resolve("numbers"), "# none\n");
        var none = run("diff", at("old.yaml"), at("new.yaml"), "--numbers", at("numbers"));
        assertThat(none.err()).startsWith("There are no calls to try.");
    }
}
