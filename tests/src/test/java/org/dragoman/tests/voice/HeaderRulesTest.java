package org.dragoman.tests.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.tests.voice.Lab.SOON;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dragoman.tests.peer.Dragoman;
import org.dragoman.tests.peer.DragomanSettings;
import org.dragoman.tests.peer.DragomanSettings.SipTrunk;
import org.dragoman.tests.peer.Loopback;
import org.dragoman.tests.peer.Peers;
import org.dragoman.tests.peer.SippCall;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.SippScenario.Offer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the operator's rules and tables make of SIP messages: SIPp is both sides.
class HeaderRulesTest {
    /// ```
    /// SIPp                         Dragoman                     SIPp
    ///  │ INVITE, X-Account, X-Secret  │ INVITE, X-Account, X-Route │
    ///  │─────────────────────────────▶│───────────────────────────▶│
    ///  │ 486, Reason: Q.850;cause=21  │ 486                        │
    ///  │◀─────────────────────────────│◀───────────────────────────│
    /// ```
    @Test
    void fields_are_kept_dropped_and_set_and_a_table_of_the_operator_maps_the_refusal(
            @TempDir Path folder) throws Exception {
        Peers.require(Peers.SIPP);
        Files.writeString(
                folder.resolve("sip-status-to-cause.csv"),
                "sip,warning,q850,location,source\n486,*,21,USER,our contract\n");
        String phone = Loopback.next();
        String called = Loopback.next();
        var own = List.of("tables: \"%s\"".formatted(folder));
        var plan =
                """
                dial-plan:
                  - {name: tagged, from: [phone], headers: [keep X-*, drop X-Secret, set X-Route gold]}
                  - {name: out, from: [phone], to: [called]}
                """;
        var settings =
                new DragomanSettings(
                        "headers",
                        Loopback.next(),
                        List.of(),
                        List.of(
                                new SipTrunk("phone", phone, 5_060, "as-called"),
                                new SipTrunk("called", called, 5_060, "as-called", own)),
                        List.of(),
                        List.of(plan));
        var calls =
                SippScenario.caller(Offer.EARLY, "X-Account: 7", "X-Secret: 42", "Subject: hello")
                        .expectRefusal(486);
        try (var gateway = Dragoman.start(settings);
                var callee =
                        SippCall.answer(
                                SippScenario.callee().refuse(486),
                                SippCall.Settings.at(called, 5_060));
                var caller =
                        SippCall.call(
                                gateway.sip(), "7495", calls, SippCall.Settings.at(phone, 0))) {
            caller.awaitEnd(SOON);
            callee.awaitEnd(SOON);
            assertThat(callee.messages())
                    .contains("X-Account: 7")
                    .contains("X-Route: gold")
                    .doesNotContain("X-Secret")
                    .doesNotContain("Subject:");
            assertThat(caller.reason()).contains("cause=21");
        }
    }

    /// The called side's 180 is no ringing, says its table.
    /// ```
    /// SIPp                         Dragoman                     SIPp
    ///  │ INVITE                       │ INVITE                     │
    ///  │─────────────────────────────▶│───────────────────────────▶│
    ///  │ 183                          │ 180                        │
    ///  │◀─────────────────────────────│◀───────────────────────────│
    ///  │ 486                          │ 486                        │
    ///  │◀─────────────────────────────│◀───────────────────────────│
    /// ```
    @Test
    void ringing_is_progress_where_a_table_of_the_operator_says_so(@TempDir Path folder)
            throws Exception {
        Peers.require(Peers.SIPP);
        Files.writeString(
                folder.resolve("sip-provisional-to-event.csv"),
                "sip,sdp,event,in-band,source\n180,false,PROGRESS,false,its 180 comes at once\n");
        String phone = Loopback.next();
        String called = Loopback.next();
        var settings =
                new DragomanSettings(
                        "progress",
                        Loopback.next(),
                        List.of(),
                        List.of(
                                new SipTrunk("phone", phone, 5_060, "as-called"),
                                new SipTrunk(
                                        "called",
                                        called,
                                        5_060,
                                        "as-called",
                                        List.of("tables: \"%s\"".formatted(folder)))),
                        List.of(),
                        List.of(
                                """
                                dial-plan:
                                  - {name: out, from: [phone], to: [called]}
                                """));
        var calls = SippScenario.caller(Offer.EARLY).expectEarlyMedia().expectRefusal(486);
        try (var gateway = Dragoman.start(settings);
                var callee =
                        SippCall.answer(
                                SippScenario.callee().ring().refuse(486),
                                SippCall.Settings.at(called, 5_060));
                var caller =
                        SippCall.call(
                                gateway.sip(), "7495", calls, SippCall.Settings.at(phone, 0))) {
            caller.awaitEnd(SOON);
            callee.awaitEnd(SOON);
            assertThat(callee.messages()).contains("180 Ringing");
            assertThat(caller.messages()).contains("183 Session").doesNotContain("180 Ringing");
        }
    }
}
