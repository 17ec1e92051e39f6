package org.dragoman.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dragoman.core.account.Secret;
import org.dragoman.tests.peer.AsteriskCall;
import org.dragoman.tests.peer.AsteriskPeer;
import org.dragoman.tests.peer.AsteriskSettings;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.BaresipPeer;
import org.dragoman.tests.peer.BaresipSettings;
import org.dragoman.tests.peer.Browser;
import org.dragoman.tests.peer.Browser.Look;
import org.dragoman.tests.peer.Browser.Page;
import org.dragoman.tests.peer.Dragoman;
import org.dragoman.tests.peer.DragomanSettings;
import org.dragoman.tests.peer.DragomanSettings.H323Trunk;
import org.dragoman.tests.peer.DragomanSettings.Route;
import org.dragoman.tests.peer.DragomanSettings.SipTrunk;
import org.dragoman.tests.peer.Loopback;
import org.dragoman.tests.peer.Peers;
import org.dragoman.tests.peer.SippCall;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.UdpWire;

/// A gateway with a web server and accounts, an Asterisk behind H.323, an address for
/// SIPps, and a Chromium. A number of Asterisk's is dialled with 0 before it, of a SIPp's
/// with 6.
final class BrowserLab implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30);
    static final Duration TALK = Duration.ofSeconds(1);
    static final double ASTERISK_HERTZ = 1_004;
    static final double SIPP_HERTZ = 440;
    static final String PASSWORD = "secret";

    private static final int FIRST_PORT = 5_200;
    private static final int PHONES = 30;
    private static final List<String> ACCOUNTS = numbers(1_001, 1_099);

    /// Accounts of phones.
    private static final List<String> REGISTERED = numbers(1_101, 1_120);

    /// An account that nobody logs in to.
    static final String NOBODY = "1199";

    private static final String FILM_TOKEN = "t0ken-of-a-film";
    private static final String FILM_MAKER = "1197";

    /// Is called by who publishes to {@link #film}.
    static final String FILM_LOVER = "1198";

    private final String address = Loopback.next();
    private final String sipp = Loopback.next();
    private final Dragoman gateway;
    private final AsteriskPeer asterisk;
    private final Browser browser;
    private final PageServer pages = new PageServer(Loopback.next(), 8_000);
    private final AtomicInteger numbers = new AtomicInteger(1);
    private final AtomicInteger ports = new AtomicInteger(FIRST_PORT);
    private final AtomicInteger accounts = new AtomicInteger();
    private final AtomicInteger registered = new AtomicInteger();

    private BrowserLab(String name) {
        var settings =
                AsteriskSettings.of(name + "-h323", Loopback.next(), address)
                        .withFastStart(true)
                        .withTunnelling(true);
        var h323 = new H323Trunk(name + "-h323", settings.address(), true, true, "h245-signal");
        var routes = new ArrayList<>(List.of(new Route("0", 1, name + "-h323")));
        var phones = new ArrayList<SipTrunk>();
        for (int port = FIRST_PORT; port < FIRST_PORT + PHONES; port++) {
            phones.add(new SipTrunk("phone-" + port, sipp, port, "early"));
            routes.add(new Route("6" + port, 1, "phone-" + port));
        }
        gateway =
                Dragoman.start(
                        new DragomanSettings(name, address, List.of(h323), phones, routes)
                                .with(sections()));
        Await.until(SOON, "the web server", this::answers);
        asterisk = AsteriskPeer.start(settings);
        browser = Browser.start(name + "-browser");
    }

    private boolean answers() {
        try (var socket = new Socket(address, 8_443)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private String sections() {
        var text = new StringBuilder();
        text.append(
                """
                web:
                  listen: ["https %s:8443", "http %s:8080"]
                  origins: ["%s"]
                  guests: {numbers: ["010*"], from: "999"}
                  requests-per-second: 1000
                webrtc: {port: 3480, listen: ["%s"]}
                rtmp:
                  listen: ["rtmp %s:1935"]
                  streams: [{name: film, token: %s, account: "%s", calls: "%s", video: on}]
                accounts:
                  digests: [md5] # baresip 1.0.0 knows no other
                  list:
                """
                        .formatted(
                                address,
                                address,
                                pages.origin(),
                                address,
                                address,
                                FILM_TOKEN,
                                FILM_MAKER,
                                FILM_LOVER));
        var others = List.of(NOBODY, FILM_MAKER, FILM_LOVER);
        for (var number : Stream.of(ACCOUNTS, REGISTERED, others).flatMap(List::stream).toList()) {
            var secret = Secret.of(number, "dragoman", PASSWORD);
            text.append(
                    ("    - {number: \"%s\", name: \"%s\", md5: \"%s\", sha256: \"%s\","
                                    + " protocols: [sip, webrtc, rtmp], may-call: [\"*\"]}\n")
                            .formatted(number, name(number), secret.md5(), secret.sha256()));
        }
        return text.toString();
    }

    private static List<String> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList();
    }

    static String name(String account) {
        return "Anna " + account;
    }

    /// Starts what the tests need; ends the test where a peer is missing.
    static BrowserLab start(String name) {
        Peers.require(Peers.ASTERISK, Peers.SIPP, Peers.CHROMIUM, Peers.NODE, Peers.PAGES);
        return new BrowserLab(name);
    }

    Dragoman gateway() {
        return gateway;
    }

    AsteriskPeer asterisk() {
        return asterisk;
    }

    Browser browser() {
        return browser;
    }

    /// Between browsers and the port of their sound.
    UdpWire soundWire() {
        return new UdpWire(Loopback.next(), new InetSocketAddress(address, 3_480));
    }

    /// To the gateway without TLS.
    Wire wire() {
        return new Wire(Loopback.next(), new InetSocketAddress(address, 8_080));
    }

    /// Somebody else's web server, which the gateway lets use it.
    PageServer pages() {
        return pages;
    }

    /// The gateway's web server, without a path.
    String web() {
        return "https://" + address + ":8443";
    }

    /// The same without TLS, which there is on loopback alone.
    String plainWeb() {
        return "http://" + address + ":8080";
    }

    /// Where encoders of RTMP publish a film, and players see who watches it.
    String film() {
        return "rtmp://" + address + "/call/film?token=" + FILM_TOKEN;
    }

    /// A number nobody else dials: an extension of Asterisk's dial plan and three digits.
    String number(String extension) {
        return extension + String.format(Locale.ROOT, "%03d", numbers.getAndIncrement());
    }

    /// An account that no other test uses at the same time.
    String account() {
        return ACCOUNTS.get(accounts.getAndIncrement() % ACCOUNTS.size());
    }

    /// A SIPp that waits for a call at a number of its own.
    Phone phone(SippScenario scenario) {
        int port = ports.getAndIncrement();
        return new Phone("6" + port, SippCall.answer(scenario, SippCall.Settings.at(sipp, port)));
    }

    /// The address of the SIPps.
    String sipp() {
        return sipp;
    }

    record Phone(String number, SippCall call) implements AutoCloseable {
        @Override
        public void close() {
            call.close();
        }
    }

    /// A baresip that is registered, with an account of its own; it takes one call at a time.
    BaresipPeer registeredPhone(int hertz) {
        return registeredPhone(hertz, UnaryOperator.identity());
    }

    /// - {@code wish}: what it is to have beside.
    BaresipPeer registeredPhone(int hertz, UnaryOperator<BaresipSettings> wish) {
        var number = REGISTERED.get(registered.getAndIncrement() % REGISTERED.size());
        var settings =
                BaresipSettings.of("browser-phone-" + number, Loopback.next(), "pcmu/8000/1")
                        .named(number)
                        .sending(hertz)
                        .with("call_max_calls", "1")
                        .registering(address, "udp", PASSWORD);
        var phone = BaresipPeer.start(wish.apply(settings));
        phone.awaitRegistration(SOON);
        return phone;
    }

    /// Where a SIP phone calls a number.
    String uri(String number) {
        return "sip:" + number + "@" + address;
    }

    /// Calls a number by SIP, from nowhere in particular.
    SippCall call(String number, SippScenario scenario) {
        return SippCall.call(gateway.sip(), number, scenario, SippCall.Settings.at(sipp, 0));
    }

    /// The softphone page, logged in.
    Page softphone(String account, Look look) {
        return softphone(web(), account, look);
    }

    Page softphone(String url, String account, Look look) {
        var page = browser.open(url + "/phone/", look);
        logIn(page, account);
        return page;
    }

    void logIn(Page page, String account) {
        page.fill("#account", account);
        page.fill("#password", PASSWORD);
        page.click("#login-button");
        page.awaitVisible("#dial");
    }

    /// Calls a number from the softphone page.
    static void dial(Page page, String number) {
        page.fill("#number", number);
        page.click("#audio-call");
    }

    /// Takes the call that comes to the softphone page, with sound alone.
    static void accept(Page page) {
        page.awaitVisible("#incoming[open]");
        page.click("#accept-audio");
    }

    /// Waits until the page hears this tone and little else.
    static void awaitTone(Page page, double hertz) {
        awaitTone(page, "document.getElementById('remote-audio').srcObject", hertz);
    }

    static void awaitTone(Page page, String stream, double hertz) {
        Await.until(
                SOON,
                "a tone of " + hertz + " Hz in the page; the last was " + page.tone(stream),
                () -> {
                    var tone = page.tone(stream);
                    return Math.abs(tone.path("hertz").doubleValue() - hertz) < 6
                            && tone.path("purity").doubleValue() > 0.8
                            && tone.path("level").doubleValue() > -60;
                });
    }

    /// What an Asterisk heard is what the microphone of the browser hears.
    static void isTheBrowsersTone(AsteriskCall call) {
        var tone = call.heard().tone();
        assertThat(tone.hertz()).as(tone.toString()).isCloseTo(Browser.HERTZ, within(3.0));
        assertThat(tone.purity()).as(tone.toString()).isGreaterThan(0.9);
    }

    /// Waits until the page hears nothing.
    static void awaitSilence(Page page) {
        Await.until(
                SOON,
                "silence in the page",
                () -> {
                    var tone = page.tone("document.getElementById('remote-audio').srcObject");
                    return tone.path("level").doubleValue() < -80;
                });
    }

    /// Waits until an Asterisk has no channel for this number left.
    void awaitQuiet(String number, Duration atMost) {
        Await.until(
                atMost,
                "the end of the call to " + number,
                () ->
                        asterisk.command("core show channels concise").stream()
                                .noneMatch(line -> line.contains("!" + number + "!")));
    }

    /// Fails where a page wrote of an error on its console.
    static void saysNothingWrong(Page page) {
        assertThat(page.console()).noneMatch(line -> line.startsWith("error"));
    }

    @Override
    public void close() {
        browser.close();
        pages.close();
        asterisk.close();
        gateway.close();
    }
}
