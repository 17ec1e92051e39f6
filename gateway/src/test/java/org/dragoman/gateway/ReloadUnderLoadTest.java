package org.dragoman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.dragoman.gateway.config.ConfigurationReader;
import org.dragoman.gateway.demo.DemoStage;
import org.dragoman.gateway.load.Behaviour;
import org.dragoman.gateway.load.LoadEnds;
import org.dragoman.gateway.load.Outcome;
import org.dragoman.gateway.rest.RestClient;
import org.dragoman.gateway.rest.StateFolder;
import org.dragoman.rules.Mappings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls come, talk and go while the configuration is read again and again: none of them notices.
class ReloadUnderLoadTest {
    private static final int CALLS = 60;
    private static final int AT_ONCE = 12;
    private static final int PREFIXES = 5_000;
    private static final long SECONDS = 120; // a busy machine's

    @TempDir private Path folder;
    private final String gateway = loopback();
    private final LoadEnds.Place place =
            new LoadEnds.Place(loopback(), loopback(), gateway, "", "");

    private static String loopback() {
        return DemoStage.ownLoopback(ThreadLocalRandom.current()).getHostAddress();
    }

    /// - {@code plan}: each has other rules before the ones that send calls on.
    private String text(int plan) {
        return """
               h323: {listen: "%s:1720"}
               sip: {listen: ["udp %s:5060"]}
               media: {address: "%s"}
               rest: {listen: "127.0.0.1:0"}
               peers:
                 h323: {protocol: h323, address: "%s:1720"}
                 sip: {protocol: sip, address: "%s:5060"}
               dial-plan:
                 - {name: masses-%d, number: 9*, table: routes.csv}
                 - {name: to-h323, from: [sip], to: [h323]}
                 - {name: to-sip, from: [h323], to: [sip]}
               """
                .formatted(gateway, gateway, gateway, place.h323(), place.sip(), plan);
    }

    @Test
    void no_call_is_dropped_while_rules_change() throws Exception {
        var routes = new StringBuilder("prefix,to,refuse\n");
        for (int i = 0; i < PREFIXES; i++) {
            routes.append("9").append(100_000 + i).append(",sip,\n");
        }
        Files.writeString(folder.resolve("routes.csv"), routes);
        var file = Files.writeString(folder.resolve("dragoman.yaml"), text(0));
        var mappings = Mappings.load();
        var reader = new ConfigurationReader(mappings);
        var read = reader.read(file);
        assertThat(read.problems()).isEmpty();
        var state = new StateFolder(folder.resolve("state"));
        try (var _ =
                        Gateway.start(
                                read.configuration(),
                                mappings,
                                InstantSource.system(),
                                state,
                                () -> reader.read(file));
                var ends = LoadEnds.open(place, _ -> answers());
                var rest = RestClient.open(state)) {
            var outcomes = new ArrayList<CompletableFuture<Outcome>>();
            var free = new Semaphore(AT_ONCE);
            for (int i = 0; i < CALLS; i++) {
                assertThat(free.tryAcquire(SECONDS, TimeUnit.SECONDS)).isTrue();
                var call =
                        i % 2 == 0
                                ? ends.sipToH323("100", talks())
                                : ends.h323ToSip("200", talks());
                call.whenComplete((_, _) -> free.release());
                outcomes.add(call);
                if (i % 6 == 0) {
                    Files.writeString(file, text(i));
                    assertThat(rest.reload().taken()).isTrue();
                }
            }
            for (var outcome : outcomes) {
                assertThat(outcome.get(SECONDS, TimeUnit.SECONDS))
                        .satisfies(
                                o -> {
                                    assertThat(o.wasAnswered()).isTrue();
                                    assertThat(o.cause().q850()).isEqualTo(16);
                                });
            }
        }
    }

    private static Behaviour talks() {
        return new Behaviour.Talk(Duration.ofMillis(500));
    }

    private static Behaviour answers() {
        return new Behaviour.Answer(true);
    }
}
