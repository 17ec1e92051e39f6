package org.dragoman.tests.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.TurnServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A page in Chromium and a telephone hear each other's tones through the relay.
///
///     Chromium --- ICE, DTLS-SRTP, Opus or G.711 ---> relay --- RTP, G.711 ---> tone probe
class BrowserMediaTest {
    @RegisterExtension
    static final MediaLab LAB =
            new MediaLab(folder -> MediaPage.tone(folder, MediaCall.BROWSER_HZ));

    private MediaCall call;
    private long before;

    @BeforeEach
    void open() throws Exception {
        call = LAB.call();
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPUS", "PCMA", "PCMU"})
    void a_page_that_calls_is_heard_and_hears(String codec) throws Exception {
        call.called(codec.equals("OPUS") ? MediaCall.OPUS : Codec.of(codec, 8_000), false);
        call.bothHear();
        assertThat(call.report().get("connection").asText()).isEqualTo("connected");
        assertThat(call.browserEar.lost).isNotDone();
    }

    /// The other role in the handshake: the browser says hello.
    @Test
    void a_page_that_is_called_is_heard_and_hears() throws Exception {
        call.calls(MediaCall.OPUS);
        call.bothHear();
    }

    /// The other leg notices nothing.
    @Test
    void w2_an_ice_restart_is_absorbed() throws Exception {
        call.called(MediaCall.OPUS, false);
        call.bothHear();
        call.called(MediaCall.OPUS, true);
        call.bothHear();
        assertThat(call.report().get("connection").asText()).isEqualTo("connected");
    }

    @Test
    void digits_of_the_page_arrive_once_each() throws Exception {
        call.called(MediaCall.OPUS, false);
        call.bothHear();
        call.window.run("pc.getSenders()[0].dtmf.insertDTMF('19#', 100, 70)");
        for (char digit : new char[] {'1', '9', '#'}) {
            assertThat(call.browserEar.digits.poll(Chromium.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo(digit);
        }
        assertThat(call.browserEar.digits).isEmpty();
    }

    @Test
    void a_page_that_closes_its_connection_is_gone() throws Exception {
        call.called(MediaCall.OPUS, false);
        call.bothHear();
        call.window.run("pc.close()");
        assertThat(call.lost()).contains("the browser ended it");
    }

    /// Nobody else's certificate will do, whatever the checks say.
    @Test
    void a_browser_with_another_certificate_than_announced_is_not_heard() throws Exception {
        call.called(MediaCall.OPUS, false, BrowserMediaTest::forged);
        assertThat(call.lost()).contains("certificate");
        assertThat(call.browserEar.first).isNotDone();
        assertThat(call.phone.heard().packets()).isZero();
    }

    private static String forged(String offer) {
        return Pattern.compile("(a=fingerprint:sha-256) (..)")
                .matcher(offer)
                .replaceAll(m -> m.group(1) + (m.group(2).equals("00") ? " FF" : " 00"));
    }

    /// W1, W6: whoever offers again, and whatever role it names, the handshake that was made
    /// holds.
    @Test
    void w6_refreshes_from_either_side_keep_the_sound() throws Exception {
        call.called(MediaCall.OPUS, false);
        call.bothHear();
        call.calls(MediaCall.OPUS);
        call.bothHear();
        call.called(MediaCall.OPUS, false);
        call.bothHear();
        assertThat(call.report().get("connection").asText()).isEqualTo("connected");
        assertThat(call.browserEar.lost).isNotDone();
    }

    @Test
    void w6_a_page_that_holds_and_comes_back_is_heard_again() throws Exception {
        call.called(MediaCall.OPUS, false);
        call.bothHear();
        call.window.run("pc.getTransceivers()[0].direction = 'inactive'");
        call.called(MediaCall.OPUS, false);
        assertThat(call.browserPort.port().agreed().direction()).isEqualTo(Direction.INACTIVE);
        Await.until(
                Chromium.PATIENCE,
                "silence",
                () -> call.phone.heard().packets() == heardAWhileAgo());
        call.window.run("pc.getTransceivers()[0].direction = 'sendrecv'");
        call.called(MediaCall.OPUS, false);
        call.bothHear();
    }

    /// What the probe had counted when it was asked last, a tenth of a second ago at least.
    private long heardAWhileAgo() {
        long last = before;
        call.window.run("new Promise(done => setTimeout(done, 100))");
        before = call.phone.heard().packets();
        return last == before ? last : -1;
    }

    /// A browser that may send no UDP but through a TURN server, and not even that.
    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void a_page_behind_a_turn_server_is_heard_and_hears(String transport) throws Exception {
        try (var turn = new TurnServer("turn-" + transport)) {
            call.begin(turn.forPages(transport));
            call.called(MediaCall.OPUS, false);
            call.bothHear();
            assertThat(call.report().get("local").asText()).isEqualTo("relay " + transport);
            var remote = call.browserPort.port().agreed().remoteRtp().orElseThrow();
            assertThat(remote.getAddress()).isEqualTo(turn.address());
        }
    }

    /// W3: from the answer to the first sound, in the telephone and in the page. Half a
    /// second is what is wanted; `tests/bench browsers` measures it, since a machine that is
    /// busy with other tests may take longer.
    @Test
    void w3_sound_begins_soon_after_the_answer() throws Exception {
        call.called(MediaCall.OPUS, false);
        assertThat(call.soundAtPhone()).isLessThan(Duration.ofSeconds(5));
        assertThat(call.soundAtPage()).isLessThan(Duration.ofSeconds(5));
        call.bothHear();
    }
}
