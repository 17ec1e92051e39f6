package org.dragoman.gateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dragoman.gateway.rest.ApiToken;
import org.dragoman.gateway.rest.FakeControl;
import org.dragoman.gateway.rest.GatewayView;
import org.dragoman.gateway.rest.RestServer;
import org.dragoman.gateway.rest.StateFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {
    @TempDir private Path state;

    private Typed againstGateway(FakeControl control, String... arguments) throws Exception {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (var _ = RestServer.start(address, control, List.of(), new StateFolder(state))) {
            return Typed.of(arguments);
        }
    }

    @Test
    void without_a_command_it_says_what_there_is() {
        var outcome = Typed.of();
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("Usage: dragoman").contains("calls").contains("version");
    }

    @Test
    void without_a_gateway_one_sentence_and_code_2() {
        var outcome = Typed.of("calls", "--state", state.toString());
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(outcome.err()).startsWith("No gateway runs here");
    }

    @Test
    void lists_calls() throws Exception {
        var outcome = againstGateway(new FakeControl(), "calls", "--state", state.toString());
        assertThat(outcome.code()).isZero();
        var lines = outcome.out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1))
                .contains("0123456789ab", "Talking", "1001 at old-gateway", "2002 at phone");
        assertThat(lines.get(2))
                .contains("12 offered, 9 answered, 2 without room, 3 under overload");
    }

    @Test
    void shows_a_call_with_each_mapped_message_on_one_row() throws Exception {
        var outcome =
                againstGateway(
                        new FakeControl(), "call", "--state", state.toString(), "0123456789ab");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .containsPattern("0\\.0  Setup  1001 -> 2002 +──▶ │ ──▶  INVITE  PCMA\n")
                .containsPattern("CallProceeding +◀── │\n")
                .containsPattern("120\\.4  Alerting +◀── │ ◀──  180 Ringing\n")
                .containsPattern("H\\.245 masterSlaveDetermination  in Facility +──▶ │\n")
                .doesNotContain("transportedInformation")
                .contains("dial plan rule 1: any number to phone")
                .contains("post-dial delay  120 ms")
                .contains("SRTP      AEAD_AES_256_GCM")
                .contains("250 received, 249 sent, 0 lost, 1 dropped; jitter 1.5 ms")
                .contains("2 out of order, 1 twice, 0 too late; 0 ms concealed")
                .contains("24.3 ms away and back; it missed 3, jitter 2.5 ms")
                .contains("hears it  R 80.2, MOS 4.0 (E-model)")
                .contains("is heard  R 92.1, MOS 4.4 (E-model)")
                .contains("it says   0.4 % lost, 2.0 % too late, buffer 60 ms, R 82, MOS 4.0 to")
                .contains("listen, 3.8 to talk (RTCP XR)");
    }

    @Test
    void shows_the_part_of_a_call_that_is_asked_for() throws Exception {
        var at = "--state=" + state;
        var id = FakeControl.CALL.id();
        var ladder = againstGateway(new FakeControl(), "call", at, id, "--ladder").out();
        assertThat(ladder).contains("Setup", "180 Ringing").doesNotContain("post-dial", "jitter");
        var media = againstGateway(new FakeControl(), "call", at, id, "--media").out();
        assertThat(media).contains("jitter 1.5 ms").doesNotContain("INVITE");
        var decisions = againstGateway(new FakeControl(), "call", at, id, "--decisions").out();
        assertThat(decisions)
                .contains(
                        "Offered: Setup in H.323, INVITE in SIP (RFC 4123 §9; rules/messages.csv:")
                .contains("route    dial plan rule 1: any number to phone")
                .contains("2400.0  0    codec    PCMA/8000 to leg 1 as PCMA/8000");
        var raw = againstGateway(new FakeControl(), "call", at, id, "--raw").out();
        assertThat(raw)
                .contains("leg 0  Setup  192.0.2.1:1720 <-- 192.0.2.7:40000 (tcp)")
                .contains("  0000  08 02 00 01 05 04 03 88 90 a3")
                .contains("  INVITE sip:2002@192.0.2.9 SIP/2.0\n  Call-ID: one\n");
        assertThat(againstGateway(new FakeControl(), "call", at, id, "--raw", "--ladder").code())
                .isEqualTo(2);
        assertThat(againstGateway(new FakeControl(), "call", at, id, "--json").out())
                .startsWith("{\"id\":\"0123456789ab\"")
                .hasLineCount(1);
    }

    @Test
    void counts_and_lists_for_people_and_for_programs() throws Exception {
        var at = "--state=" + state;
        var control = new FakeControl();
        assertThat(againstGateway(control, "stats", at).out())
                .contains("calls now", "answered       9 (75 %)", "records        21 written\n")
                .doesNotContain("lost");
        assertThat(againstGateway(control, "peers", at).out()).contains("PEER", "CALLING");
        var none = againstGateway(control, "peer", at, "nobody");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).startsWith("There is no peer nobody");
        for (var command : List.of("stats", "peers", "calls")) {
            var json = againstGateway(control, command, at, "--json").out();
            assertThat(new ObjectMapper().readTree(json)).as(command).isNotEmpty();
        }
        assertThat(againstGateway(control, "trace", at, "--number", "1001").out())
                .contains("0123456789ab", "1001 -> 2002");
        assertThat(againstGateway(control, "trace", at, "--trunk", "nobody").out()).isEmpty();
    }

    @Test
    void a_captured_call_is_explained_again() throws Exception {
        var file = state.resolve("call.pcapng").toString();
        var id = FakeControl.CALL.id();
        var at = "--state=" + state;
        var written = againstGateway(new FakeControl(), "capture", at, "--call", id, "-o", file);
        assertThat(written.err()).isEmpty();
        assertThat(written.out()).startsWith("2 messages in ");
        assertThat(Typed.of("explain", file).out()).contains("Setup", "INVITE");
        assertThat(againstGateway(new FakeControl(), "capture", at, "--call", id, "-o", file).err())
                .contains("exists already");
        assertThat(Typed.of("explain", file, "--call", "9").code()).isEqualTo(2);
        assertThat(Typed.of("explain", state.resolve("none").toString()).code()).isEqualTo(2);
    }

    @Test
    void every_command_has_an_example_and_its_exit_codes_hold() {
        check(DragomanCommand.commandLine());
    }

    private static void check(CommandLine line) {
        var spec = line.getCommandSpec();
        assertThat(spec.usageMessage().footer()).as(spec.qualifiedName()).isNotEmpty();
        assertThat(spec.usageMessage().description()).as(spec.qualifiedName()).isNotEmpty();
        assertThat(spec.usageMessage().exitCodeList()).as(spec.qualifiedName()).isNotEmpty();
        line.getSubcommands().values().forEach(CommandLineTest::check);
    }

    @Test
    void bash_takes_the_completion_and_completes() throws Exception {
        var script = state.resolve("completion");
        Files.writeString(script, Typed.of("completion", "bash").out());
        var asks =
                "source "
                        + script
                        + "; COMP_WORDS=(dragoman exp); COMP_CWORD=1;"
                        + " _complete_dragoman; echo \"${COMPREPLY[@]}\"";
        var bash = new ProcessBuilder("bash", "-c", asks).redirectErrorStream(true).start();
        assertThat(new String(bash.getInputStream().readAllBytes(), UTF_8)).isEqualTo("explain\n");
        assertThat(Typed.of("completion", "zsh").out()).contains("compinit", "bashcompinit");
        assertThat(Typed.of("completion", "fish").code()).isEqualTo(2);
    }

    @Test
    void the_doctor_says_what_is_to_be_mended() throws Exception {
        var config = state.resolve("d.yaml");
        Files.writeString(config, "sip: {tls-certificate: /none.pem, tls-key: /none.key}\n");
        var sick = Typed.of("doctor", "--config", config.toString(), "--state", state.toString());
        assertThat(sick.code()).isEqualTo(1);
        assertThat(sick.out()).contains("mend", "/none.pem");
        assertThat(sick.out()).contains("know  gateway       No gateway runs here");
    }

    @Test
    void records_that_wait_or_are_lost_are_counted() throws Exception {
        var at = "--state=" + state;
        var control = new FakeControl();
        control.records(new GatewayView.Records("database or disk is full", 21, 40, 3, 0, 2));
        var counted =
                "the database is away (database or disk is full); 3 in memory, 40 through"
                        + " spill.jsonl since the start, 0 refused, 2 lost";
        assertThat(againstGateway(control, "stats", at).out()).contains("  " + counted + "\n");
        var waiting = againstGateway(control, "doctor", at, "--json").out();
        assertThat(waiting).contains("\"mend\",\"what\":\"" + counted);
        control.records(new GatewayView.Records("", 64, 40, 0, 0, 2));
        assertThat(againstGateway(control, "doctor", at, "--json").out())
                .contains("\"know\",\"what\":\"0 in memory")
                .doesNotContain("is away");
    }

    @Test
    void hangs_up() throws Exception {
        var control = new FakeControl();
        var outcome =
                againstGateway(control, "hangup", "--state", state.toString(), "0123456789ab");
        assertThat(outcome.code()).isZero();
        assertThat(control.hungUp()).containsExactly("0123456789ab");
    }

    @Test
    void records_and_stops() throws Exception {
        var control = new FakeControl();
        var place = state.toString();
        var begun = againstGateway(control, "record", "--state", place, "0123456789ab");
        assertThat(begun.out()).contains("Call 0123456789ab is recorded from now on.");
        var stopped = againstGateway(control, "record", "--state", place, "0123456789ab", "--stop");
        assertThat(stopped.out()).contains("Call 0123456789ab is no longer recorded.");
        assertThat(control.recorded()).containsExactly("0123456789ab on", "0123456789ab off");
    }

    @Test
    void a_call_that_is_not_there_is_a_sentence_and_code_2() throws Exception {
        var outcome =
                againstGateway(
                        new FakeControl(), "hangup", "--state", state.toString(), "ffffffffffff");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("There is no call ffffffffffff");
    }

    @Test
    void what_cannot_name_a_call_is_refused_before_asking() {
        var outcome = Typed.of("call", "--state", state.toString(), "../gateway");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .isEqualTo(
                        """
                        "../gateway" does not name a call: that is 12 hexadecimal digits.
                        More: dragoman call --help
                        """);
    }

    @Test
    void a_mistyped_word_is_answered_with_what_was_meant_and_where_to_read_on() {
        var outcome = Typed.of("cals");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("'cals'", "calls", "More: dragoman --help")
                .doesNotContain("Usage");
        assertThat(Typed.of("run", "--lisen", "1").err())
                .contains("--listen", "dragoman run --help");
    }

    @Test
    void accounts_are_added_shown_changed_and_removed() throws Exception {
        var config = state.resolve("d.yaml");
        var password = state.resolve("password");
        Files.writeString(
                config, "accounts: {realm: here, file: '" + state.resolve("a.yaml") + "'}\n");
        Files.writeString(password, "correct horse\n");
        assertThat(account("list", config).out()).startsWith("There are no accounts");
        var added =
                account(
                        "add",
                        config,
                        "1001",
                        "--name",
                        "Anna",
                        "--may-call",
                        "7*,810*",
                        "--password-file",
                        password.toString());
        assertThat(added.err()).isEmpty();
        assertThat(added.out()).isEqualTo("Account 1001 is added.\n");
        assertThat(account("add", config, "1001", "--generate-password").code()).isEqualTo(2);
        assertThat(account("list", config).out())
                .contains("1001", "Anna", "sip,webrtc", "accounts, 7*, 810*");
        // printf '1001:here:correct horse' | md5sum
        assertThat(Files.readString(state.resolve("a.yaml")))
                .contains("6f6fb1884ba5246fe1dcafafb2450c32");
        var calls = Files.createDirectories(state.resolve("history")).resolve("1001.calls");
        Files.writeString(calls, "");
        assertThat(account("set", config, "1001", "--may-call", "none").code()).isZero();
        assertThat(account("list", config).out()).doesNotContain("810*");
        assertThat(account("set", config, "1001", "--generate-password").out())
                .contains("Its password is ");
        assertThat(account("remove", config, "1001").code()).isZero();
        assertThat(calls).doesNotExist();
        assertThat(account("remove", config, "1001").err()).startsWith("There is no account 1001");
        assertThat(account("add", config, "x", "--generate-password").err())
                .startsWith("An account's number is");
    }

    @Test
    void the_devices_of_an_account_are_listed_where_a_gateway_runs() throws Exception {
        var config = state.resolve("d.yaml");
        Files.writeString(config, "accounts: {file: '" + state.resolve("a.yaml") + "'}\n");
        var added = account("add", config, "1001", "--generate-password");
        assertThat(added.code()).isZero();
        var at = "--state=" + state;
        var listed =
                againstGateway(
                        new FakeControl(), "account", "list", at, "--config", config.toString());
        assertThat(listed.out())
                .contains("webrtc  page at 192.0.2.7, since 2026-01-02T03:00:00Z\n")
                .contains("baresip v1, since 2026-01-02T03:01:00Z, until 2026-01-02T03:11:00Z\n");
        var alone = account("list", config, at);
        assertThat(alone.code()).isZero();
        assertThat(alone.out()).contains("1001").doesNotContain("page at");
        assertThat(alone.err()).contains("No gateway runs here");
    }

    private static Typed account(String command, Path config, String... more) {
        var all =
                Stream.concat(
                        Stream.of("account", command, "--config", config.toString()),
                        Arrays.stream(more));
        return Typed.of(all.toArray(String[]::new));
    }

    @Test
    void calls_are_made_held_and_transferred() throws Exception {
        var control = new FakeControl();
        var id = FakeControl.CALL.id();
        var at = "--state=" + state;
        var made = againstGateway(control, "call", "make", at, "--from", "1001", "--to", "2002");
        assertThat(made.out()).contains(id);
        assertThat(againstGateway(control, "call", "hold", at, id).code()).isZero();
        assertThat(againstGateway(control, "call", "hold", at, id, "--off").code()).isZero();
        assertThat(againstGateway(control, "transfer", at, id, "--to", "3003").code()).isZero();
        var unknown = againstGateway(control, "transfer", at, "ffffffffffff", "--to", "3003");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("no such call");
        assertThat(control.ordered())
                .containsExactly(
                        "begin 1001 2002 -",
                        "hold CALLEE",
                        "resume CALLEE",
                        "transfer CALLER 3003");
    }

    @Test
    void a_token_is_printed_with_what_the_configuration_needs() {
        var outcome = Typed.of("token", "crm", "--scope", "read,call");
        assertThat(outcome.code()).isZero();
        var token = outcome.out().lines().findFirst().orElseThrow();
        assertThat(outcome.out())
                .contains("crm:", "hash: " + ApiToken.hash(token), "scopes: [read, call]")
                .doesNotContain("expires");
        assertThat(Typed.of("token", "crm", "--days", "90").out())
                .containsPattern("      expires: \\d{4}-\\d{2}-\\d{2}\n");
        assertThat(Typed.of("token", "crm", "--days", "0").err()).contains("1 to 3650 days");
    }
}
