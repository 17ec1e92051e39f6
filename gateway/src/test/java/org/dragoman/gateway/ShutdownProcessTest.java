package org.dragoman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.dragoman.gateway.demo.DemoStage;
import org.dragoman.gateway.load.Behaviour;
import org.dragoman.gateway.load.LoadEnds;
import org.dragoman.gateway.load.Outcome;
import org.dragoman.gateway.rest.CallView;
import org.dragoman.gateway.rest.RestClient;
import org.dragoman.gateway.rest.StateFolder;
import org.dragoman.media.testing.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// {@code dragoman run} is told to end while calls are up: a process of its own, with parties on
/// both sides that must hear of it.
@Timeout(120)
class ShutdownProcessTest {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(40);
    private static final Duration HEARD_WITHIN = Duration.ofSeconds(10);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final int EACH_WAY = 10; // calls
    private static final int TEMPORARY_FAILURE = 41; // what the operating manual promises

    private final LoadEnds.Place place =
            new LoadEnds.Place(loopback(), loopback(), loopback(), "2", "1");

    @TempDir private Path temp;
    private Process gateway;

    private static String loopback() {
        return DemoStage.ownLoopback(new Random()).getHostAddress();
    }

    @BeforeEach
    void start() throws IOException {
        var file =
                Files.writeString(
                        temp.resolve("d.yaml"),
                        """
                        h323: {listen: "%1$s:1720"}
                        sip: {listen: "udp %1$s:5060"}
                        rest: {listen: "%1$s:0"}
                        peers:
                          far: {protocol: h323, address: "%2$s"}
                          near: {protocol: sip, address: "%3$s"}
                        dial-plan:
                          - {number: "1*", to: [far]}
                          - {number: "2*", to: [near]}
                        """
                                .formatted(place.gateway(), place.h323(), place.sip()));
        gateway =
                new ProcessBuilder(
                                OwnProcess.dragoman(
                                        "run",
                                        "--config",
                                        file.toString(),
                                        "--state",
                                        temp.resolve("state").toString()))
                        .redirectOutput(temp.resolve("out").toFile())
                        .redirectError(temp.resolve("log").toFile())
                        .start();
        Eventually.isTrue(STARTS_WITHIN, () -> said("out").contains("is ready"));
    }

    @AfterEach
    void end() {
        gateway.destroyForcibly();
    }

    @Test
    void both_parties_of_every_call_hear_of_the_end() throws Exception {
        try (var ends = LoadEnds.open(place, _ -> new Behaviour.Answer(true))) {
            var calls = new ArrayList<CompletableFuture<Outcome>>();
            for (int i = 0; i < EACH_WAY; i++) {
                calls.add(ends.sipToH323("000", new Behaviour.Talk(LONG)));
                calls.add(ends.h323ToSip("000", new Behaviour.Talk(LONG)));
            }
            awaitCalls(2 * EACH_WAY, "talking");
            assertThat(ends.calls()).isEqualTo(4 * EACH_WAY);

            gateway.destroy(); // SIGTERM

            Eventually.isTrue(HEARD_WITHIN, () -> ends.calls() == 0);
            assertThat(calls)
                    .allSatisfy(
                            c -> assertThat(c.join().cause().q850()).isEqualTo(TEMPORARY_FAILURE));
            endsWell();
        }
    }

    @Test
    void calls_that_only_ring_are_ended_on_both_sides() throws Exception {
        try (var ends = LoadEnds.open(place, _ -> new Behaviour.RingOnly())) {
            for (int i = 0; i < EACH_WAY; i++) {
                ends.sipToH323("000", new Behaviour.Talk(LONG));
                ends.h323ToSip("000", new Behaviour.Talk(LONG));
            }
            // a 180 is not reliable (RFC 3261 §17.2.1): some parties may not be known to ring
            awaitCalls(2 * EACH_WAY, "awaiting answer", "awaiting alerting");

            gateway.destroy();

            Eventually.isTrue(HEARD_WITHIN, () -> ends.calls() == 0);
            endsWell();
        }
    }

    /// Peers that are gone answer nothing: the gateway waits for them, but not for long.
    @Test
    void parties_that_are_gone_hold_nothing_up() throws Exception {
        try (var ends = LoadEnds.open(place, _ -> new Behaviour.Answer(true))) {
            ends.sipToH323("000", new Behaviour.Talk(LONG));
            awaitCalls(1, "talking");
        }
        gateway.destroy();
        endsWell();
    }

    private void awaitCalls(int count, String... states) throws Exception {
        var seen = new AtomicReference<List<String>>(List.of());
        try (var rest = RestClient.open(new StateFolder(temp.resolve("state")))) {
            Eventually.isTrue(
                    STARTS_WITHIN,
                    () -> {
                        seen.set(states(rest));
                        return seen.get().size() == count
                                && List.of(states).containsAll(seen.get());
                    });
        } catch (AssertionError e) {
            throw new AssertionError("the calls: " + seen.get(), e);
        }
    }

    private static List<String> states(RestClient rest) {
        try {
            return rest.calls().stream().map(CallView::state).toList();
        } catch (RestClient.Unreachable e) {
            return List.of(e.getMessage());
        }
    }

    private void endsWell() throws Exception {
        assertThat(gateway.waitFor(ENDS_WITHIN.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(gateway.exitValue()).isZero();
        var log = Files.readAllLines(temp.resolve("log"));
        assertThat(log)
                .noneMatch(l -> l.contains(" WARN ") || l.contains(" ERROR "))
                .noneMatch(l -> l.contains("Exception"))
                .allMatch(l -> l.matches("\\d{4}-\\S+Z INFO .*"));
        assertThat(log.getLast()).contains("event=gateway.ended");
        assertThat(temp.resolve("state")).isEmptyDirectory();
    }

    private String said(String file) {
        try {
            return Files.readString(temp.resolve(file));
        } catch (IOException e) {
            return "";
        }
    }
}
