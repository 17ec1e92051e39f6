package org.dragoman.tests.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
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

/// Phones of accounts whose sound must be encrypted, and may use one codec alone.
class EncryptedPhonesTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String POLICY =
            "accounts:\n  srtp: required\n  srtp-without-tls: on\n  codecs: [pcma]\n";
    private static Dragoman gateway;

    @BeforeAll
    static void start() {
        Peers.require(Peers.BARESIP);
        var accounts = Accounts.by("md5", "1001", "1002", "1003");
        gateway =
                Dragoman.start(
                        new DragomanSettings(
                                        "encrypted-phones",
                                        Loopback.next(),
                                        List.of(),
                                        List.of(),
                                        List.of())
                                .with(accounts.replaceFirst("accounts:\n", POLICY)));
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    private static BaresipSettings phone(String number, int hertz, String... codecs) {
        return BaresipSettings.of("encrypted-phone-" + number, Loopback.next(), codecs)
                .named(number)
                .sending(hertz)
                .registering(gateway.address(), "tcp", Accounts.password(number));
    }

    private static BaresipPeer registered(BaresipSettings settings) {
        var peer = BaresipPeer.start(settings);
        peer.awaitRegistration(SOON);
        return peer;
    }

    private static String uri(String number) {
        return "sip:" + number + "@" + gateway.address();
    }

    @Test
    void phones_with_srtp_talk_by_the_codec_they_may_use_and_others_do_not() {
        var encrypted = "mediaenc=srtp-mand";
        try (var calling =
                        registered(
                                phone("1001", 440, "pcmu/8000/1", "pcma/8000/1").with(encrypted));
                var called =
                        registered(
                                phone("1002", 1_000, "pcmu/8000/1", "pcma/8000/1")
                                        .with(encrypted));
                var plain = registered(phone("1003", 600, "pcma/8000/1"))) {
            called.expectCall();
            calling.call(uri("1002"));
            calling.awaitAnswer(SOON);
            called.awaitAnswer(SOON);
            calling.awaitSound(SOON);
            called.awaitSound(SOON);
            var offered = called.command("callstat", "").split("remote formats:", 2)[1];
            assertThat(offered.split("local attributes:", 2)[0])
                    .contains("PCMA")
                    .doesNotContain("PCMU");
            calling.hangUp();
            hears(calling.heard(), 1_000);
            hears(called.heard(), 440);
            plain.call(uri("1002"));
            assertThat(plain.awaitEnd(SOON)).containsAnyOf("488", "Not Acceptable");
        }
    }

    private static void hears(Sound sound, int hertz) {
        assertThat(sound.tone().hertz()).isBetween(hertz - 5.0, hertz + 5.0);
        assertThat(sound.tone().purity()).isGreaterThan(0.9);
    }
}
