package org.dragoman.tests.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.dragoman.tests.peer.AsteriskPeer;
import org.dragoman.tests.peer.AsteriskSettings;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.Capture;
import org.dragoman.tests.peer.Dragoman;
import org.dragoman.tests.peer.DragomanSettings;
import org.dragoman.tests.peer.DragomanSettings.H323Trunk;
import org.dragoman.tests.peer.DragomanSettings.Route;
import org.dragoman.tests.peer.DragomanSettings.SipTrunk;
import org.dragoman.tests.peer.Loopback;
import org.dragoman.tests.peer.Peers;
import org.dragoman.tests.peer.SippCall;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.SippScenario.Offer;
import org.dragoman.tests.peer.Sound;

/// One gateway, an Asterisk for each {@link Setup}, and an address for SIPps, shared by all voice
/// tests of a run. Each test uses a number of its own, so they may run at the same time.
///
/// - SIP to H.323: {@code 0}, the setup's ordinal, and what Asterisk shall see.
/// - H.323 to SIP: {@code 6} and the port of the SIPp that answers.
final class Lab implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);
    static final Duration TALK = Duration.ofMillis(2_000);
    static final int ASTERISK_HERTZ = 1_004; // Milliwatt
    static final double ASTERISK_DBM0 = 0.2;
    static final int SIPP_HERTZ = 440;
    static final double SIPP_DBM0 = -12;

    /// Beginning of numbers that reach the Asterisk which speaks A-law alone.
    static final String ALAW = "09";

    private static final Map<Offer, Integer> FIRST_PORTS =
            Map.of(Offer.EARLY, 5_200, Offer.LATE, 5_300);
    private static final int PHONES = 90; // SIPps of each kind, one port for each test

    private final String sipp = Loopback.next();
    private final Dragoman gateway;
    private final Map<Setup, AsteriskPeer> asterisks = new EnumMap<>(Setup.class);
    private final AsteriskPeer alaw;
    private final AtomicInteger numbers = new AtomicInteger(1);
    private final Map<Offer, AtomicInteger> ports = new EnumMap<>(Offer.class);

    private Lab() {
        String address = Loopback.next();
        Map<Setup, CompletableFuture<AsteriskPeer>> starting = new EnumMap<>(Setup.class);
        List<H323Trunk> h323 = new ArrayList<>();
        List<SipTrunk> sip = new ArrayList<>();
        List<Route> routes = new ArrayList<>();
        for (Setup setup : Setup.values()) {
            var settings =
                    AsteriskSettings.of(setup.trunk(), Loopback.next(), address)
                            .withFastStart(setup.fastStart)
                            .withTunnelling(setup.tunnelling);
            starting.put(setup, CompletableFuture.supplyAsync(() -> AsteriskPeer.start(settings)));
            h323.add(
                    new H323Trunk(
                            setup.trunk(),
                            settings.address(),
                            setup.fastStart,
                            setup.tunnelling,
                            setup.digits));
            routes.add(new Route("0" + setup.ordinal(), 2, setup.trunk()));
        }
        for (Offer offer : Offer.values()) {
            int first = FIRST_PORTS.get(offer);
            ports.put(offer, new AtomicInteger(first));
            for (int port = first; port < first + PHONES; port++) {
                String name = "phone-" + port;
                sip.add(new SipTrunk(name, sipp, port, offer.name().toLowerCase(Locale.ROOT)));
                routes.add(new Route("6" + port, 1, name));
            }
        }
        var oneLaw = AsteriskSettings.of("alaw", Loopback.next(), address).withCodecs("alaw");
        var alawStarting = CompletableFuture.supplyAsync(() -> AsteriskPeer.start(oneLaw));
        h323.add(new H323Trunk("alaw", oneLaw.address(), true, true, "auto"));
        routes.add(new Route(ALAW, 2, "alaw"));
        gateway = Dragoman.start(new DragomanSettings("voice", address, h323, sip, routes));
        alaw = alawStarting.join();
        starting.forEach((setup, peer) -> asterisks.put(setup, peer.join()));
    }

    /// Starts what the tests need; ends the test where a peer is missing.
    static Lab start() {
        Peers.require(Peers.ASTERISK, Peers.SIPP, Peers.TSHARK);
        return new Lab();
    }

    Dragoman gateway() {
        return gateway;
    }

    AsteriskPeer asterisk(Setup setup) {
        return asterisks.get(setup);
    }

    /// The Asterisk that speaks A-law alone.
    AsteriskPeer alaw() {
        return alaw;
    }

    /// A number nobody else dials: an extension of Asterisk's dial plan and three digits.
    String number(String extension) {
        return extension + String.format(Locale.ROOT, "%03d", numbers.getAndIncrement());
    }

    /// Calls a number of an Asterisk by SIP.
    SippCall call(Setup setup, String number, SippScenario scenario) {
        return SippCall.call(gateway.sip(), "0" + setup.ordinal() + number, scenario, caller());
    }

    /// Waits until an Asterisk has no channel for this number left.
    void awaitQuiet(Setup setup, String number) {
        Await.until(
                SOON,
                "the end of the call to " + number,
                () ->
                        asterisk(setup).command("core show channels concise").stream()
                                .noneMatch(line -> line.contains("!" + number + "!")));
    }

    /// Waits until no Asterisk has a call left, so that the next capture begins with none.
    void awaitIdle() {
        asterisks.forEach(
                (setup, peer) ->
                        Await.until(
                                SOON,
                                "the end of all calls of " + setup,
                                () -> peer.channels().isEmpty()));
    }

    SippCall.Settings caller() {
        return SippCall.Settings.at(sipp, 0);
    }

    /// A SIPp that waits for the call of one test.
    ///
    /// - {@code offer}: whether the gateway offers in its INVITE, or SIPp in its answer.
    Phone phone(Offer offer, SippScenario scenario) {
        return phone(offer, scenario, "PCMU", "PCMA");
    }

    /// The same with codecs of its own.
    Phone phone(Offer offer, SippScenario scenario, String... codecs) {
        int port = ports.get(offer).getAndIncrement();
        if (port >= FIRST_PORTS.get(offer) + PHONES) {
            throw new IllegalStateException("more than " + PHONES + " SIPps; raise PHONES");
        }
        var settings = SippCall.Settings.at(sipp, port).withCodecs(codecs);
        return new Phone("6" + port, SippCall.answer(scenario, settings));
    }

    /// A waiting SIPp and the number that reaches it from H.323.
    record Phone(String number, SippCall call) implements AutoCloseable {
        @Override
        public void close() {
            call.close();
        }
    }

    /// Fails unless the sound is the tone that Asterisk sends.
    static void isAsterisksTone(Sound heard) {
        isTone(heard, ASTERISK_HERTZ, ASTERISK_DBM0);
    }

    /// Fails unless the sound is the tone of the phone beside SIPp.
    static void isSippsTone(Sound heard) {
        isTone(heard, SIPP_HERTZ, SIPP_DBM0);
    }

    private static void isTone(Sound heard, double hertz, double dbm0) {
        var tone = heard.tone();
        assertThat(tone.hertz()).as(tone.toString()).isCloseTo(hertz, within(3.0));
        assertThat(tone.dbm0()).as(tone.toString()).isCloseTo(dbm0, within(1.0));
        assertThat(tone.purity()).as(tone.toString()).isGreaterThan(0.95);
    }

    /// Fails where Wireshark finds fault with anything the gateway sent.
    void judge(Capture capture) {
        var judgement = capture.judge(gateway.address()).mustBeGood();
        assertThat(judgement.messages().keySet().toString()).contains("H.225.0", "SIP");
    }

    @Override
    public void close() {
        asterisks.values().forEach(AsteriskPeer::close);
        alaw.close();
        gateway.close();
    }
}
