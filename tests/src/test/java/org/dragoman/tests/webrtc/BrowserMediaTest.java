package org.dragoman.tests.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.media.MediaTransport;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.media.probe.ToneProbe;
import org.dragoman.media.relay.Relay;
import org.dragoman.media.relay.RelayConfig;
import org.dragoman.media.sdp.LocalAddress;
import org.dragoman.media.sdp.OfferAnswer;
import org.dragoman.media.sdp.SdpParser;
import org.dragoman.media.sdp.SrtpPolicy;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.Loopback;
import org.dragoman.tests.peer.Peers;
import org.dragoman.webrtc.WebRtcConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A page in Chromium and a telephone hear each other's tones through the relay.
///
///     Chromium --- ICE, DTLS-SRTP, Opus or G.711 ---> relay --- RTP, G.711 ---> tone probe
class BrowserMediaTest {
    private static final Codec OPUS =
            new Codec("OPUS", 48_000, 2, Map.of("useinbandfec", "1", "minptime", "10"));
    private static final double BROWSER_HZ = 440;
    private static final double PHONE_HZ = 1_000;
    private static final double PHONE_DBM0 = -10;
    private static final double LOUD = -70; // dB in one bin of the page's analyser
    private static final double HEARD_DBM0 = -30;

    @TempDir static Path folder;
    private static Chromium chromium;
    private static MediaPage page;

    private final Ears browserEar = new Ears();
    private Relay relay;
    private ToneProbe phone;
    private MediaPlane.Opened browserPort;
    private MediaPlane.Opened phonePort;
    private OfferAnswer negotiation;
    private Chromium.Page window;
    private boolean begun;
    private Optional<Duration> packetTime = Optional.empty();

    private static final class Ears implements MediaPlane.Ear {
        final CompletableFuture<String> lost = new CompletableFuture<>();
        final CompletableFuture<Long> first = new CompletableFuture<>();
        final LinkedBlockingQueue<Character> digits = new LinkedBlockingQueue<>();

        @Override
        public void digit(char digit, Duration held) {
            digits.add(digit);
        }

        @Override
        public void conversionFailed(String why) {
            lost.complete(why);
        }

        @Override
        public void firstPacket() {
            first.complete(System.nanoTime());
        }

        @Override
        public void lost(String why) {
            lost.complete(why);
        }
    }

    @BeforeAll
    static void start() throws IOException {
        Peers.require(Peers.CHROMIUM);
        page = new MediaPage();
        chromium = new Chromium(folder, MediaPage.tone(folder, BROWSER_HZ));
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
            page.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        var address = InetAddress.getByName(Loopback.next());
        int port;
        try (var free = new DatagramSocket(0, address)) {
            port = free.getLocalPort();
        }
        var browsers = new WebRtcConfig(port, List.of(address), List.of(), List.of(), true);
        relay = new Relay(RelayConfig.on(address), browsers.browserPort(InstantSource.system()));
        phone = new ToneProbe(new InetSocketAddress(address, 0));
        phonePort = relay.open("phone", new Ears());
        browserPort =
                relay.open("browser", browserEar, MediaTransport.BROWSER, Optional.of(phonePort));
        browserPort.join(phonePort);
        var format = new PayloadFormat(Codec.PCMA, 8, 20);
        phonePort
                .port()
                .agree(
                        new MediaFlow(
                                Optional.of(phone.localAddress()),
                                Optional.empty(),
                                Optional.of(format),
                                List.of(format),
                                OptionalInt.empty(),
                                OptionalInt.empty(),
                                Direction.SEND_RECEIVE));
        phone.start(phonePort.port().localRtp(), Codec.PCMA, 8, PHONE_HZ, PHONE_DBM0);
        negotiation =
                OfferAnswer.start(
                        LocalAddress.of(browserPort.port()), 1, SrtpPolicy.OFF, new SecureRandom());
        window = chromium.open(page.url());
    }

    @AfterEach
    void close() throws IOException {
        if (window != null) {
            window.close();
        }
        browserPort.close();
        phonePort.close();
        relay.close();
        phone.close();
    }

    private void begin() {
        if (!begun) {
            window.run("begin()");
            begun = true;
        }
    }

    /// The page offers, the gateway answers.
    private void called(Codec codec, boolean restart) throws Exception {
        begin();
        var offer = window.run("offer(" + restart + ")").asText();
        var settled =
                negotiation.offered(SdpParser.parse(offer)).answer(described(codec)).orElseThrow();
        negotiation = settled.next();
        browserPort.port().agree(settled.flow());
        window.call("accept", settled.sdp().text());
    }

    private MediaDescription described(Codec codec) {
        return new MediaDescription(List.of(codec), Direction.SEND_RECEIVE, true, packetTime);
    }

    /// The gateway offers, the page answers.
    private void calls(Codec codec) throws Exception {
        begin();
        var offered = negotiation.offer(MediaDescription.of(codec));
        var answer = window.call("answer", offered.sdp().text()).asText();
        var settled = offered.next().answered(SdpParser.parse(answer));
        negotiation = settled.next();
        browserPort.port().agree(settled.flow());
    }

    private void bothHear() {
        Await.until(
                Chromium.PATIENCE,
                () -> "the phone hears " + phone.heard() + "; the page: " + report(),
                () -> isHeard(phone.heard().frequencyHz(), phone.heard().levelDbm0()));
        Await.until(
                Chromium.PATIENCE,
                () -> "the page hears " + window.run("loudest()") + "; " + report(),
                this::pageHears);
    }

    private static boolean isHeard(double frequencyHz, double levelDbm0) {
        return Math.abs(frequencyHz - BROWSER_HZ) <= 5 && levelDbm0 > HEARD_DBM0;
    }

    private boolean pageHears() {
        var loudest = window.run("loudest()");
        return Math.abs(loudest.get("hz").asDouble() - PHONE_HZ) <= 10
                && loudest.get("level").asDouble() > LOUD;
    }

    private JsonNode report() {
        return window.run("report()");
    }

    private String lost() throws Exception {
        return browserEar.lost.get(Chromium.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPUS", "PCMA", "PCMU"})
    void a_page_that_calls_is_heard_and_hears(String codec) throws Exception {
        called(codec.equals("OPUS") ? OPUS : Codec.of(codec, 8_000), false);
        bothHear();
        assertThat(report().get("connection").asText()).isEqualTo("connected");
        assertThat(browserEar.lost).isNotDone();
    }

    /// The other role in the handshake: the browser says hello.
    @Test
    void a_page_that_is_called_is_heard_and_hears() throws Exception {
        calls(OPUS);
        bothHear();
    }

    /// The other leg notices nothing.
    @Test
    void w2_an_ice_restart_is_absorbed() throws Exception {
        called(OPUS, false);
        bothHear();
        called(OPUS, true);
        bothHear();
        assertThat(report().get("connection").asText()).isEqualTo("connected");
    }

    @Test
    void digits_of_the_page_arrive_once_each() throws Exception {
        called(OPUS, false);
        bothHear();
        window.run("pc.getSenders()[0].dtmf.insertDTMF('19#', 100, 70)");
        for (char digit : new char[] {'1', '9', '#'}) {
            assertThat(browserEar.digits.poll(Chromium.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isEqualTo(digit);
        }
        assertThat(browserEar.digits).isEmpty();
    }

    @Test
    void a_page_that_closes_its_connection_is_gone() throws Exception {
        called(OPUS, false);
        bothHear();
        window.run("pc.close()");
        assertThat(lost()).contains("the browser ended it");
    }

    /// Nobody else's certificate will do, whatever the checks say.
    @Test
    void a_browser_with_another_certificate_than_announced_is_not_heard() throws Exception {
        begin();
        var offer = window.run("offer(false)").asText();
        var forged = offer.replaceAll("(a=fingerprint:sha-256) ..", "$1 00");
        var settled =
                negotiation
                        .offered(SdpParser.parse(forged))
                        .answer(MediaDescription.of(OPUS))
                        .orElseThrow();
        browserPort.port().agree(settled.flow());
        window.call("accept", settled.sdp().text());
        assertThat(lost()).contains("certificate");
        assertThat(browserEar.first).isNotDone();
        assertThat(phone.heard().packets()).isZero();
    }

    /// W1, W6: whoever offers again, and whatever role it names, the handshake that was made holds.
    @Test
    void w6_refreshes_from_either_side_keep_the_sound() throws Exception {
        called(OPUS, false);
        bothHear();
        calls(OPUS);
        bothHear();
        called(OPUS, false);
        bothHear();
        assertThat(report().get("connection").asText()).isEqualTo("connected");
        assertThat(browserEar.lost).isNotDone();
    }

    @Test
    void w6_a_page_that_holds_and_comes_back_is_heard_again() throws Exception {
        called(OPUS, false);
        bothHear();
        window.run("pc.getTransceivers()[0].direction = 'inactive'");
        called(OPUS, false);
        assertThat(browserPort.port().agreed().direction()).isEqualTo(Direction.INACTIVE);
        Await.until(
                Chromium.PATIENCE, "silence", () -> phone.heard().packets() == heardAWhileAgo());
        window.run("pc.getTransceivers()[0].direction = 'sendrecv'");
        called(OPUS, false);
        bothHear();
    }

    private long before;

    /// What the probe had counted when it was asked last, a tenth of a second ago at least.
    private long heardAWhileAgo() {
        long last = before;
        window.run("new Promise(done => setTimeout(done, 100))");
        before = phone.heard().packets();
        return last == before ? last : -1;
    }

    /// W5: packets of other lengths than the telephone's, 20 ms.
    @ParameterizedTest
    @ValueSource(ints = {10, 60})
    void w5_packets_of_any_length_are_heard(int millis) throws Exception {
        packetTime = Optional.of(Duration.ofMillis(millis));
        called(OPUS, false);
        bothHear();
    }

    /// A browser that may send no UDP but through a TURN server, and not even that.
    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void a_page_behind_a_turn_server_is_heard_and_hears(String transport) throws Exception {
        Peers.require(Peers.TURNSERVER);
        try (var turn = new TurnServer(folder)) {
            window.run("begin(" + turn.forPages(transport) + ")");
            begun = true;
            called(OPUS, false);
            bothHear();
            assertThat(report().get("local").asText()).isEqualTo("relay " + transport);
            var remote = browserPort.port().agreed().remoteRtp().orElseThrow();
            assertThat(remote.getAddress()).isEqualTo(turn.address());
        }
    }

    /// W3: from the answer to the first sound.
    @Test
    void w3_sound_begins_soon_after_the_answer() throws Exception {
        called(OPUS, false);
        long answered = System.nanoTime();
        long first = browserEar.first.get(Chromium.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        bothHear();
        assertThat(Duration.ofNanos(first - answered))
                .as("half a second is what is wanted; a busy machine takes longer")
                .isLessThan(Duration.ofSeconds(5));
    }
}
