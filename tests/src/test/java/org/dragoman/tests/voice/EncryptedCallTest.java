package org.dragoman.tests.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.dragoman.core.call.Calls;
import org.dragoman.core.call.TrunkPolicy;
import org.dragoman.core.call.Trunks.Trunk;
import org.dragoman.core.log.CallSnapshot;
import org.dragoman.core.media.SrtpKeys;
import org.dragoman.core.media.SrtpSuite;
import org.dragoman.core.route.DialPlan;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.core.route.Rewrite;
import org.dragoman.core.route.Router;
import org.dragoman.core.route.Rule;
import org.dragoman.core.time.SystemTimers;
import org.dragoman.media.relay.Relay;
import org.dragoman.media.relay.RelayConfig;
import org.dragoman.media.sdp.SrtpPolicy;
import org.dragoman.rules.Mappings;
import org.dragoman.sip.Security;
import org.dragoman.sip.SipConfig;
import org.dragoman.sip.SipEndpoint;
import org.dragoman.sip.SipListener;
import org.dragoman.sip.SipPeer;
import org.dragoman.sip.TlsConfig;
import org.dragoman.sip.Transport;
import org.dragoman.tests.peer.AsteriskPeer;
import org.dragoman.tests.peer.AsteriskSettings;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.Loopback;
import org.dragoman.tests.peer.Peers;
import org.dragoman.tests.peer.SippCall;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.SippScenario.Offer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A SIP phone in the clear and an Asterisk by TLS and SRTP: both hear a tone through the
/// gateway.
class EncryptedCallTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration TALK = Duration.ofMillis(1_500);
    private static final String GATEWAY = Loopback.next();
    private static final String PHONE = Loopback.next();
    private static final String ASTERISK = Loopback.next();
    private static final Map<String, Trunk> TRUNKS = new ConcurrentHashMap<>();
    private static final AtomicInteger NUMBERS = new AtomicInteger(100);

    private static SystemTimers timers;
    private static Relay relay;
    private static Calls calls;
    private static SipEndpoint sip;
    private static AsteriskPeer asterisk;

    @BeforeAll
    static void start() throws IOException {
        Peers.require(Peers.ASTERISK, Peers.SIPP);
        var folder = Files.createDirectories(Path.of("target", "peers", "tls").toAbsolutePath());
        var tls = TlsConfig.in(folder);
        var fingerprint = fingerprint(tls); // Asterisk shows the same certificate as the gateway
        timers = new SystemTimers();
        relay = new Relay(RelayConfig.on(InetAddress.ofLiteral(GATEWAY)));
        calls =
                new Calls(
                        Calls.Limits.DEFAULT,
                        name -> Optional.ofNullable(TRUNKS.get(name)),
                        new Router(plan()),
                        relay,
                        timers);
        sip =
                new SipEndpoint(
                        config(tls).withPeers(peers(fingerprint)),
                        calls,
                        Mappings.load(),
                        InstantSource.system());
        for (var peer : peers(fingerprint)) {
            TRUNKS.put(peer.name(), new Trunk(peer.name(), sip, TrunkPolicy.DEFAULT));
        }
        sip.start();
        asterisk =
                AsteriskPeer.start(
                        AsteriskSettings.of("encrypted", ASTERISK, GATEWAY)
                                .with(
                                        new AsteriskSettings.Tls(
                                                GATEWAY + ":5061",
                                                folder.resolve("sip-certificate.pem"),
                                                folder.resolve("sip-key.pem"))));
    }

    private static String fingerprint(TlsConfig tls) throws IOException {
        try (var once =
                new SipEndpoint(config(tls), calls(), Mappings.load(), InstantSource.system())) {
            once.start();
            return once.fingerprint().orElseThrow();
        }
    }

    private static org.dragoman.core.call.CallEntrance calls() {
        return new org.dragoman.core.call.CallEntrance() {
            @Override
            public <L extends org.dragoman.core.call.CallLeg> Optional<L> open(
                    String trunk,
                    java.util.function.Function<org.dragoman.core.call.LegContext, L> makeLeg) {
                return Optional.empty();
            }
        };
    }

    private static SipConfig config(TlsConfig tls) {
        return SipConfig.standard()
                .withListeners(SipListener.udp(GATEWAY, 5060), SipListener.tls(GATEWAY, 5061))
                .withTls(tls);
    }

    // one trunk for each suite, to the same Asterisk, and the phone
    private static SipPeer[] peers(String fingerprint) {
        var peers = new ArrayList<SipPeer>();
        for (var suite : SrtpSuite.values()) {
            boolean itCallsBy = suite == SrtpSuite.AES_CM_128_HMAC_SHA1_80;
            peers.add(
                    SipPeer.of(trunk(suite), ASTERISK, 5061)
                            .with()
                            .sources(itCallsBy ? ASTERISK : "192.0.2.1")
                            .transport(Transport.TLS)
                            .security(Security.STANDARD.withFingerprint(fingerprint))
                            .srtp(new SrtpPolicy(SrtpPolicy.Mode.REQUIRED, List.of(suite)))
                            .build());
        }
        peers.add(SipPeer.of("phone", PHONE, 5060));
        return peers.toArray(SipPeer[]::new);
    }

    private static String trunk(SrtpSuite suite) {
        return suite.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static DialPlan plan() {
        var rules = new ArrayList<Rule>();
        for (var suite : SrtpSuite.values()) {
            rules.add(
                    Rule.to(trunk(suite), NumberPattern.prefix("0" + suite.ordinal()), trunk(suite))
                            .rewritingCalled(Rewrite.strip(2)));
        }
        rules.add(Rule.to("phone", NumberPattern.any(), "phone"));
        return DialPlan.of(rules.toArray(Rule[]::new));
    }

    @AfterAll
    static void stop() {
        if (sip == null) {
            return; // a peer was missing
        }
        if (asterisk != null) {
            Await.until(SOON, "no call", () -> calls.active() == 0);
            Await.until(SOON, "no port in use", () -> relay.portsInUse() == 0);
            asterisk.close();
        }
        sip.close();
        relay.close();
        timers.close();
    }

    /// ```
    /// SIPp                  Dragoman                 Asterisk
    ///  │ INVITE by UDP        │ INVITE by TLS           │
    ///  │─────────────────────▶│────────────────────────▶│
    ///  │ 200                  │ 200                     │
    ///  │◀─────────────────────│◀────────────────────────│
    ///  │ RTP: 440 Hz ▶        │ SRTP: ◀ 1004 Hz         │
    ///  │ BYE                  │ BYE                     │
    ///  │─────────────────────▶│────────────────────────▶│
    /// ```
    /// Debian's Asterisk 22.10.1 is built without GCM (its res_srtp asks libsrtp for no such
    /// policy): it takes these calls for having no key at all. {@link BaresipTest} hears GCM.
    @ParameterizedTest(name = "{0}")
    @EnumSource
    void sip_to_tls_with_srtp_answered_released_by_caller(SrtpSuite suite) {
        if (asteriskHas(suite)) {
            isHeardBy(suite);
        } else {
            isRefused(suite);
        }
    }

    private static boolean asteriskHas(SrtpSuite suite) {
        return !suite.name().endsWith("GCM")
                || Peers.asteriskHas("res_srtp.so", "srtp_crypto_policy_set_aes_gcm_128_16_auth");
    }

    private static void isRefused(SrtpSuite suite) {
        var scenario = SippScenario.caller(Offer.EARLY).expectRefusal(488);
        try (var sipp =
                SippCall.call(
                        GATEWAY + ":5060",
                        "0" + suite.ordinal() + "10" + NUMBERS.incrementAndGet(),
                        scenario,
                        SippCall.Settings.at(PHONE, 0))) {
            sipp.awaitEnd(SOON);
        }
    }

    private static void isHeardBy(SrtpSuite suite) {
        var number = "10" + NUMBERS.incrementAndGet();
        var scenario = SippScenario.caller(Offer.EARLY).expectAnswer().stayFor(TALK).hangUp();
        try (var sipp =
                SippCall.call(
                        GATEWAY + ":5060",
                        "0" + suite.ordinal() + number,
                        scenario,
                        SippCall.Settings.at(PHONE, 0))) {
            var called = asterisk.awaitIncoming(number, SOON);
            sipp.awaitMedia(SOON);
            assertThat(suites()).containsExactly(suite);
            sipp.awaitEnd(SOON);
            assertThat(called.awaitEnd(SOON)).isEqualTo(16);
            Lab.isAsterisksTone(sipp.phone().heard());
            Lab.isSippsTone(called.heard());
        }
    }

    /// The suites that calls are encrypted with now, each leg's both directions.
    private static List<SrtpSuite> suites() {
        return calls.list().stream()
                .flatMap(c -> c.legs().stream())
                .flatMap(l -> l.media().stream())
                .map(CallSnapshot.Media::flow)
                .filter(f -> f.isEncrypted() && !f.sendKeys().equals(f.receiveKeys()))
                .flatMap(f -> f.sendKeys().stream())
                .map(SrtpKeys::suite)
                .toList();
    }

    @Test
    void tls_with_srtp_to_sip_answered_released_by_callee() {
        var scenario = SippScenario.callee().ring().answer().stayFor(TALK).hangUp();
        try (var sipp = SippCall.answer(scenario, SippCall.Settings.at(PHONE, 5060))) {
            var calling = asterisk.callSecurely("5000", "talk");
            calling.awaitAnswer(SOON);
            sipp.awaitEnd(SOON);
            assertThat(calling.awaitEnd(SOON)).isEqualTo(16);
            Lab.isAsterisksTone(sipp.phone().heard());
            Lab.isSippsTone(calling.heard());
        }
    }
}
