package org.dragoman.tests.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.dragoman.core.account.Secret;
import org.dragoman.tests.peer.AsteriskPeer;
import org.dragoman.tests.peer.AsteriskSettings;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.BaresipPeer;
import org.dragoman.tests.peer.BaresipSettings;
import org.dragoman.tests.peer.Dragoman;
import org.dragoman.tests.peer.DragomanSettings;
import org.dragoman.tests.peer.DragomanSettings.H323Trunk;
import org.dragoman.tests.peer.DragomanSettings.Route;
import org.dragoman.tests.peer.DragomanSettings.SipTrunk;
import org.dragoman.tests.peer.FlashPhone;
import org.dragoman.tests.peer.Loopback;
import org.dragoman.tests.peer.Peers;
import org.dragoman.tests.peer.SippCall;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.Sound;

/// A gateway with accounts of Flash clients, an Asterisk behind H.323, addresses for SIPps and for
/// a baresip. A number of Asterisk's is dialled with 0 before it, of a SIPp's with 6; baresip is 7.
final class FlashLab implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(30);
    static final Duration TALK = Duration.ofMillis(1_500);
    static final int ASTERISK_HERTZ = 1_004; // Milliwatt
    static final int SIPP_HERTZ = 440;
    static final int BARESIP_HERTZ = 880;
    static final int FLASH_HERTZ = 700;
    static final String PASSWORD = "secret";

    private static final int FIRST_PORT = 5_200;
    private static final int PHONES = 30;
    private static final int FIRST_ACCOUNT = 3_001;
    private static final int ACCOUNTS = 40;
    private static final String BARESIP = "7";
    private static final String FILM_TOKEN = "t0ken-of-a-film";
    private static final String FILM_MAKER = "3039";

    /// Is called by the publisher of the film.
    static final String FILM_LOVER = "3040";

    private final String address = Loopback.next();
    private final String sipp = Loopback.next();
    private final String softphone = Loopback.next();
    private final Dragoman gateway;
    private final AsteriskPeer asterisk;
    private final AtomicInteger numbers = new AtomicInteger(1);
    private final AtomicInteger ports = new AtomicInteger(FIRST_PORT);
    private final AtomicInteger accounts = new AtomicInteger(FIRST_ACCOUNT);

    private FlashLab() {
        var settings =
                AsteriskSettings.of("flash-h323", Loopback.next(), address)
                        .withFastStart(true)
                        .withTunnelling(true);
        var h323 = new H323Trunk("flash-h323", settings.address(), true, true, "h245-signal");
        var routes = new ArrayList<Route>();
        routes.add(new Route("0", 1, "flash-h323"));
        routes.add(new Route(BARESIP, 0, "baresip"));
        var phones = new ArrayList<SipTrunk>();
        phones.add(new SipTrunk("baresip", softphone, 5_060, "early"));
        for (int port = FIRST_PORT; port < FIRST_PORT + PHONES; port++) {
            phones.add(new SipTrunk("phone-" + port, sipp, port, "early"));
            routes.add(new Route("6" + port, 1, "phone-" + port));
        }
        gateway =
                Dragoman.start(
                        new DragomanSettings("flash", address, List.of(h323), phones, routes)
                                .with(rtmp(), accounts()));
        asterisk = AsteriskPeer.start(settings);
    }

    private String rtmp() {
        return "rtmp: {listen: [\"rtmp %s:1935\"], streams: [%s, %s]}\n"
                .formatted(address, stream("film", FILM_LOVER), stream("phone", BARESIP));
    }

    private static String stream(String name, String calls) {
        return "{name: %s, token: %s, account: \"%s\", calls: \"%s\", video: on}"
                .formatted(name, FILM_TOKEN, FILM_MAKER, calls);
    }

    /// Where ffmpeg publishes a film, for the account {@link #FILM_LOVER}.
    String film() {
        return film("film");
    }

    /// Where ffmpeg publishes a film for the baresip, and watches that one's.
    String filmOfPhone() {
        return film("phone");
    }

    private String film(String stream) {
        return "rtmp://%s/call/%s?token=%s".formatted(address, stream, FILM_TOKEN);
    }

    private static String accounts() {
        var text = new StringBuilder("accounts:\n  list:\n");
        for (int i = 0; i < ACCOUNTS; i++) {
            String number = Integer.toString(FIRST_ACCOUNT + i);
            var secret = Secret.of(number, "dragoman", PASSWORD);
            text.append(
                    ("    - {number: \"%s\", md5: \"%s\", sha256: \"%s\", may-call: [\"*\"],"
                                    + " protocols: [rtmp]}\n")
                            .formatted(number, secret.md5(), secret.sha256()));
        }
        return text.toString();
    }

    /// Starts what the tests need; ends the test where a peer is missing.
    static FlashLab start() {
        Peers.require(Peers.ASTERISK, Peers.SIPP, Peers.BARESIP, Peers.FFMPEG);
        return new FlashLab();
    }

    String address() {
        return address;
    }

    AsteriskPeer asterisk() {
        return asterisk;
    }

    /// A number nobody else dials: an extension of Asterisk's dial plan and three digits.
    String number(String extension) {
        return extension + String.format(Locale.ROOT, "%03d", numbers.getAndIncrement());
    }

    /// An account that no other test uses.
    String account() {
        return Integer.toString(accounts.getAndIncrement());
    }

    /// A client of siprtmp that plays G.711.
    FlashPhone flash(String account) {
        return FlashPhone.siprtmp(address, account, PASSWORD, FlashPhone.PLAYS_PCMU);
    }

    /// A SIPp that waits for a call at a number of its own.
    Phone phone(SippScenario scenario) {
        return phone(scenario, SIPP_HERTZ);
    }

    /// The same, with a tone of its own.
    Phone phone(SippScenario scenario, int hertz) {
        int port = ports.getAndIncrement();
        var settings = SippCall.Settings.at(sipp, port).sending(hertz);
        return new Phone("6" + port, SippCall.answer(scenario, settings));
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

    /// The baresip, whose number is 7; one at a time.
    BaresipPeer baresip() {
        return BaresipPeer.start(softphone());
    }

    /// The same, with a camera and a screen.
    BaresipPeer videoPhone() {
        return BaresipPeer.start(softphone().withVideo(BaresipSettings.AVCODEC));
    }

    private BaresipSettings softphone() {
        return BaresipSettings.of("baresip-flash", softphone, "pcmu/8000/1")
                .named(BARESIP)
                .sending(BARESIP_HERTZ);
    }

    /// Waits until an Asterisk has no channel for this number left.
    void awaitQuiet(String number) {
        Await.until(
                SOON,
                "the end of the call to " + number,
                () ->
                        asterisk.command("core show channels concise").stream()
                                .noneMatch(line -> line.contains("!" + number + "!")));
    }

    /// Fails unless this tone was heard, clearly for a moment.
    static void isTone(Sound heard, int hertz) {
        var tone = heard.tone();
        assertThat(tone.hertz()).as(tone.toString()).isCloseTo(hertz, within(4.0));
        assertThat(tone.purity()).as(tone.toString()).isGreaterThan(0.8);
    }

    @Override
    public void close() {
        asterisk.close();
        gateway.close();
    }
}
