package org.dragoman.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.dragoman.core.account.Secret;
import org.dragoman.tests.peer.AsteriskPeer;
import org.dragoman.tests.peer.AsteriskSettings;
import org.dragoman.tests.peer.Await;
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

/// A gateway with a web server and accounts, an Asterisk behind H.323, an address for SIPps, and a
/// Chromium. A number of Asterisk's is dialled with 0 before it, of a SIPp's with 6.
final class BrowserLab implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30);
    static final Duration TALK = Duration.ofSeconds(1);
    static final double ASTERISK_HERTZ = 1_004;
    static final double SIPP_HERTZ = 440;
    static final String PASSWORD = "secret";

    private static final int FIRST_PORT = 5_200;
    private static final int PHONES = 30;
    private static final List<String> ACCOUNTS =
            List.of("1001", "1002", "1003", "1004", "1005", "1006", "1007", "1008", "1009");

    private final String address = Loopback.next();
    private final String sipp = Loopback.next();
    private final Dragoman gateway;
    private final AsteriskPeer asterisk;
    private final Browser browser;
    private final PageServer pages = new PageServer(Loopback.next(), 8_000);
    private final AtomicInteger numbers = new AtomicInteger(1);
    private final AtomicInteger ports = new AtomicInteger(FIRST_PORT);
    private final AtomicInteger accounts = new AtomicInteger();

    private BrowserLab(String name) {
        var settings =
                AsteriskSettings.of(name + "-h323", Loopback.next(), address)
                        .withFastStart(true)
                        .withTunnelling(true);
        var h323 = new H323Trunk(name + "-h323", settings.address(), true, true, "h245-signal");
        var routes = new java.util.ArrayList<>(List.of(new Route("0", 1, name + "-h323")));
        var phones = new java.util.ArrayList<SipTrunk>();
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
                rtmp: {listen: ["rtmp %s:1935"]}
                accounts:
                  list:
                """
                        .formatted(address, address, pages.origin(), address, address));
        for (var number : ACCOUNTS) {
            var secret = Secret.of(number, "dragoman", PASSWORD);
            text.append(
                    ("    - {number: \"%s\", name: \"%s\", md5: \"%s\", sha256: \"%s\","
                                    + " protocols: [sip, webrtc, rtmp], may-call: [\"*\"]}\n")
                            .formatted(number, name(number), secret.md5(), secret.sha256()));
        }
        return text.toString();
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

    record Phone(String number, SippCall call) implements AutoCloseable {
        @Override
        public void close() {
            call.close();
        }
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
        page.fill("#account", account);
        page.fill("#password", PASSWORD);
        page.click("#login-button");
        page.awaitVisible("#dial");
        return page;
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
