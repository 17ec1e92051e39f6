package org.dragoman.tests.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.dragoman.core.media.Codec;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.Loopback;
import org.dragoman.tests.peer.UdpWire;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What Opus can do beside sound, with Chromium's own encoder and decoder: packets of every
/// length, copies of the frame before (in-band FEC), and nothing at all while nobody speaks
/// (DTX). The page reads the packets, both ways. Its microphone hears syllables, which an
/// encoder takes for speech.
///
/// - Source: RFC 7587 §3.1.3, §3.3, §6.1, §7; RFC 8866 §6.4 for ptime.
class BrowserOpusTest {
    private static final int CLOCK_PER_MILLI = 48; // RFC 7587 §4.1: whatever the sound's rate
    private static final int PAUSE = 200 * CLOCK_PER_MILLI; // libopus says something each 400 ms
    private static final int ENOUGH = 10; // packets
    private static final int LOST_ONE_OF = 8;

    @RegisterExtension
    static final MediaLab LAB =
            new MediaLab(folder -> MediaPage.syllables(folder, MediaCall.BROWSER_HZ));

    private MediaCall call;

    @BeforeEach
    void open() throws Exception {
        call = LAB.call();
        call.window.run("watched = true");
    }

    /// A packet as the page read it.
    ///
    /// - {@code at}: its timestamp; {@code millis}: of sound; {@code copy}: of the frame
    ///   before it.
    private record Packet(long at, int millis, boolean copy) {
        static List<Packet> of(JsonNode list) {
            var packets = new ArrayList<Packet>();
            list.forEach(
                    p ->
                            packets.add(
                                    new Packet(
                                            p.get("at").asLong(),
                                            p.get("millis").asInt(),
                                            p.get("copy").asBoolean())));
            return packets;
        }
    }

    /// What the page has sent or received since it was asked last.
    private List<Packet> seen(String way) {
        return Packet.of(call.window.run("seen()").get(way));
    }

    private static boolean hasPause(List<Packet> packets) {
        for (int i = 1; i < packets.size(); i++) {
            if (packets.get(i).at() - packets.get(i - 1).at() >= PAUSE) {
                return true;
            }
        }
        return false;
    }

    /// Looks at a second of packets at a time until they are so.
    private void await(String way, String what, Predicate<List<Packet>> isSo) {
        var last = new ArrayList<Packet>();
        Await.until(
                Chromium.PATIENCE,
                () -> what + ": " + last,
                () -> {
                    call.window.run("new Promise(done => setTimeout(done, 1000))");
                    last.clear();
                    last.addAll(seen(way));
                    return isSo.test(last);
                });
    }

    private static boolean areOf(List<Packet> packets, int millis) {
        var lengths = packets.stream().map(Packet::millis).collect(Collectors.toSet());
        return packets.size() > 2 && lengths.equals(Set.of(millis));
    }

    /// Each side says how long it wants packets to be, and gets them so.
    @ParameterizedTest
    @ValueSource(ints = {10, 20, 40, 60})
    void packets_are_as_long_as_who_takes_them_wants(int millis) throws Exception {
        call.ask(Duration.ofMillis(millis));
        call.called(MediaCall.OPUS, false, offer -> offer + "a=ptime:" + millis + "\r\n");
        await("sent", "packets of the page", all -> areOf(all, millis));
        await("received", "packets of the gateway", all -> areOf(all, millis));
        call.bothHear();
        assertThat(call.browserEar.lost).isNotDone();
    }

    /// Chromium says useinbandfec=1 of itself; each syllable of the telephone comes twice.
    @Test
    void a_page_that_uses_copies_gets_them() throws Exception {
        call.called(MediaCall.OPUS, false);
        call.bothHear();
        await(
                "received",
                "packets of the gateway, of which some have copies",
                all -> {
                    call.fallSilent();
                    call.window.run("new Promise(done => setTimeout(done, 300))");
                    call.speak();
                    return all.stream().anyMatch(Packet::copy);
                });
        Await.until(
                Chromium.PATIENCE,
                () -> "copies that Chromium found: " + call.report(),
                () -> call.report().path("copies").asInt() > 0);
    }

    /// A page that hears of losses puts copies into its packets, because the gateway takes
    /// them.
    @Test
    void a_page_whose_packets_are_lost_sends_copies() throws Exception {
        var voice =
                new Codec(
                        "OPUS",
                        48_000,
                        2,
                        Map.of(
                                "useinbandfec",
                                "1",
                                "minptime",
                                "10",
                                "maxplaybackrate",
                                "16000",
                                "maxaveragebitrate",
                                "20000"));
        try (var wire = new UdpWire(Loopback.next(), call.gateway)) {
            call.by(wire::instead);
            call.called(voice, false);
            call.phoneHears();
            wire.loseOneOf(LOST_ONE_OF);
            await("sent", "copies in packets", all -> all.stream().anyMatch(Packet::copy));
            call.phoneHears();
        }
    }

    /// Chromium says nothing while its microphone is off, where it is told that this is
    /// welcome.
    @Test
    void a_page_that_is_silent_sends_little_and_is_heard_again() throws Exception {
        call.called(MediaCall.OPUS.with("usedtx", "1"), false);
        call.phoneHears();
        call.window.run("pc.getSenders()[0].track.enabled = false");
        await("sent", "pauses", BrowserOpusTest::hasPause);
        Await.until(
                Chromium.PATIENCE,
                () -> "silence; the phone hears " + call.phone.heard(),
                () -> call.phone.heard().frequencyHz() == 0);
        call.window.run("pc.getSenders()[0].track.enabled = true");
        call.phoneHears();
    }

    /// The gateway says nothing while the telephone is silent, where the page asked for that.
    @Test
    void a_page_that_asks_for_pauses_gets_them() throws Exception {
        call.called(
                MediaCall.OPUS,
                false,
                offer -> offer.replace("useinbandfec=1", "useinbandfec=1;usedtx=1"));
        call.bothHear();
        call.fallSilent();
        await("received", "pauses", BrowserOpusTest::hasPause);
        call.speak();
        await("received", "sound", all -> all.size() > ENOUGH && !hasPause(all));
        call.bothHear();
    }
}
