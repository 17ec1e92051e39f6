package org.dragoman.tests.rtmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.dragoman.tests.peer.AsteriskCall;
import org.dragoman.tests.peer.AsteriskPeer;
import org.dragoman.tests.peer.AsteriskSettings;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.ChildProcess;
import org.dragoman.tests.peer.Dragoman;
import org.dragoman.tests.peer.DragomanSettings;
import org.dragoman.tests.peer.DragomanSettings.H323Trunk;
import org.dragoman.tests.peer.DragomanSettings.Route;
import org.dragoman.tests.peer.DragomanSettings.SipTrunk;
import org.dragoman.tests.peer.Loopback;
import org.dragoman.tests.peer.Peers;
import org.dragoman.tests.peer.SippCall;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.Sound;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// ffmpeg publishes into calls to an H.323 gateway (Asterisk) and to a SIP phone (SIPp), plain,
/// by rtmps and through HTTP; rtmpdump plays what the other side says. Both sides' tones are
/// measured.
class RtmpProgramsTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final Duration LISTEN = Duration.ofSeconds(2);
    private static final long ENOUGH = 32_000; // bytes: four seconds of G.711
    private static final int PUBLISHED_HERTZ = 700;
    private static final int ASTERISK_HERTZ = 1_004; // Milliwatt
    private static final int PHONE_HERTZ = 440;
    private static final int PHONE_PORT = 5_080;
    private static final Map<String, Integer> PORTS =
            Map.of("rtmp", 1_935, "rtmps", 1_936, "rtmpt", 1_937);
    private static final String TOKEN = "t0ken-of-a-test";

    private static String address;
    private static String phones;
    private static AsteriskPeer office;
    private static Dragoman gateway;

    @TempDir private static Path folder;

    @BeforeAll
    static void start() {
        Peers.require(Peers.ASTERISK, Peers.SIPP, Peers.FFMPEG, Peers.RTMPDUMP);
        address = Loopback.next();
        phones = Loopback.next();
        var settings = AsteriskSettings.of("rtmp-office", Loopback.next(), address);
        gateway =
                Dragoman.start(
                        new DragomanSettings(
                                "rtmp",
                                address,
                                List.of(
                                        new H323Trunk(
                                                "office", settings.address(), true, true, "auto")),
                                List.of(new SipTrunk("phone", phones, PHONE_PORT, "early")),
                                List.of(new Route("1", 0, "office"), new Route("6", 1, "phone")),
                                List.of(accounts() + "\n", rtmp() + "\n")));
        office = AsteriskPeer.start(settings);
    }

    private static String accounts() {
        return "accounts: {list: [{number: \"100\", md5: %s, sha256: %s, protocols: [rtmp],"
                        .formatted(hash("MD5"), hash("SHA-256"))
                + " may-call: [\"*\"]}]}";
    }

    private static String hash(String algorithm) {
        try {
            byte[] text = "100:dragoman:secret".getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String rtmp() {
        var streams = new ArrayList<String>();
        streams.add(stream("speex", "10901"));
        streams.add(stream("mulaw", "10902"));
        streams.add(stream("nellymoser", "10903"));
        streams.add(stream("tls", "10904"));
        streams.add(stream("aac", "10905"));
        streams.add(stream("mp3", "10906"));
        streams.add(stream("http", "10907"));
        streams.add(stream("pcm", "10908"));
        streams.add(stream("adpcm", "10909"));
        streams.add(stream("phone", "6555"));
        return "rtmp: {listen: [\"rtmp %1$s:1935\", \"rtmps %1$s:1936\", \"rtmpt %1$s:1937\"], streams: [%2$s]}"
                .formatted(address, String.join(", ", streams));
    }

    private static String stream(String name, String calls) {
        return "{name: %s, token: %s, account: \"100\", calls: \"%s\"}"
                .formatted(name, TOKEN, calls);
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            office.close();
            gateway.close();
        }
    }

    /// ```
    /// ffmpeg   rtmpdump        Dragoman                Asterisk, H.323
    ///  │ publish  │                │ Setup                   │
    ///  │──────────────────────────▶│────────────────────────▶│
    ///  │          │ play           │ Connect                 │
    ///  │          │───────────────▶│◀────────────────────────│
    ///  │ 700 Hz, Speex ▶           │                  700 Hz ▶
    ///  │          │ ◀ 1004 Hz      │         ◀ 1004 Hz       │
    /// ```
    @Test
    void speex_of_ffmpeg_is_heard_by_an_h323_gateway_and_rtmpdump_hears_it() {
        callToH323("speex", "10901", "rtmp", "-ar", "16000", "-c:a", "libspeex");
    }

    @Test
    void mu_law_of_ffmpeg_is_heard_by_an_h323_gateway_and_rtmpdump_hears_it() {
        callToH323("mulaw", "10902", "rtmp", "-ar", "8000", "-c:a", "pcm_mulaw");
    }

    @Test
    void nellymoser_of_ffmpeg_is_heard_by_an_h323_gateway_and_rtmpdump_hears_it() {
        callToH323("nellymoser", "10903", "rtmp", "-ar", "16000", "-c:a", "nellymoser");
    }

    @Test
    void aac_in_stereo_is_heard_by_an_h323_gateway() {
        callToH323("aac", "10905", "rtmp", "-ar", "44100", "-ac", "2", "-c:a", "aac");
    }

    @Test
    void mp3_is_heard_by_an_h323_gateway() {
        callToH323("mp3", "10906", "rtmp", "-ar", "22050", "-c:a", "libmp3lame");
    }

    @Test
    void pcm_is_heard_by_an_h323_gateway() {
        callToH323("pcm", "10908", "rtmp", "-ar", "44100", "-c:a", "pcm_s16le");
    }

    @Test
    void adpcm_is_heard_by_an_h323_gateway() {
        callToH323("adpcm", "10909", "rtmp", "-ar", "22050", "-c:a", "adpcm_swf");
    }

    /// R9: by TLS, with a certificate of the gateway's own making, which ffmpeg takes and Flash
    /// Player would not.
    @Test
    void r9_by_rtmps_it_is_the_same() {
        callToH323("tls", "10904", "rtmps", "-ar", "8000", "-c:a", "pcm_alaw");
    }

    @Test
    void through_http_it_is_the_same() {
        callToH323("http", "10907", "rtmpt", "-ar", "16000", "-c:a", "libspeex");
    }

    @Test
    void speex_of_ffmpeg_is_heard_by_a_sip_phone_that_hangs_up() {
        var scenario =
                SippScenario.callee().ring().answer().stayFor(Duration.ofSeconds(6)).hangUp();
        try (var phone = SippCall.answer(scenario, SippCall.Settings.at(phones, PHONE_PORT));
                var ffmpeg = publish("phone", "rtmp", "-ar", "16000", "-c:a", "libspeex");
                var rtmpdump = play("phone")) {
            phone.awaitEnd(SOON);
            isTone(PUBLISHED_HERTZ, phone.phone().heard());
            rtmpdump.exitCode(SOON); // the call is over, so is what it plays
            Await.until(SOON, "ffmpeg's end", () -> !ffmpeg.isAlive());
            isTone(PHONE_HERTZ, played("phone"));
        }
    }

    @Test
    void a_wrong_token_gets_nothing() {
        try (var rtmpdump =
                ChildProcess.start(
                        "wrong-token",
                        folder,
                        List.of(
                                Peers.RTMPDUMP.path().toString(),
                                "-r",
                                "rtmp://" + address + "/call",
                                "-y",
                                "speex?token=guess",
                                "-o",
                                "none.flv"))) {
            assertThat(rtmpdump.exitCode(SOON)).isNotZero();
            assertThat(rtmpdump.output()).contains("StreamNotFound");
        }
    }

    private static void callToH323(String stream, String number, String scheme, String... codec) {
        AsteriskCall call;
        try (var ffmpeg = publish(stream, scheme, codec)) {
            call = office.awaitIncoming(number, SOON);
            try (var rtmpdump = play(stream)) {
                Await.until(SOON, rtmpdump::output, () -> size(stream) > ENOUGH);
            }
            isTone(ASTERISK_HERTZ, played(stream));
            assertThat(ffmpeg.isAlive()).as(ffmpeg.output()).isTrue();
        }
        isTone(PUBLISHED_HERTZ, call.heard());
    }

    private static ChildProcess publish(String stream, String scheme, String... codec) {
        var command = new ArrayList<String>();
        command.addAll(List.of(Peers.FFMPEG.path().toString(), "-hide_banner", "-re"));
        command.addAll(List.of("-f", "lavfi", "-i", "sine=frequency=" + PUBLISHED_HERTZ));
        command.addAll(List.of("-ac", "1"));
        command.addAll(List.of(codec));
        int port = PORTS.get(scheme);
        command.addAll(List.of("-f", "flv"));
        command.add("%s://%s:%d/call/%s?token=%s".formatted(scheme, address, port, stream, TOKEN));
        return ChildProcess.start("ffmpeg-" + stream, folder, command);
    }

    private static long size(String stream) {
        return folder.resolve(stream + ".flv").toFile().length();
    }

    private static ChildProcess play(String stream) {
        var command = new ArrayList<String>();
        command.add(Peers.RTMPDUMP.path().toString());
        command.addAll(List.of("--live", "-r", "rtmp://" + address + "/call"));
        command.addAll(List.of("-y", stream + "?token=" + TOKEN, "-o", stream + ".flv"));
        return ChildProcess.start("rtmpdump-" + stream, folder, command);
    }

    /// The end of what rtmpdump wrote down, decoded by ffmpeg.
    private static Sound played(String stream) {
        var command = new ArrayList<String>();
        command.addAll(List.of(Peers.FFMPEG.path().toString(), "-y", "-i", stream + ".flv"));
        command.addAll(List.of("-ar", "8000", "-ac", "1", "-c:a", "pcm_s16le"));
        command.addAll(List.of("-bitexact", stream + ".wav")); // a WAV file without a word about it
        try (var ffmpeg = ChildProcess.start("decode-" + stream, folder, command)) {
            assertThat(ffmpeg.exitCode(SOON)).as(ffmpeg.output()).isZero();
        }
        return Sound.ofWave(folder.resolve(stream + ".wav")).last(LISTEN);
    }

    private static void isTone(int hertz, Sound heard) {
        var tone = heard.tone();
        assertThat(tone.hertz()).as(tone.toString()).isCloseTo(hertz, within(4.0));
        assertThat(tone.purity()).as(tone.toString()).isGreaterThan(0.8);
    }
}
