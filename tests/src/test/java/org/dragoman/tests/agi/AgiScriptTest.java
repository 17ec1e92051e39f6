package org.dragoman.tests.agi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.ChildProcess;
import org.dragoman.tests.peer.Dragoman;
import org.dragoman.tests.peer.DragomanSettings;
import org.dragoman.tests.peer.DragomanSettings.SipTrunk;
import org.dragoman.tests.peer.Loopback;
import org.dragoman.tests.peer.Peers;
import org.dragoman.tests.peer.SippCall;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.SippScenario.Offer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scripts written for Asterisk with Asterisk::AGI lead calls between SIPps, through the gateway
/// as an operator runs it.
class AgiScriptTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final int HELLO_HERTZ = 1_000;
    private static final Duration BOTH_PROMPTS = Duration.ofMillis(2_400); // one has 2 s

    @TempDir static Path folder;
    private static final String PHONE = Loopback.next();
    private static final String FIRST = Loopback.next();
    private static final String SECOND = Loopback.next();
    private static ChildProcess scripts;
    private static Dragoman gateway;

    @BeforeAll
    static void start() throws Exception {
        Peers.require(Peers.ASTERISK_AGI, Peers.SIPP, Peers.SOX);
        var server = Loopback.next();
        scripts =
                ChildProcess.start(
                        "inetd",
                        folder,
                        List.of(
                                script("inetd.pl").toString(),
                                server,
                                script("route.agi").toString()));
        Await.until(SOON, "the FastAGI server", () -> scripts.output().contains("listening"));
        var sounds = Files.createDirectory(folder.resolve("sounds"));
        var sox =
                List.of(
                        Peers.SOX.path().toString(),
                        "-n",
                        "-r",
                        "8000",
                        "-b",
                        "16",
                        "-c",
                        "1",
                        sounds.resolve("hello.wav").toString(),
                        "synth",
                        "2",
                        "sine",
                        Integer.toString(HELLO_HERTZ),
                        "vol",
                        "0.3");
        try (var made = ChildProcess.start("sox", folder, sox)) {
            assertThat(made.exitCode(SOON)).isZero();
        }
        var services =
                """
                route-services:
                  router: {url: "agi://%s/route", timeout: 30s, arguments: ["%s"]}
                  menu: {url: "agi:%s", timeout: 30s, sounds: "%s"}
                dial-plan:
                  - {name: menu, number: 8*, ask: menu}
                  - {name: scripted, from: [phone], ask: router}
                  - {name: unasked, refuse: 1}
                """
                        .formatted(server, bill(), script("menu.agi"), sounds);
        gateway =
                Dragoman.start(
                        new DragomanSettings(
                                "agi",
                                Loopback.next(),
                                List.of(),
                                List.of(
                                        new SipTrunk("phone", PHONE, 5_060, "as-called"),
                                        new SipTrunk("first", FIRST, 5_060, "as-called"),
                                        new SipTrunk("second", SECOND, 5_060, "as-called")),
                                List.of(),
                                List.of(services)));
    }

    @AfterAll
    static void end() {
        if (gateway != null) {
            gateway.close();
        }
        if (scripts != null) {
            scripts.close();
        }
    }

    private static Path script(String name) throws IOException {
        var file = folder.resolve(name);
        if (!Files.exists(file)) {
            try (InputStream in =
                    Objects.requireNonNull(
                            AgiScriptTest.class.getResourceAsStream("/agi/" + name))) {
                Files.write(file, in.readAllBytes());
            }
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        }
        return file;
    }

    private static Path bill() {
        return folder.resolve("bill");
    }

    private static SippCall call(String number, SippScenario scenario) {
        return SippCall.call(gateway.sip(), number, scenario, SippCall.Settings.at(PHONE, 0));
    }

    private static SippCall answer(String address, SippScenario scenario) {
        return SippCall.answer(scenario, SippCall.Settings.at(address, 5_060));
    }

    /// ```
    /// SIPp            Dragoman             script            SIPps
    ///  │ INVITE 57495     │ agi_extension …     │               │
    ///  │─────────────────▶│────────────────────▶│               │
    ///  │                  │ EXEC Dial …@first   │               │
    ///  │                  │◀────────────────────│  INVITE, 486  │
    ///  │                  │────────────────────────────────────▶│
    ///  │                  │ BUSY, EXEC Dial …@second            │
    ///  │ 200, talk, BYE   │────────────────────────────────────▶│
    ///  │◀────────────────▶│ result=-1, HANGUP   │               │
    ///  │                  │────────────────────▶│ bills         │
    /// ```
    @Test
    void a_fastagi_script_routes_tries_the_next_carrier_and_bills() throws IOException {
        var talks =
                SippScenario.caller(Offer.EARLY)
                        .expectAnswer()
                        .stayFor(Duration.ofMillis(1_500))
                        .hangUp();
        try (var busy = answer(FIRST, SippScenario.callee().refuse(486));
                var takes = answer(SECOND, SippScenario.callee().answer().expectHangUp());
                var caller = call("57495", talks)) {
            caller.awaitEnd(SOON);
            busy.awaitEnd(SOON);
            takes.awaitEnd(SOON);
            assertThat(takes.messages()).contains("sip:7495@").contains("sip:74950001122@");
            Await.until(SOON, "the script to bill", () -> Files.exists(bill()));
            assertThat(Files.readString(bill())).matches("second ANSWER [1-9]\\d* seen\n");
        }
    }

    /// Neither side hangs up: the gateway does, when the time is over that was paid for.
    @Test
    void a_fastagi_script_says_how_long_they_may_talk() {
        var talks = SippScenario.caller(Offer.EARLY).expectAnswer().expectHangUp();
        try (var takes = answer(SECOND, SippScenario.callee().answer().expectHangUp());
                var caller = call("67495", talks)) {
            caller.awaitEnd(SOON);
            takes.awaitEnd(SOON);
            assertThat(caller.reason()).contains("cause=16");
        }
    }

    @Test
    void a_fastagi_script_rejects() {
        try (var caller = call("9991", SippScenario.caller(Offer.EARLY).expectAnyRefusal())) {
            caller.awaitEnd(SOON);
            assertThat(caller.reason()).contains("cause=21");
        }
    }

    /// ```
    /// SIPp                 Dragoman                     program          SIPp
    ///  │ INVITE 800, 200      │ ANSWER                     │               │
    ///  │◀────────────────────▶│◀───────────────────────────│               │
    ///  │  ◀ a tone of 1 kHz   │ STREAM FILE, GET DATA      │               │
    ///  │  4321 (RFC 4733)     │ result=4321                │               │
    ///  │─────────────────────▶│───────────────────────────▶│               │
    ///  │                      │ EXEC Dial SIP/second/4321  │ INVITE 4321   │
    ///  │        talk          │◀───────────────────────────│               │
    ///  │◀─────────────────────────────────────────────────────────────────▶│
    /// ```
    @Test
    void a_program_answers_plays_asks_for_digits_and_dials() {
        var takes = SippScenario.callee().answer().stayFor(Duration.ofSeconds(1)).hangUp();
        try (var callee = answer(SECOND, takes);
                var caller =
                        call(
                                "800",
                                SippScenario.caller(Offer.EARLY)
                                        .expectAnswer()
                                        .expectIdentity("4321")
                                        .expectHangUp())) {
            caller.awaitMedia(SOON);
            Await.until(
                    SOON,
                    "the prompt that digits are wanted after: the second one",
                    () -> caller.phone().heard().length().compareTo(BOTH_PROMPTS) > 0);
            var heard = caller.phone().heard().tone();
            assertThat(heard.hertz()).as(heard.toString()).isCloseTo(HELLO_HERTZ, within(5.0));
            caller.phone().sendDigits("4321");
            callee.awaitEnd(SOON);
            caller.awaitEnd(SOON);
            assertThat(callee.messages()).contains("INVITE sip:4321@");
        }
    }
}
