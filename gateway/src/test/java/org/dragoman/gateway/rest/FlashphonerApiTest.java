package org.dragoman.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/// Requests as Flashphoner's own examples make them ("SIP as RTMP" of its client in JavaScript),
/// and what those examples do with the answers.
class FlashphonerApiTest {
    private static final String KNOWN = FakeControl.CALL.id();
    private static final String STARTUP =
            """
            {"toStream": "stream1", "hasAudio": "true", "hasVideo": "false", "callId": "mine",
             "sipLogin": "1001", "sipAuthenticationName": "1001", "sipPassword": "x",
             "sipPort": "5060", "sipDomain": "sip.example.com", "sipOutboundProxy": "",
             "appKey": "defaultApp", "sipRegisterRequired": "true", "callee": "2002"}""";

    private final ObjectMapper json = new ObjectMapper();
    private final FakeControl control = new FakeControl();
    private final FlashphonerApi api = new FlashphonerApi(control);

    private Reply ask(String call, String body) {
        var verb =
                Arrays.stream(FlashphonerApi.Verb.values())
                        .filter(v -> v.path().equals("/call/" + call))
                        .findFirst()
                        .orElseThrow();
        return api.reply(verb, body.getBytes(StandardCharsets.UTF_8));
    }

    private int status(String call, String body) {
        return ask(call, body).status();
    }

    private JsonNode first(Reply reply) {
        assertThat(reply.status()).isEqualTo(200);
        return json.<JsonNode>valueToTree(reply.body().orElseThrow()).get(0);
    }

    @Test
    void a_call_is_begun_and_found_by_the_name_it_was_given() {
        assertThat(status("startup", STARTUP)).isEqualTo(200);
        assertThat(status("startup", STARTUP)).isEqualTo(409);
        for (var found : List.of(ask("find", "{\"callId\":\"mine\"}"), ask("find_all", ""))) {
            var call = first(found);
            assertThat(call.get("callId").asText()).isEqualTo("mine");
            assertThat(call.get("status").asText()).isEqualTo("ESTABLISHED");
            assertThat(call.get("sipStatus").asInt()).isEqualTo(200);
            assertThat(call.get("caller").asText()).isEqualTo("1001");
            assertThat(call.get("callee").asText()).isEqualTo("2002");
            assertThat(call.get("hasAudio").asBoolean()).isTrue();
            assertThat(call.get("hasVideo").asBoolean()).isFalse();
        }
        assertThat(control.ordered()).containsExactly("begin 1001 2002 -");
    }

    /// The examples read {@code response[0].status} of any body that comes.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "startup|{\"callId\":\"mine\",\"sipLogin\":\"1001\",\"callee\":\"2002\"}",
                "send_dtmf|{\"callId\":\"0123456789ab\",\"dtmf\":\"5\",\"type\":\"RFC2833\"}",
                "hold|{\"callId\":\"0123456789ab\"}",
                "unhold|{\"callId\":\"0123456789ab\"}",
                "transfer|{\"callId\":\"0123456789ab\",\"target\":\"3003\"}",
                "terminate|{\"callId\":\"0123456789ab\"}"
            })
    void what_was_done_is_answered_without_a_body(String call, String body) {
        var reply = ask(call, body);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void calls_are_ruled_by_their_names() {
        ask("startup", STARTUP);
        ask("hold", "{\"callId\":\"mine\",\"holdForTransfer\":true}");
        assertThat(first(ask("find_all", "{}")).get("status").asText()).isEqualTo("HOLD");
        ask("unhold", "{\"callId\":\"mine\"}");
        assertThat(first(ask("find_all", "{}")).get("status").asText()).isEqualTo("ESTABLISHED");
        ask("send_dtmf", "{\"callId\":\"mine\",\"dtmf\":\"5\",\"type\":\"INFO\"}");
        ask("transfer", "{\"callId\":\"mine\",\"target\":\"3003\"}");
        ask("terminate", "{\"callId\":\"mine\"}");
        assertThat(control.ordered())
                .containsExactly(
                        "begin 1001 2002 -",
                        "hold CALLEE",
                        "resume CALLEE",
                        "digits CALLEE 5",
                        "transfer CALLER 3003");
        assertThat(control.hungUp()).containsExactly(KNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "find|{\"callId\":\"other\"}|404",
                "find|{\"status\":\"RING\"}|404",
                "find|{\"caller\":\"1001\",\"callee\":\"2002\"}|200",
                "find|{\"caller\":\"1002\"}|404",
                "terminate|{\"callId\":\"other\"}|404",
                "terminate|{}|404",
                "hold|{\"callId\":\"other\"}|404",
                "hold|{\"callId\":\"000000000001\"}|409",
                "unhold|{\"callId\":\"000000000001\"}|409",
                "send_dtmf|{\"callId\":\"000000000001\",\"dtmf\":\"1\"}|409",
                "send_dtmf|{\"callId\":\"0123456789ab\"}|400",
                "send_dtmf|{\"callId\":\"0123456789ab\",\"dtmf\":\"x\"}|400",
                "transfer|{\"callId\":\"0123456789ab\"}|400",
                "transfer|{\"callId\":\"other\",\"target\":\"3003\"}|404",
                "startup|{\"sipLogin\":\"1001\"}|400",
                "startup|{\"callee\":\"1001\"}|400",
                "startup|{\"sipLogin\":\"999\",\"callee\":\"2002\"}|503",
                "startup|nonsense|400",
                "startup|[]|400"
            })
    void what_cannot_be_done_says_so(String call, String body, int status) {
        assertThat(status(call, body)).isEqualTo(status);
    }

    /// - {@code heard}, {@code ringing}, {@code answered}: milliseconds; negative where it has not
    ///   happened.
    record Stage(int heard, int ringing, int answered, int cause, String status, int sipStatus) {}

    static final List<Stage> STAGES =
            List.of(
                    new Stage(-1, -1, -1, 0, "TRYING", 100),
                    new Stage(80, -1, -1, 0, "SESSION_PROGRESS", 183),
                    new Stage(80, 120, -1, 0, "RING", 180),
                    new Stage(120, 120, 900, 0, "ESTABLISHED", 200),
                    new Stage(120, 120, 900, 16, "FINISH", 200),
                    new Stage(120, -1, 900, 31, "FINISH", 200),
                    new Stage(120, 120, -1, 16, "FINISH", 200),
                    new Stage(-1, -1, -1, 17, "BUSY", 486),
                    new Stage(120, 120, -1, 19, "FAILED", 480),
                    new Stage(-1, -1, -1, 27, "FAILED", 480));

    /// - {@code legs}: what the caller speaks, and then those called.
    record Way(String legs, boolean incoming, String provider) {}

    static final List<Way> WAYS =
            List.of(
                    new Way("h323 sip", false, "WebRTC"),
                    new Way("sip webrtc", true, "WebRTC"),
                    new Way("h323 account webrtc sip", true, "WebRTC"),
                    new Way("sip rtmp", true, "Flash"),
                    new Way("account h323", false, "WebRTC"),
                    new Way("account rtmp", false, "Flash"),
                    new Way("webrtc webrtc", false, "WebRTC"));

    @ParameterizedTest
    @FieldSource("WAYS")
    void who_called_whom_by_what_is_told(Way way) {
        var protocols = List.of(way.legs().split(" "));
        control.show(
                FakeControl.callOf(
                        IntStream.range(0, protocols.size())
                                .mapToObj(i -> FakeControl.leg(i, "some", protocols.get(i)))
                                .toList()));
        var found = first(ask("find", "{\"callId\":\"" + KNOWN + "\"}"));
        assertThat(found.get("incoming").asBoolean()).isEqualTo(way.incoming());
        assertThat(found.get("mediaProvider").asText()).isEqualTo(way.provider());
    }

    @Test
    void video_is_told_where_it_may_go_in_either_direction() {
        var watched = new CallView.VideoView("VP8", "", 0, 250, 0);
        control.show(
                FakeControl.callOf(
                        List.of(
                                FakeControl.leg(0, "pages", "webrtc"),
                                FakeControl.leg(1, "some", "sip", watched))));
        var found = first(ask("find", "{\"callId\":\"" + KNOWN + "\"}"));
        assertThat(found.get("hasVideo").asBoolean()).isTrue();
        assertThat(found.get("hasAudio").asBoolean()).isTrue();
    }

    private static CallView view(Stage stage, List<CallView.LegView> legs) {
        var call = FakeControl.CALL;
        return new CallView(
                call.id(),
                call.state(),
                call.started(),
                call.from(),
                call.to(),
                call.codec(),
                stage.heard(),
                stage.ringing(),
                stage.answered(),
                call.durationMillis(),
                stage.cause(),
                "",
                legs,
                List.of(),
                List.of(),
                List.of());
    }

    @ParameterizedTest
    @FieldSource("STAGES")
    void how_far_a_call_is_has_a_word(Stage stage) {
        control.show(view(stage, List.of()));
        var found = first(ask("find", "{\"callId\":\"" + KNOWN + "\"}"));
        assertThat(found.get("status").asText()).isEqualTo(stage.status());
        assertThat(found.get("sipStatus").asInt()).isEqualTo(stage.sipStatus());
        assertThat(status("find", "{\"status\":\"" + stage.status() + "\"}")).isEqualTo(200);
    }
}
