package org.dragoman.tests.webrtc;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import java.util.function.UnaryOperator;
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
import org.dragoman.webrtc.WebRtcConfig;

/// A page in Chromium and a telephone, with the relay between them: media alone, no signalling.
///
///     Chromium --- ICE, DTLS-SRTP, Opus or G.711 ---> relay --- RTP, G.711 ---> tone probe
final class MediaCall implements AutoCloseable {
    static final Codec OPUS =
            new Codec("OPUS", 48_000, 2, Map.of("useinbandfec", "1", "minptime", "10"));
    static final double BROWSER_HZ = 440;

    private static final double PHONE_HZ = 1_000;
    private static final double PHONE_DBM0 = -10;
    private static final double SILENT_DBM0 = -80;
    private static final double LOUD = -70; // dB in one bin of the page's analyser
    private static final double HEARD_DBM0 = -30;

    final Ears browserEar = new Ears();
    final InetSocketAddress gateway;
    final MediaPlane.Opened browserPort;
    final ToneProbe phone;
    final Chromium.Page window;
    private final Relay relay;
    private final MediaPlane.Opened phonePort;
    private OfferAnswer negotiation;
    private boolean begun;
    private long answeredNanos;
    private Optional<Duration> packetTime = Optional.empty();
    private UnaryOperator<String> wire = UnaryOperator.identity();

    static final class Ears implements MediaPlane.Ear {
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

    /// Where the gateway is in such a call, and when.
    ///
    /// - {@code phones}: its address for the telephone.
    /// - {@code listen}: its addresses for browsers.
    /// - {@code advertise}: what browsers are told instead, where that is something else.
    record Place(
            InetAddress phones,
            List<InetAddress> listen,
            List<InetAddress> advertise,
            InstantSource time) {
        /// An address that nobody else has.
        static Place fresh() {
            return on(InetAddress.ofLiteral(Loopback.next()));
        }

        /// - {@code browsers}: the telephone comes to the first of IPv4 too.
        static Place on(InetAddress... browsers) {
            var all = List.of(browsers);
            var phones =
                    all.stream()
                            .filter(Inet4Address.class::isInstance)
                            .findFirst()
                            .orElseGet(() -> InetAddress.ofLiteral(Loopback.next()));
            return new Place(phones, all, List.of(), InstantSource.system());
        }

        Place advertising(InetAddress... others) {
            return new Place(phones, listen, List.of(others), time);
        }

        Place at(InstantSource other) {
            return new Place(phones, listen, advertise, other);
        }
    }

    MediaCall(Chromium chromium, MediaPage page) throws Exception {
        this(chromium, page, Place.fresh());
    }

    MediaCall(Chromium chromium, MediaPage page, Place place) throws Exception {
        var address = place.phones();
        int port;
        try (var free = new DatagramSocket(0, place.listen().getFirst())) {
            port = free.getLocalPort();
        }
        gateway = new InetSocketAddress(place.listen().getFirst(), port);
        var browsers = new WebRtcConfig(port, place.listen(), place.advertise(), List.of(), true);
        relay = new Relay(RelayConfig.on(address), browsers.browserPort(place.time()));
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
        speak();
        negotiation =
                OfferAnswer.start(
                        LocalAddress.of(browserPort.port()), 1, SrtpPolicy.OFF, new SecureRandom());
        window = chromium.open(page.url());
    }

    /// The telephone sends its tone.
    void speak() {
        speak(PHONE_DBM0);
    }

    /// The telephone's microphone hears nothing; its packets go on.
    void fallSilent() {
        speak(SILENT_DBM0);
    }

    private void speak(double dbm0) {
        phone.start(phonePort.port().localRtp(), Codec.PCMA, 8, PHONE_HZ, dbm0);
    }

    /// Packets of this length are asked of the page.
    void ask(Duration time) {
        packetTime = Optional.of(time);
    }

    /// What the page is told of the gateway's address is changed so.
    void by(UnaryOperator<String> change) {
        wire = change;
    }

    void begin() {
        begin("");
    }

    /// - {@code turn}: the TURN server that the page must use, as a page writes it.
    void begin(String turn) {
        if (!begun) {
            window.run("begin(" + turn + ")");
            begun = true;
        }
    }

    /// The page offers, the gateway answers.
    void called(Codec codec, boolean restart) throws Exception {
        called(codec, restart, UnaryOperator.identity());
    }

    /// - {@code wish}: what the page's offer becomes on its way.
    void called(Codec codec, boolean restart, UnaryOperator<String> wish) throws Exception {
        begin();
        var offer = wish.apply(window.run("offer(" + restart + ")").asText());
        var settled =
                negotiation.offered(SdpParser.parse(offer)).answer(described(codec)).orElseThrow();
        negotiation = settled.next();
        browserPort.port().agree(settled.flow());
        answeredNanos = System.nanoTime();
        window.call("accept", wire.apply(settled.sdp().text()));
    }

    private MediaDescription described(Codec codec) {
        return new MediaDescription(List.of(codec), Direction.SEND_RECEIVE, true, packetTime);
    }

    /// The gateway offers, the page answers.
    void calls(Codec codec) throws Exception {
        begin();
        var offered = negotiation.offer(MediaDescription.of(codec));
        var answer = window.call("answer", offered.sdp().text()).asText();
        var settled = offered.next().answered(SdpParser.parse(answer));
        negotiation = settled.next();
        browserPort.port().agree(settled.flow());
    }

    void bothHear() {
        phoneHears();
        Await.until(
                Chromium.PATIENCE,
                () -> "the page hears " + window.run("loudest()") + "; " + report(),
                this::pageHears);
    }

    void phoneHears() {
        Await.until(
                Chromium.PATIENCE,
                () -> "the phone hears " + phone.heard() + "; the page: " + report(),
                () -> isHeard(phone.heard().frequencyHz(), phone.heard().levelDbm0()));
    }

    private static boolean isHeard(double frequencyHz, double levelDbm0) {
        return Math.abs(frequencyHz - BROWSER_HZ) <= 5 && levelDbm0 > HEARD_DBM0;
    }

    private boolean pageHears() {
        var loudest = window.run("loudest()");
        return Math.abs(loudest.get("hz").asDouble() - PHONE_HZ) <= 10
                && loudest.get("level").asDouble() > LOUD;
    }

    /// From the answer to the first packet of the page.
    Duration soundAtPhone() throws Exception {
        long first = browserEar.first.get(Chromium.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return Duration.ofNanos(first - answeredNanos);
    }

    /// From the answer to the first sound in the page.
    Duration soundAtPage() {
        return Duration.ofMillis(window.run("soundBegan()").asLong());
    }

    JsonNode report() {
        return window.run("report()");
    }

    /// Why the gateway says that the browser is gone.
    String lost() throws Exception {
        return browserEar.lost.get(Chromium.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        window.close();
        browserPort.close();
        phonePort.close();
        relay.close();
        phone.close();
    }
}
