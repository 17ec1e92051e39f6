package org.dragoman.tests.voice;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.dragoman.tests.voice.Lab.SOON;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.dragoman.gateway.rest.CallView;
import org.dragoman.gateway.rest.RestClient;
import org.dragoman.gateway.rest.WireView;
import org.dragoman.tests.peer.AsteriskPeer;
import org.dragoman.tests.peer.AsteriskSettings;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.BaresipPeer;
import org.dragoman.tests.peer.BaresipSettings;
import org.dragoman.tests.peer.Dragoman;
import org.dragoman.tests.peer.DragomanSettings;
import org.dragoman.tests.peer.DragomanSettings.Route;
import org.dragoman.tests.peer.DragomanSettings.SipTrunk;
import org.dragoman.tests.peer.Loopback;
import org.dragoman.tests.peer.Peers;
import org.dragoman.tests.peer.Sound;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Encryption that is up to the other side (RFC 8643): an Asterisk that offers and takes it so, and
/// a baresip that does too, or has none. Each side sends a tone, and what the other hears is
/// measured: a side that takes noise for sound, or sound for noise, is found out.
@Execution(ExecutionMode.CONCURRENT)
class OptionalEncryptionTest {
    private static final int HERTZ = 1_004; // Milliwatt
    private static final int BARESIP_HERTZ = 440;
    private static final double BARESIP_DBM0 = -4.2;
    private static final String PLAIN = "m=audio [0-9]+ RTP/AVP ";
    private static final String KEY = "a=crypto:";

    private enum Phone {
        TAKES_IT(List.of("mediaenc=srtp")),
        HAS_NONE(List.of());

        private final List<String> account;
        private final SipTrunk called;
        private final SipTrunk calling;

        Phone(List<String> account) {
            this.account = account;
            called = optional("called-" + ordinal(), Loopback.next());
            calling = optional("calling-" + ordinal(), Loopback.next());
        }

        String number() {
            return "6" + ordinal();
        }

        boolean encrypts() {
            return this == TAKES_IT;
        }

        BaresipPeer start(SipTrunk trunk) {
            var settings =
                    BaresipSettings.of("osrtp-" + trunk.name(), trunk.address(), "pcmu/8000/1")
                            .named(number())
                            .sending(BARESIP_HERTZ);
            for (var parameter : account) {
                settings = settings.with(parameter);
            }
            return BaresipPeer.start(settings);
        }
    }

    private static final AtomicInteger NUMBERS = new AtomicInteger(100);
    private static AsteriskPeer asterisk;
    private static Dragoman gateway;

    @BeforeAll
    static void start() {
        Peers.require(Peers.ASTERISK, Peers.BARESIP);
        String address = Loopback.next();
        var settings =
                AsteriskSettings.of("osrtp-asterisk", Loopback.next(), address)
                        .with(new AsteriskSettings.Optimistic(address + ":5060"));
        var starting = CompletableFuture.supplyAsync(() -> AsteriskPeer.start(settings));
        var trunks = new ArrayList<>(List.of(optional("asterisk", settings.address())));
        var routes = new ArrayList<>(List.of(new Route("1", 0, "asterisk")));
        for (var phone : Phone.values()) {
            trunks.add(phone.called);
            trunks.add(phone.calling);
            routes.add(new Route(phone.number(), 0, phone.called.name()));
        }
        gateway = Dragoman.start(new DragomanSettings("osrtp", address, List.of(), trunks, routes));
        asterisk = starting.join();
    }

    private static SipTrunk optional(String name, String address) {
        return new SipTrunk(
                name, address, 5_060, "early", List.of("srtp: optional", "srtp-without-tls: on"));
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            asterisk.close();
            gateway.close();
        }
    }

    /// ```
    /// Asterisk                   Dragoman                 baresip
    ///  │ INVITE, RTP/AVP, a=crypto │ INVITE, RTP/AVP, a=crypto
    ///  │──────────────────────────▶│────────────────────────▶│
    ///  │ 200, a=crypto             │ 200, a=crypto or none    │
    ///  │◀──────────────────────────│◀────────────────────────│
    ///  │ SRTP                      │ SRTP, or RTP             │
    ///  │◀─────────────────────────▶│◀───────────────────────▶│
    /// ```
    @ParameterizedTest
    @EnumSource
    void asterisk_calls_a_phone(Phone phone) throws Exception {
        try (var baresip = phone.start(phone.called);
                var rest = gateway.rest()) {
            baresip.expectCall();
            var calling = asterisk.callSecurely(phone.number(), "talk");
            calling.awaitAnswer(SOON);
            baresip.awaitAnswer(SOON);
            var call = call(rest, phone.number());
            isEncrypted(rest, call, true, phone.encrypts());
            baresip.awaitSound(SOON);
            baresip.hangUp();
            hear(phone, baresip.heard(), calling.heard());
        }
    }

    /// ```
    /// baresip                    Dragoman                 Asterisk
    ///  │ INVITE, RTP/AVP, a=crypto or none │ INVITE, RTP/AVP, a=crypto
    ///  │──────────────────────────▶│────────────────────────▶│
    ///  │ 200, a=crypto or none     │ 200, a=crypto            │
    ///  │◀──────────────────────────│◀────────────────────────│
    ///  │ SRTP, or RTP              │ SRTP                     │
    ///  │◀─────────────────────────▶│◀───────────────────────▶│
    /// ```
    @ParameterizedTest
    @EnumSource
    void a_phone_calls_asterisk(Phone phone) throws Exception {
        try (var baresip = phone.start(phone.calling);
                var rest = gateway.rest()) {
            String number = "10" + NUMBERS.incrementAndGet();
            baresip.call("sip:" + number + "@" + gateway.sip());
            var called = asterisk.awaitIncoming(number, SOON);
            baresip.awaitAnswer(SOON);
            var call = call(rest, number);
            isEncrypted(rest, call, phone.encrypts(), true);
            baresip.awaitSound(SOON);
            baresip.hangUp();
            hear(phone, baresip.heard(), called.heard());
        }
    }

    private static CallView call(RestClient rest, String number) {
        return Await.value(SOON, "a call to " + number, () -> find(rest, number));
    }

    private static Optional<CallView> find(RestClient rest, String number) {
        try {
            return rest.calls().stream()
                    .filter(c -> c.to().equals(number) && c.answeredMillis() >= 0)
                    .findFirst()
                    .flatMap(c -> whole(rest, c.id()));
        } catch (RestClient.Unreachable e) {
            throw new AssertionError(e);
        }
    }

    private static Optional<CallView> whole(RestClient rest, String id) {
        try {
            return rest.call(id);
        } catch (RestClient.Unreachable e) {
            throw new AssertionError(e);
        }
    }

    /// What was said on the wire of both legs, and what the gateway made of it.
    private static void isEncrypted(RestClient rest, CallView call, boolean caller, boolean callee)
            throws Exception {
        var wire = rest.wire(call.id()).orElseThrow();
        assertThat(sdp(wire, 0, "INVITE")).containsPattern(PLAIN);
        assertThat(sdp(wire, 0, "INVITE").contains(KEY)).isEqualTo(caller);
        assertThat(sdp(wire, 0, "200")).containsPattern(PLAIN);
        assertThat(sdp(wire, 0, "200").contains(KEY)).isEqualTo(caller);
        assertThat(sdp(wire, 1, "INVITE")).containsPattern(PLAIN).contains(KEY);
        assertThat(sdp(wire, 1, "200")).containsPattern(PLAIN);
        assertThat(sdp(wire, 1, "200").contains(KEY)).isEqualTo(callee);
        assertThat(call.legs().get(0).media().srtp().isEmpty()).isEqualTo(!caller);
        assertThat(call.legs().get(1).media().srtp().isEmpty()).isEqualTo(!callee);
    }

    private static String sdp(List<WireView> wire, int leg, String message) {
        return wire.stream()
                .filter(m -> m.leg() == leg && m.name().startsWith(message))
                .map(m -> new String(HexFormat.of().parseHex(m.octets()), US_ASCII))
                .filter(text -> text.contains("m=audio"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(message + " of leg " + leg + ": " + wire));
    }

    private static void hear(Phone phone, Sound byBaresip, Sound byAsterisk) {
        isTone(phone + ", heard by baresip", byBaresip, HERTZ, 0.2);
        isTone(phone + ", heard by Asterisk", byAsterisk, BARESIP_HERTZ, BARESIP_DBM0);
    }

    private static void isTone(String what, Sound heard, int hertz, double dbm0) {
        var tone = heard.tone();
        assertThat(tone.hertz()).as(what + ": " + tone).isCloseTo(hertz, within(4.0));
        assertThat(tone.dbm0()).as(what + ": " + tone).isCloseTo(dbm0, within(3.0));
        assertThat(tone.purity()).as(what + ": " + tone).isGreaterThan(0.8);
    }
}
