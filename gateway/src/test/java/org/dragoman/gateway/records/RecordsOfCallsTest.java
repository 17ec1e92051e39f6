package org.dragoman.gateway.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.dragoman.core.call.Cause;
import org.dragoman.gateway.Gateway;
import org.dragoman.gateway.config.ConfigurationReader;
import org.dragoman.gateway.demo.DemoStage;
import org.dragoman.gateway.load.Behaviour;
import org.dragoman.gateway.load.LoadEnds;
import org.dragoman.gateway.load.Outcome;
import org.dragoman.gateway.rest.RecordQuestion;
import org.dragoman.gateway.rest.RecordView;
import org.dragoman.gateway.rest.RestClient;
import org.dragoman.gateway.rest.StateFolder;
import org.dragoman.media.testing.Eventually;
import org.dragoman.rules.Mappings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Calls through a whole gateway, and the records they leave.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordsOfCallsTest {
    private static final long SECONDS = 60; // a busy machine's
    private static final String BUSY = "117";
    private static final String NOWHERE = "5";

    @TempDir private static Path folder;
    private final String gateway = loopback();
    private final String dead = loopback(); // nobody listens there
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private LoadEnds ends;
    private RestClient rest;
    private final LoadEnds.Place place =
            new LoadEnds.Place(loopback(), loopback(), gateway, "", "");

    private static String loopback() {
        return DemoStage.ownLoopback(ThreadLocalRandom.current()).getHostAddress();
    }

    private String text() {
        return """
               h323: {listen: "%1$s:1720"}
               sip: {listen: ["udp %1$s:5060"]}
               media: {address: "%1$s"}
               rest: {listen: "127.0.0.1:0"}
               records: {folder: "%5$s", gateway: test}
               peers:
                 h323: {protocol: h323, address: "%2$s:1720", rates: rates.csv}
                 gone: {protocol: h323, address: "%4$s:1720"}
                 sip: {protocol: sip, address: "%3$s:5060"}
               dial-plan:
                 - {name: reserve, from: [sip], number: 3*, to: [gone, h323], failover-on: [3, 27, 38, 41]}
                 - {name: to-h323, from: [sip], number: 1*, rewrite: {prefix: "00"}, to: [h323]}
                 - {name: to-sip, from: [h323], to: [sip]}
               """
                .formatted(gateway, place.h323(), place.sip(), dead, folder.resolve("records"));
    }

    @BeforeAll
    void begin() throws Exception {
        Files.writeString(folder.resolve("rates.csv"), "prefix,price,currency\n00,0.06,EUR\n");
        var file = Files.writeString(folder.resolve("dragoman.yaml"), text());
        var mappings = Mappings.load();
        var read = new ConfigurationReader(mappings).read(file);
        assertThat(read.problems()).isEmpty();
        var state = new StateFolder(folder.resolve("state"));
        open.push(Gateway.start(read.configuration(), mappings, InstantSource.system(), state));
        ends =
                LoadEnds.open(
                        place,
                        asked ->
                                asked.to().digits().endsWith(BUSY)
                                        ? new Behaviour.Refuse(Cause.gateway(17))
                                        : new Behaviour.Answer(true));
        open.push(ends);
        rest = RestClient.open(state);
        open.push(rest);
    }

    @AfterAll
    void end() throws Exception {
        for (var one : open) {
            one.close();
        }
    }

    private RecordView record(String called) throws Exception {
        var question =
                new RecordQuestion(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(called),
                        Optional.empty(),
                        false,
                        10,
                        Optional.empty());
        Eventually.isTrue(
                Duration.ofSeconds(SECONDS),
                () -> {
                    try {
                        return rest.records(question).records().stream()
                                .anyMatch(r -> r.state().equals("ended"));
                    } catch (RestClient.Unreachable e) {
                        throw new AssertionError(e);
                    }
                });
        var found = rest.records(question).records();
        assertThat(found).hasSize(1);
        assertThat(rest.recordOf(found.getFirst().callId())).contains(found.getFirst());
        return found.getFirst();
    }

    @Test
    void an_answered_call_is_billed() throws Exception {
        var outcome =
                ends.sipToH323("123", new Behaviour.Talk(Duration.ofMillis(1_200)))
                        .get(SECONDS, TimeUnit.SECONDS);
        var r = record("123");
        assertThat(r.gateway()).isEqualTo("test");
        assertThat(r.inPeer()).isEqualTo("sip");
        assertThat(r.inAddress()).isEqualTo(place.sip());
        assertThat(r.inProtocol()).isEqualTo("sip");
        assertThat(r.outPeer()).isEqualTo("h323");
        assertThat(r.outProtocol()).isEqualTo("h323");
        assertThat(r.outAddress()).isEqualTo(place.h323());
        assertThat(r.calling()).isEqualTo("2000");
        assertThat(r.called()).isEqualTo("123");
        assertThat(r.calledOut()).isEqualTo("00123");
        assertThat(r.rule()).isEqualTo("to-h323");
        assertThat(r.endedBy()).isEqualTo("caller");
        assertThat(r.cause()).isEqualTo(16);
        assertThat(r.attempts()).isEqualTo(1);
        billed(r, outcome);
        assertThat(r.rate()).isEqualTo("0.06");
        assertThat(r.currency()).isEqualTo("EUR");
        assertThat(Double.parseDouble(r.cost()))
                .isEqualTo(r.legs().getLast().billableMillis() * 0.06 / 60_000, within(1e-6));
        assertThat(r.legs()).hasSize(2);
        var in = r.legs().getFirst();
        var out = r.legs().getLast();
        assertThat(in.role()).isEqualTo("caller");
        assertThat(in.sipCallId()).isNotEmpty();
        assertThat(in.endedBy()).isEqualTo("peer");
        assertThat(out.role()).isEqualTo("destination");
        assertThat(out.h225CallIdentifier()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-.*");
        assertThat(out.h323ConferenceId()).isNotEmpty();
        assertThat(out.endedBy()).isEqualTo("gateway");
        assertThat(List.of(in.codecSent(), out.codecSent())).allMatch(c -> !c.isEmpty());
        assertThat(in.packetsReceived()).isZero(); // these ends are silent
    }

    private static void billed(RecordView r, Outcome outcome) {
        long heard = (outcome.ended() - outcome.answered()) / 1_000_000;
        assertThat(r.billableMillis()).isBetween(1_000L, heard + 1_000);
        assertThat(r.billableSeconds()).isEqualTo((r.billableMillis() + 999) / 1_000);
        assertThat(List.of(r.offeredAt(), r.ringingAt(), r.answeredAt(), r.endedAt())).isSorted();
    }

    @Test
    void a_busy_party_and_a_number_that_no_rule_takes_are_told_apart() throws Exception {
        ends.sipToH323(BUSY, new Behaviour.Talk(Duration.ofSeconds(5)))
                .get(SECONDS, TimeUnit.SECONDS);
        ends.sipToH323(NOWHERE, new Behaviour.Talk(Duration.ofSeconds(5)))
                .get(SECONDS, TimeUnit.SECONDS);
        var busy = record(BUSY);
        assertThat(busy.cause()).isEqualTo(17);
        assertThat(busy.causeSource()).isEqualTo("signalled");
        assertThat(busy.endedBy()).isEqualTo("callee");
        assertThat(busy.answeredAt()).isEmpty();
        assertThat(busy.billableMillis()).isZero();
        assertThat(busy.legs().getLast().endedBy()).isEqualTo("peer");
        var nowhere = record(NOWHERE);
        assertThat(nowhere.cause()).isEqualTo(1);
        assertThat(nowhere.causeSource()).isEqualTo("gateway");
        assertThat(nowhere.endedBy()).isEqualTo("gateway");
        assertThat(nowhere.attempts()).isZero();
        assertThat(nowhere.outPeer()).isEmpty();
    }

    @Test
    void each_attempt_is_recorded_when_one_fails() throws Exception {
        ends.sipToH323("344", new Behaviour.Talk(Duration.ofMillis(300)))
                .get(SECONDS, TimeUnit.SECONDS);
        var r = record("344");
        assertThat(r.attempts()).isEqualTo(2);
        assertThat(r.outPeer()).isEqualTo("h323");
        assertThat(r.cause()).isEqualTo(16);
        var failed = r.legs().get(1);
        assertThat(failed.peer()).isEqualTo("gone");
        assertThat(failed.answeredAt()).isEmpty();
        assertThat(failed.cause()).isEqualTo(38); // nobody listens there
        assertThat(failed.endedBy()).isEqualTo("gateway");
        assertThat(failed.rule()).isEqualTo("reserve");
        assertThat(r.legs().get(2).answeredAt()).isNotEmpty();
    }
}
