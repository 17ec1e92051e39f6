package org.dragoman.tests.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.BaresipPeer;
import org.dragoman.tests.peer.BaresipSettings;
import org.dragoman.tests.peer.Dragoman;
import org.dragoman.tests.peer.DragomanSettings;
import org.dragoman.tests.peer.Loopback;
import org.dragoman.tests.peer.Peers;
import org.dragoman.tests.peer.Sound;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// SIP phones with accounts: baresip registers, calls and is called. Version 1.0.0 knows MD5
/// alone, and gives up at the sight of another digest: offered both, it would register half a
/// minute later, when it tries again.
class SipPhonesTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int ONE_HERTZ = 440;
    private static final int OTHER_HERTZ = 1_000;
    private static Dragoman gateway;

    @BeforeAll
    static void start() {
        Peers.require(Peers.BARESIP);
        String address = Loopback.next();
        gateway =
                Dragoman.start(
                        new DragomanSettings("sip-phones", address, List.of(), List.of(), List.of())
                                .with(
                                        Accounts.by(
                                                "md5", "1001", "1002", "1003", "1004", "1005",
                                                "1006", "1007", "1008", "1009", "1010"))
                                .byTls());
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    private static BaresipSettings phone(String number, String transport, int hertz) {
        String name = "phone-" + number + "-" + transport + "-" + hertz;
        return BaresipSettings.of(name, Loopback.next(), "pcmu/8000/1")
                .named(number)
                .sending(hertz)
                .with("sip_verify_server", "no") // its certificate is of its own making
                .registering(gateway.address(), transport, Accounts.password(number));
    }

    private static BaresipPeer registered(BaresipSettings settings) {
        var peer = BaresipPeer.start(settings);
        peer.awaitRegistration(SOON);
        return peer;
    }

    private static String uri(String number) {
        return "sip:" + number + "@" + gateway.address();
    }

    /// ```
    /// 1001 (baresip)            Dragoman            1002 (baresip)
    ///   REGISTER ─────────────────▶│◀───────────────── REGISTER
    ///   ◀──────────────── 401, 200 │ 200, 401 ─────────────────▶
    ///   INVITE 1002 ──────────────▶│ (401, INVITE)
    ///                              │ INVITE ──────────────────▶
    ///   ◀───────────────────── 200 │◀───────────────────── 200
    ///   tone 440 Hz ──────────────▶│──────────────────────────▶
    ///   ◀──────────────────────────│◀───────────── tone 1000 Hz
    ///   BYE ──────────────────────▶│ BYE ─────────────────────▶
    /// ```
    @ParameterizedTest
    @CsvSource({"udp,1001,1002", "tcp,1003,1004", "tls,1009,1010"})
    void two_accounts_talk(String transport, String one, String other) {
        try (var calling = registered(phone(one, transport, ONE_HERTZ));
                var called = registered(phone(other, transport, OTHER_HERTZ))) {
            called.expectCall();
            calling.call(uri(other));
            calling.awaitAnswer(SOON);
            called.awaitAnswer(SOON);
            calling.awaitSound(SOON);
            called.awaitSound(SOON);
            calling.hangUp();
            hears(calling.heard(), OTHER_HERTZ);
            hears(called.heard(), ONE_HERTZ);
        }
    }

    private static void hears(Sound sound, int hertz) {
        assertThat(sound.tone().hertz()).isBetween(hertz - 5.0, hertz + 5.0);
        assertThat(sound.tone().purity()).isGreaterThan(0.9);
    }

    @Test
    void of_two_devices_one_has_the_call() {
        try (var calling = registered(phone("1005", "udp", ONE_HERTZ));
                var first = registered(phone("1006", "udp", OTHER_HERTZ));
                var second = registered(phone("1006", "tcp", OTHER_HERTZ))) {
            first.expectCall();
            second.expectCall();
            calling.call(uri("1006"));
            calling.awaitAnswer(SOON);
            Await.until(SOON, "one of them to lose", () -> first.hasEnded() || second.hasEnded());
            var winner = first.hasEnded() ? second : first;
            winner.awaitAnswer(SOON);
            winner.awaitSound(SOON);
            assertThat(calling.hasEnded() || winner.hasEnded()).isFalse();
            calling.hangUp();
            winner.awaitEnd(SOON);
        }
    }

    @Test
    void a_wrong_password_is_refused() {
        var settings = phone("1007", "udp", ONE_HERTZ);
        var wrong =
                BaresipSettings.of("wrong", Loopback.next(), "pcmu/8000/1")
                        .named("1007")
                        .registering(gateway.address(), "udp", "guess");
        try (var peer = BaresipPeer.start(wrong)) {
            assertThat(peer.awaitRefusal(SOON))
                    .containsAnyOf("401", "403"); // it tries until barred
        }
        try (var peer = registered(settings)) {
            peer.expectCall(); // the right one is taken from the same machine
        }
    }

    @Test
    void what_an_account_may_not_call_it_does_not() {
        try (var calling = registered(phone("1008", "udp", ONE_HERTZ))) {
            calling.call(uri("749512345"));
            assertThat(calling.awaitEnd(SOON)).containsAnyOf("403", "603", "Forbidden", "Decline");
        }
    }
}
