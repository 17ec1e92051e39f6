package org.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SectionTest {
    private enum Method {
        H245_SIGNAL,
        KEYPAD
    }

    /// What a reader like ours makes of a text.
    private record Read(
            int port, boolean fast, Duration timer, Method method, List<Integer> causes) {}

    private final Problems problems = new Problems("d.yaml");

    private List<String> told() {
        return problems.inOrder().stream().map(Problem::toString).toList();
    }

    private Read read(String text) {
        var root = YamlFile.parse("d.yaml", text, problems);
        var run = new Section.Run(problems, new Reference(), false, Path.of(""));
        try (var top = new Section(run, "", 1, root)) {
            top.named("peers").values().forEach(SectionTest::readPeer);
            top.ordered("rules", "").forEach(SectionTest::readRule);
            return readSip(top.section("sip", ""));
        }
    }

    private static void readPeer(Section peer) {
        try (peer) {
            peer.required("address", "192.0.2.1", "an address", "", Optional::of);
        }
    }

    private static void readRule(Section rule) {
        try (rule) {
            rule.text("number", "*", "a pattern", "");
        }
    }

    private static Read readSip(Section sip) {
        try (sip) {
            return new Read(
                    sip.integer("port", 5060, 1, 65_535, ""),
                    sip.flag("fast", true, ""),
                    sip.duration(
                            "timer",
                            Duration.ofMinutes(30),
                            Duration.ofSeconds(90),
                            Duration.ofHours(2),
                            "RFC 4028 §4",
                            ""),
                    sip.choice("method", Method.KEYPAD, ""),
                    sip.list(
                            "causes",
                            List.of(),
                            "none",
                            "a cause from 1 to 127",
                            "",
                            t -> Values.integer(t).stream().boxed().findFirst()));
        }
    }

    record Wrong(String name, String text, List<String> problems) {}

    static final List<Wrong> WRONG =
            List.of(
                    new Wrong("an empty file", "", List.of()),
                    new Wrong("a section of nothing", "sip:\n", List.of()),
                    new Wrong(
                            "a number too large",
                            "sip:\n  port: 70000\n",
                            List.of(
                                    "d.yaml:2: sip.port: \"70000\" is wrong; allowed is a whole"
                                            + " number from 1 to 65535")),
                    new Wrong(
                            "a time below its bound names the clause",
                            "sip:\n  timer: 30s\n",
                            List.of(
                                    "d.yaml:2: sip.timer: \"30s\" is wrong; allowed is a time from"
                                            + " 90s to 2h (RFC 4028 §4)")),
                    new Wrong(
                            "a word that is none of the choices",
                            "sip:\n  method: inband\n",
                            List.of(
                                    "d.yaml:2: sip.method: \"inband\" is wrong; allowed is one of"
                                            + " h245-signal, keypad")),
                    new Wrong(
                            "an unknown key",
                            "sip:\n  prot: 5060\n",
                            List.of(
                                    "d.yaml:2: sip.prot: is not a key here; allowed are causes,"
                                            + " fast, method, port, timer")),
                    new Wrong(
                            "a key twice",
                            "sip:\n  port: 1\n  fast: on\n  port: 2\n",
                            List.of("d.yaml:4: sip.port: stands here twice, first on line 2")),
                    new Wrong(
                            "a section where a word belongs",
                            "sip:\n  port:\n    udp: 1\n",
                            List.of(
                                    "d.yaml:3: sip.port: is a list or a section; allowed is a whole"
                                            + " number from 1 to 65535")),
                    new Wrong(
                            "a word where a section belongs",
                            "sip: 5060\n",
                            List.of("d.yaml:1: sip: is not a section of \"key: value\" lines")),
                    new Wrong(
                            "an empty value",
                            "sip:\n  fast:\n",
                            List.of("d.yaml:2: sip.fast: is empty; allowed is on or off")),
                    new Wrong(
                            "one bad item of a list",
                            "sip:\n  causes: [17, x, 34]\n",
                            List.of(
                                    "d.yaml:2: sip.causes: \"x\" is wrong; allowed is a cause from 1"
                                            + " to 127")),
                    new Wrong(
                            "something needed that is missing",
                            "peers:\n  old:\n    colour: red\n",
                            List.of(
                                    "d.yaml:2: peers.old.address: is missing; needed is an address",
                                    "d.yaml:3: peers.old.colour: is not a key here; allowed are"
                                            + " address")),
                    new Wrong(
                            "no list where order matters",
                            "rules:\n  number: 1\n",
                            List.of(
                                    "d.yaml:1: rules: is not a list; each item starts with \"- \"")),
                    new Wrong(
                            "a list item with an unknown key",
                            "rules:\n  - number: 1\n  - digit: 2\n",
                            List.of(
                                    "d.yaml:3: rules[2].digit: is not a key here; allowed are"
                                            + " number")),
                    new Wrong(
                            "a list as a whole file",
                            "- a\n- b\n",
                            List.of("d.yaml:1: is not a list of \"key: value\" lines")),
                    new Wrong(
                            "several mistakes, all told at once",
                            "sip:\n  port: x\n  fast: maybe\nsap:\n  port: 1\n",
                            List.of(
                                    "d.yaml:2: sip.port: \"x\" is wrong; allowed is a whole number"
                                            + " from 1 to 65535",
                                    "d.yaml:3: sip.fast: \"maybe\" is wrong; allowed is on or off",
                                    "d.yaml:4: sap: is not a key here; allowed are peers, rules,"
                                            + " sip")));

    @ParameterizedTest(name = "{0}")
    @FieldSource("WRONG")
    void tells_file_line_key_and_what_is_allowed(Wrong wrong) {
        read(wrong.text());
        assertThat(told()).containsExactlyElementsOf(wrong.problems());
    }

    @Test
    void what_is_no_yaml_is_told_with_its_line() {
        read("sip:\n  port: 5060\n bad: [1\n");
        assertThat(told()).hasSize(1);
        assertThat(told().getFirst()).matches("d\\.yaml:[34]: is not YAML: .+");
    }

    @Test
    void reads_what_is_written() {
        var read =
                read(
                        """
                        sip:
                          port: 5080
                          fast: off
                          timer: 10m
                          method: h245-signal
                          causes: [34, 38]
                        """);
        assertThat(told()).isEmpty();
        assertThat(read)
                .isEqualTo(
                        new Read(
                                5080,
                                false,
                                Duration.ofMinutes(10),
                                Method.H245_SIGNAL,
                                List.of(34, 38)));
    }

    @Test
    void a_single_value_may_stand_for_a_list() {
        assertThat(read("sip: {causes: 17}").causes()).containsExactly(17);
    }

    @Test
    void a_file_that_refers_to_itself_ends() {
        read("sip: &a\n  port: *a\n");
        assertThat(told()).isNotEmpty();
    }
}
