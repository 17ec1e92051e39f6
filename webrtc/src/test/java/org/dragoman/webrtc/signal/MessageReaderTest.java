package org.dragoman.webrtc.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.dragoman.webrtc.signal.Refusal.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class MessageReaderTest {
    record Wrong(String text, String ref, Code code, String field) {}

    static final List<Wrong> WRONG =
            List.of(
                    new Wrong("", "", Code.NOT_JSON, ""),
                    new Wrong("[]", "", Code.NOT_JSON, ""),
                    new Wrong("null", "", Code.NOT_JSON, ""),
                    new Wrong("{", "", Code.NOT_JSON, ""),
                    new Wrong("{} {}", "", Code.NOT_JSON, ""),
                    new Wrong("{\"type\":\"ping\",\"type\":\"call\"}", "", Code.NOT_JSON, ""),
                    new Wrong("[".repeat(10_000), "", Code.NOT_JSON, ""),
                    new Wrong("{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}", "", Code.NOT_JSON, ""),
                    new Wrong("{\"type\":1e999999999}", "", Code.UNKNOWN_TYPE, "type"),
                    new Wrong("{}", "", Code.UNKNOWN_TYPE, "type"),
                    new Wrong("{\"type\":\"fly\",\"ref\":\"7\"}", "7", Code.UNKNOWN_TYPE, "type"),
                    new Wrong("{\"type\":\"ping\",\"ref\":7}", "", Code.INVALID, "ref"),
                    new Wrong("{\"type\":\"ping\",\"ref\":\"\\n\"}", "", Code.INVALID, "ref"),
                    new Wrong("{\"type\":\"ping\",\"more\":1}", "", Code.INVALID, "more"),
                    wrong("call", "\"call\":\"c1\",\"sdp\":\"v=0\"", "to"),
                    wrong("call", "\"call\":\"c1\",\"to\":\"1;2\",\"sdp\":\"v=0\"", "to"),
                    wrong("call", "\"call\":\"c 1\",\"to\":\"12\",\"sdp\":\"v=0\"", "call"),
                    wrong("call", "\"call\":\"c1\",\"to\":\"12\",\"sdp\":\"x\"", "sdp"),
                    wrong(
                            "call",
                            "\"call\":\"c1\",\"to\":\"1\",\"sdp\":\"v=0"
                                    + "x".repeat(33_000)
                                    + "\"",
                            "sdp"),
                    wrong("dtmf", "\"call\":\"c1\",\"digits\":\"12x\"", "digits"),
                    wrong("dtmf", "\"call\":\"c1\",\"digits\":\"1\",\"duration\":39", "duration"),
                    wrong("dtmf", "\"call\":\"c1\",\"digits\":\"1\",\"duration\":1.5", "duration"),
                    wrong("dtmf", "\"call\":\"c1\",\"digits\":\"1\",\"duration\":1e9", "duration"),
                    wrong("hangup", "\"call\":\"c1\",\"reason\":\"bored\"", "reason"),
                    wrong("hold", "", "call"),
                    wrong("transfer", "\"call\":\"c1\"", "to"),
                    wrong("transfer", "\"call\":\"c1\",\"to\":\"1\",\"with\":\"c2\"", "to"),
                    wrong("login", "\"account\":\"anna\"", "account"),
                    wrong("login", "\"account\":\"1001\",\"cnonce\":\"short\"", "cnonce"),
                    wrong(
                            "login",
                            "\"account\":\"1\",\"cnonce\":\"0123456789abcdef\",\"response\":\"00\"",
                            "response"),
                    wrong("guest", "\"to\":\"800\",\"name\":\"a\\u0007b\"", "name"),
                    wrong("guest", "\"to\":\"800\",\"token\":\"a b\"", "token"),
                    wrong("reconnect", "\"session\":\"1\"", "session"));

    private static Wrong wrong(String type, String fields, String field) {
        return new Wrong(
                "{\"type\":\"" + type + "\"" + (fields.isEmpty() ? "" : "," + fields) + "}",
                "",
                Code.INVALID,
                field);
    }

    @ParameterizedTest
    @FieldSource("WRONG")
    void what_is_wrong_is_named(Wrong wrong) {
        var refusal = catchThrowableOfType(Refusal.class, () -> read(wrong.text()));
        var message = refusal.message();
        assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(wrong.code());
        assertThat(message.ref()).isEqualTo(wrong.ref());
        assertThat(message.field()).isEqualTo(wrong.field());
        assertThat(message.text()).endsWith(".").hasSizeLessThan(300);
    }

    private static ClientMessage read(String text) throws Refusal {
        return MessageReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void text_that_is_no_utf_8_is_refused() {
        assertThatThrownBy(
                        () ->
                                MessageReader.read(
                                        "{\"type\":\"ping\",\"ref\":\"\u00e9\"}"
                                                .getBytes(StandardCharsets.ISO_8859_1)))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.code()).isEqualTo(Code.NOT_JSON));
    }

    @Test
    void whatever_comes_only_refusals_come_out() {
        var random = new Random(20_261_122);
        var good =
                List.of(
                        "{\"type\":\"call\",\"ref\":\"4\",\"call\":\"c1\",\"to\":\"+74951234567\","
                                + "\"sdp\":\"v=0\\r\\no=- 1 1 IN IP4 0.0.0.0\\r\\n\"}",
                        "{\"type\":\"dtmf\",\"call\":\"c1\",\"digits\":\"12#\",\"duration\":120}",
                        "{\"type\":\"candidate\",\"call\":\"c\",\"candidate\":{\"a\":[1,null]}}",
                        "{\"type\":\"transfer\",\"call\":\"c1\",\"with\":\"c2\"}");
        int taken = 0;
        for (int i = 0; i < 40_000; i++) {
            taken += isTaken(spoilt(good.get(i % good.size()), random)) ? 1 : 0;
        }
        assertThat(taken).isBetween(100, 30_000); // some changes leave a message whole
    }

    private static boolean isTaken(byte[] message) {
        try {
            MessageReader.read(message);
            return true;
        } catch (Refusal refusal) {
            MessageWriter.write(refusal.message());
            return false;
        }
    }

    /// Cut, with bytes changed, and with parts said twice.
    private static byte[] spoilt(String text, Random random) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int change = random.nextInt(4); change >= 0; change--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) "{}[]\",:0\\eE+-. ".charAt(random.nextInt(15));
                default -> {
                    int from = random.nextInt(bytes.length);
                    System.arraycopy(
                            bytes, from, bytes, at, Math.min(5, bytes.length - Math.max(at, from)));
                }
            }
        }
        int length = random.nextInt(10) == 0 ? random.nextInt(bytes.length) : bytes.length;
        return java.util.Arrays.copyOf(bytes, length);
    }
}
