package org.dragoman.tests.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.dragoman.tests.peer.AsteriskPeer;
import org.dragoman.tests.peer.AsteriskSettings;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.ChildProcess;
import org.dragoman.tests.peer.Dragoman;
import org.dragoman.tests.peer.DragomanSettings;
import org.dragoman.tests.peer.DragomanSettings.H323Trunk;
import org.dragoman.tests.peer.DragomanSettings.Route;
import org.dragoman.tests.peer.DragomanSettings.SipTrunk;
import org.dragoman.tests.peer.Folders;
import org.dragoman.tests.peer.Loopback;
import org.dragoman.tests.peer.Peers;
import org.dragoman.tests.peer.PostgresPeer;
import org.dragoman.tests.peer.SippCall;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.SippScenario.Offer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Calls between SIPp and Asterisk, and what is left of them in the database.
@Execution(ExecutionMode.CONCURRENT)
class RecordsTest {
    private static final Duration SOON = Duration.ofSeconds(60); // a busy machine's
    private static final int BILLSEC = 13; // of Asterisk's columns, from 0

    @TempDir private Path folder;

    private final String gateway = Loopback.next();
    private final String phone = Loopback.next();
    private final String called = Loopback.next();

    private DragomanSettings settings(String name, String database, List<H323Trunk> h323) {
        return new DragomanSettings(
                        name,
                        gateway,
                        h323,
                        List.of(
                                new SipTrunk("phone", phone, 5_060, "as-called"),
                                new SipTrunk("called", called, 5_060, "as-called")),
                        h323.isEmpty()
                                ? List.of(new Route("5", 0, "called"))
                                : List.of(new Route("0", 1, "old")))
                .with("records: {%s}\n".formatted(database));
    }

    private String inFile() {
        return "folder: \"%s\"".formatted(folder.resolve("records"));
    }

    private SippCall call(String number, SippScenario scenario) {
        return SippCall.call(gateway + ":5060", number, scenario, SippCall.Settings.at(phone, 0));
    }

    /// What a query of sqlite3, the program, brings; nothing while there is no such table.
    private List<String> ask(String sql) {
        var file = folder.resolve("records/records.db").toString();
        var command = List.of(Peers.SQLITE3.path().toString(), "-readonly", file, sql);
        var place = Folders.fresh("sqlite3-" + folder.getFileName());
        try (var sqlite = ChildProcess.start("sqlite3", place, command)) {
            return sqlite.exitCode(SOON) == 0 ? sqlite.output().lines().toList() : List.of();
        }
    }

    private List<String> awaitRow(String sql) {
        Await.until(SOON, "a row of: " + sql, () -> !ask(sql).isEmpty());
        return List.of(ask(sql).getFirst().split("\\|", -1));
    }

    /// ```
    /// SIPp              Dragoman              Asterisk
    ///  │ INVITE            │ Setup               │
    ///  │──────────────────▶│────────────────────▶│
    ///  │ 200 OK            │ Connect             │ two seconds of 1004 Hz
    ///  │◀──────────────────│◀────────────────────│
    ///  │ BYE               │ ReleaseComplete     │
    ///  │◀──────────────────│◀────────────────────│
    /// ```
    @Test
    void sip_to_h323_is_billed_as_asterisk_bills_it() {
        Peers.require(Peers.ASTERISK, Peers.SIPP, Peers.SQLITE3);
        var old = AsteriskSettings.of("records-old", Loopback.next(), gateway);
        var trunk = new H323Trunk("old", old.address(), true, true, "auto");
        try (var asterisk = AsteriskPeer.start(old, List.of("cdr_csv.so"));
                var _ = Dragoman.start(settings("records-a", inFile(), List.of(trunk)))) {
            var talks = SippScenario.caller(Offer.EARLY).expectAnswer().expectHangUp();
            for (String number : List.of("011122", "011123")) { // the first one warms both up
                try (var caller = call(number, talks)) {
                    caller.awaitEnd(SOON);
                }
            }
            var row =
                    awaitRow(
                            "SELECT billable_millis, called, called_out, in_peer, out_peer, cause,"
                                    + " ended_by, out_protocol, calling FROM call_records"
                                    + " WHERE state = 'ended' AND called = '011123'");
            assertThat(row.subList(1, row.size()))
                    .containsExactly(
                            "011123", "11123", "phone", "old", "16", "callee", "h323", "2000");
            Await.until(SOON, "Asterisk's records", () -> asterisk.callRecords().size() == 2);
            double theirs = billed(asterisk.callRecords().getLast());
            assertThat(Long.parseLong(row.getFirst()) / 1_000.0).isCloseTo(theirs, within(1.0));
            var legs =
                    ask(
                            "SELECT leg, role, ended_by, codec_sent, packets_received > 50,"
                                    + " packets_sent > 50, mos_received > 3.5,"
                                    + " length(sip_call_id) > 0,"
                                    + " length(h225_call_identifier) = 36"
                                    + " FROM call_legs WHERE call_id ="
                                    + " (SELECT call_id FROM call_records WHERE called = '011123')"
                                    + " ORDER BY leg");
            assertThat(legs).hasSize(2);
            assertThat(legs.getFirst()).startsWith("0|caller|gateway|PCMU").endsWith("|1|");
            assertThat(legs.getLast()).startsWith("1|destination|peer|PCMU").endsWith("|1");
            assertThat(legs.getLast()).contains("|1|1|1|");
        }
    }

    private static double billed(String line) {
        return Double.parseDouble(line.split(",")[BILLSEC].replace("\"", ""));
    }

    /// A gateway that is killed in a call has billed it as far as it was written; the next one
    /// says so.
    @Test
    void a_killed_gateway_leaves_a_record_that_the_next_one_ends() {
        Peers.require(Peers.SIPP, Peers.SQLITE3);
        var talks = SippScenario.caller(Offer.EARLY).expectAnswer().stayFor(SOON).hangUp();
        var answers = SippScenario.callee().ring().answer().expectHangUp();
        // the phones after the gateway: SIPp gives a call three quarters of a minute from its start
        try (var first =
                        Dragoman.start(
                                settings("records-b", inFile() + ", interim: 5s", List.of()));
                var _ = SippCall.answer(answers, SippCall.Settings.at(called, 5_060));
                var _ = call("5001", talks)) {
            awaitRow("SELECT state FROM call_records WHERE state = 'open'");
            // and has been brought up to date since
            awaitRow("SELECT 1 FROM call_records WHERE billable_millis > 3000");
            first.kill();
        }
        try (var next = Dragoman.start(settings("records-c", inFile(), List.of()))) {
            Await.until(
                    SOON,
                    "the interrupted call",
                    () -> next.output().contains("event=records.interrupted"));
        }
        var rows =
                ask(
                        "SELECT state, ended_by, ended_at = updated_at, billable_millis > 3000,"
                                + " called FROM call_records");
        assertThat(rows).containsExactly("interrupted|restart|1|1|5001");
    }

    /// PostgreSQL ends while calls go on, and comes back: every call is there, once.
    @Test
    void no_record_is_lost_when_the_database_server_is_away() throws Exception {
        Peers.require(Peers.SIPP, Peers.POSTGRES);
        try (var server = PostgresPeer.start()) {
            var database =
                    "database: \"%s\", password-file: \"%s\", gateway: gw1, folder: \"%s\""
                            .formatted(
                                    server.url(), server.passwordFile(), folder.resolve("records"));
            try (var gateway = Dragoman.start(settings("records-d", database, List.of()))) {
                refused("5010");
                Await.until(SOON, "the first call", () -> records(server) == 1);
                server.kill();
                refused("5011");
                Await.until(
                        SOON,
                        "the server to be missed",
                        () -> gateway.output().contains("event=records.away"));
                refused("5012");
                server.run();
                Await.until(SOON, "all calls", () -> records(server) == 3);
                assertThat(gateway.output()).contains("event=records.back");
                assertThat(gateway.output()).containsOnlyOnce("event=records.away");
            }
            assertThat(
                            server.ask(
                                    "SELECT called, cause, cause_code, gateway, attempts,"
                                            + " ended_at::timestamptz >= offered_at::timestamptz"
                                            + " FROM call_records ORDER BY offered_at"))
                    .containsExactly(
                            "5010|17|SIP 486|gw1|1|t",
                            "5011|17|SIP 486|gw1|1|t",
                            "5012|17|SIP 486|gw1|1|t");
            assertThat(server.ask("SELECT count(*) FROM call_legs")).containsExactly("6");
        }
    }

    private static long records(PostgresPeer server) {
        return Long.parseLong(server.ask("SELECT count(*) FROM call_records").getFirst());
    }

    /// A call that finds a busy phone.
    private void refused(String number) {
        var busy = SippScenario.callee().refuse(486);
        var tries = SippScenario.caller(Offer.EARLY).expectRefusal(486);
        try (var callee = SippCall.answer(busy, SippCall.Settings.at(called, 5_060));
                var caller = call(number, tries)) {
            caller.awaitEnd(SOON);
            callee.awaitEnd(SOON);
        }
    }
}
