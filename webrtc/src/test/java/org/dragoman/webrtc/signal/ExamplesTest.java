package org.dragoman.webrtc.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dragoman.core.account.Secret;
import org.dragoman.core.call.Cause;
import org.dragoman.webrtc.signal.ServerMessage.IceServer;
import org.dragoman.webrtc.signal.ServerMessage.Progress.Stage;
import org.junit.jupiter.api.Test;

/// The examples of the documentation are what is spoken: those of a page are read, those of the
/// gateway are what it writes.
class ExamplesTest {
    private static final Path DOCUMENT = Path.of("../docs/protocols/webrtc.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("(?s)```json (page|gateway)\\n(.*?)\\n```");
    private static final String SDP = "v=0\r\n…";
    private static final JsonMapper JSON = new JsonMapper();

    private static final List<ServerMessage> WRITTEN =
            List.of(
                    new ServerMessage.Hello(
                            1, "Dragoman", "dragoman", "6f1c0a53b7e24d98a1c2d3e4f5061728"),
                    new ServerMessage.Welcome(
                            "1",
                            "00112233445566778899aabbccddeeff",
                            "1001",
                            Optional.of("Anna"),
                            List.of(
                                    new IceServer(
                                            List.of("turn:turn.example.com:3478"),
                                            Optional.of("u"),
                                            Optional.of("c")))),
                    new ServerMessage.Pong("3"),
                    new ServerMessage.History(
                            List.of(
                                    new ServerMessage.History.Past(
                                            "in",
                                            Optional.of("4951112233"),
                                            Optional.of("Boris"),
                                            Instant.parse("2026-01-02T03:04:05.678Z"),
                                            0,
                                            "missed"),
                                    new ServerMessage.History.Past(
                                            "out",
                                            Optional.of("74951234567"),
                                            Optional.empty(),
                                            Instant.parse("2026-01-02T02:58:00Z"),
                                            75,
                                            "ended"))),
                    new ServerMessage.Done("4"),
                    new ServerMessage.Progress("c1", Stage.TRYING, false, Optional.empty()),
                    new ServerMessage.Progress("c1", Stage.RINGING, true, Optional.of(SDP)),
                    new ServerMessage.Answered(
                            "c1",
                            Optional.empty(),
                            Optional.of("5551234"),
                            Optional.of("Reception")),
                    new ServerMessage.Incoming(
                            "0c5a9d1f22e7.1",
                            Optional.of("4951112233"),
                            Optional.of("Boris"),
                            "1001",
                            false,
                            SDP),
                    new ServerMessage.Transferring("c1", "failed", Optional.of(Cause.gateway(17))),
                    new ServerMessage.Updated("c1", SDP),
                    new ServerMessage.Offer("c1", SDP),
                    new ServerMessage.Held("c1"),
                    new ServerMessage.Resumed("c1"),
                    new ServerMessage.Digit("c1", '5'),
                    new ServerMessage.Identity("c1", Optional.of("1002"), Optional.of("Boris")),
                    new ServerMessage.Quality("c1", 24.52, 1.18, 0, 0.5, Optional.of(4.31)),
                    new ServerMessage.Ended("c1", Cause.gateway(17)),
                    missing());

    private static ServerMessage missing() {
        try {
            MessageReader.read(bytes("{\"type\":\"call\",\"ref\":\"4\",\"call\":\"c1\"}"));
            throw new AssertionError("a call to nobody was taken");
        } catch (Refusal refusal) {
            return refusal.message();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> examples(String whose) throws IOException {
        return EXAMPLE.matcher(Files.readString(DOCUMENT))
                .results()
                .filter(m -> m.group(1).equals(whose))
                .map(m -> m.group(2))
                .toList();
    }

    @Test
    void what_pages_say_is_read_and_there_is_an_example_of_each() throws Exception {
        var shown = new HashSet<Class<?>>();
        for (var example : examples("page")) {
            shown.add(MessageReader.read(bytes(example)).getClass());
        }
        assertThat(shown).isEqualTo(leaves(ClientMessage.class).collect(Collectors.toSet()));
    }

    @Test
    void what_the_gateway_says_is_what_it_writes_and_there_is_an_example_of_each()
            throws Exception {
        var written = new HashSet<String>();
        for (var message : WRITTEN) {
            written.add(JSON.readTree(MessageWriter.write(message)).toString());
        }
        var shown = new HashSet<String>();
        for (var example : examples("gateway")) {
            shown.add(JSON.readTree(example).toString());
        }
        assertThat(shown).isEqualTo(written);
        Set<Class<?>> kinds = WRITTEN.stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(kinds).isEqualTo(leaves(ServerMessage.class).collect(Collectors.toSet()));
    }

    private static Stream<Class<?>> leaves(Class<?> kind) {
        return kind.isRecord()
                ? Stream.of(kind)
                : Stream.of(kind.getPermittedSubclasses()).flatMap(ExamplesTest::leaves);
    }

    @Test
    void the_words_of_every_cause_and_error_are_listed() throws Exception {
        var text = Files.readString(DOCUMENT);
        for (var code : Refusal.Code.values()) {
            assertThat(text).contains("`" + Refusal.word(code) + "`");
        }
        for (int q850 = 1; q850 <= 127; q850++) {
            assertThat(text).contains("`" + Sentences.of(q850).code() + "`");
        }
    }

    /// The hash of the account by sha256sum of coreutils 9.1, the response by openssl 3.0.17:
    // {@code printf %s NONCE:CNONCE | openssl dgst -sha256 -hmac HA1}.
    @Test
    void the_login_is_worked_out_as_told() throws Exception {
        var ha1 = "1dfa55432b30073ea9f411dca094088d315e57d6bdf896727bed13633c62eefd";
        assertThat(Secret.of("1001", "dragoman", "secret").sha256()).isEqualTo(ha1);
        assertThat(LoginProof.response(ha1, "6f1c0a53b7e24d98a1c2d3e4f5061728", "b1946ac92492d234"))
                .isEqualTo("12d1715452436afbda908006be70355df161f9db8d45ec0e05e0db7b0ed63780");
    }
}
