package org.dragoman.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExplainCommandTest {
    private static final Path CAPTURES = Path.of("src", "test", "resources", "captures");

    @TempDir private Path temp;

    private static Typed explain(String... arguments) {
        var all = new ArrayList<>(List.of("explain"));
        all.addAll(Arrays.asList(arguments));
        return Typed.of(all.toArray(String[]::new));
    }

    private static String capture(String name) {
        return CAPTURES.resolve(name + ".pcapng.gz").toString();
    }

    @Test
    void one_call_of_several_is_shown_alone() {
        var second = explain(capture("fs1_tun0_h323_to_sip"), "--call", "2");
        assertThat(second.code()).as(second.err()).isZero();
        assertThat(second.out())
                .contains("call 2 of 3  h323  sipp1 -> 7100", "Setup", "INVITE")
                .contains("seems to come from call 1: through 127.0.0.3")
                .doesNotContain("call 1 of 3", "call 3 of 3");
        assertThat(explain(capture("fs1_tun0_h323_to_sip"), "--call", "4"))
                .satisfies(o -> assertThat(o.code()).isEqualTo(2))
                .satisfies(o -> assertThat(o.err()).contains("There is no call 4", "it has 3"));
    }

    /// In each protocol that begins calls: what it is, what it becomes, and the row that says so.
    @ParameterizedTest
    @MethodSource("beginnings")
    void each_message_says_what_it_becomes_and_why(String capture, String is, String becomes)
            throws IOException {
        var said = explain(capture(capture), "--json");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out()).hasLineCount(1);
        var found = false;
        for (var call : new ObjectMapper().readTree(said.out()).get("calls")) {
            for (var message : call.get("messages")) {
                if (message.at("/is/0/name").asText().equals(is)) {
                    found = true;
                    assertThat(message.at("/becomes/0/name").asText()).isEqualTo(becomes);
                    assertThat(message.at("/why/0").asText())
                            .matches("Offered: .*; rules/messages\\.csv:\\d+");
                }
            }
        }
        assertThat(found).isTrue();
    }

    static Stream<Arguments> beginnings() {
        return Stream.of(
                Arguments.of("fs1_tun1_answer", "Setup", "INVITE"),
                Arguments.of("rev_sip486", "INVITE", "Setup"),
                Arguments.of("rtmp_freeswitch", "makeCall", "INVITE"),
                Arguments.of("rtmp_siprtmp", "invite", "INVITE"),
                Arguments.of("rtmp_flashphoner", "call", "INVITE"));
    }

    @Test
    void nothing_secret_of_an_rtmp_client_is_shown() {
        for (var name : List.of("rtmp_freeswitch", "rtmp_siprtmp", "rtmp_flashphoner")) {
            assertThat(explain(capture(name)).out()).contains("…").doesNotContain("secret");
        }
        assertThat(explain(capture("rtmp_programs")).out())
                .contains("speex?token=…")
                .doesNotContain("t0ken-of-a-test", "guess");
    }

    @Test
    void what_cannot_be_read_gets_a_sentence() throws IOException {
        var text = Files.writeString(temp.resolve("log.txt"), "12:00 INVITE sent, nothing heard\n");
        var empty = Files.createFile(temp.resolve("empty.pcap"));
        var odd = Files.write(temp.resolve("odd.gz"), new byte[] {0x1F, (byte) 0x8B, 9, 9, 9});
        for (var file : List.of(text, empty, odd, temp, temp.resolve("none"))) {
            var outcome = explain(file.toString());
            assertThat(outcome.code()).as(file.toString()).isEqualTo(2);
            assertThat(outcome.err()).hasLineCount(1).endsWith(".\n").doesNotContain("Exception");
            assertThat(outcome.out()).isEmpty();
        }
    }

    @Test
    void a_capture_without_signalling_says_so() throws IOException {
        var file = temp.resolve("silent.pcap");
        var header = new byte[24];
        System.arraycopy(
                new byte[] {(byte) 0xA1, (byte) 0xB2, (byte) 0xC3, (byte) 0xD4}, 0, header, 0, 4);
        header[23] = 1;
        Files.write(file, header);
        var outcome = explain(file.toString());
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).startsWith("There is no H.323, SIP or RTMP signalling in ");
    }
}
