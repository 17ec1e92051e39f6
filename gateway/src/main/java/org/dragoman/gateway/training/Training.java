package org.dragoman.gateway.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.dragoman.gateway.Gateway;
import org.dragoman.gateway.config.Configuration;
import org.dragoman.gateway.config.ConfigurationReader;
import org.dragoman.gateway.demo.DemoStage;
import org.dragoman.gateway.load.LoadEnds;
import org.dragoman.gateway.load.Outcome;
import org.dragoman.gateway.rest.RestClient;
import org.dragoman.gateway.rest.StateFolder;
import org.dragoman.rules.Mappings;

/// Plays calls of every kind through a gateway of its own, for a bounded time.
public final class Training {
    private static final String FILE = "training.yaml";
    private static final int AT_ONCE = 30; // calls
    private static final int ASK_EACH = 50; // calls; then what is in progress is asked for
    private static final Duration LAST_CALLS = Duration.ofSeconds(20);

    /// How much is played: that many calls, or as many as the time allows. A machine that has not
    /// come to the least number by then, because others keep it busy, is given more time.
    ///
    /// - {@code most}: the time after which no call begins, however few there were.
    public record Extent(int calls, Duration time, int least, Duration most) {}

    /// What came of it.
    public record Report(int calls, int asExpected) {}

    private record Begun(TrainingCall call, CompletableFuture<Outcome> outcome) {}

    private final String gateway = loopback();
    private final LoadEnds.Place usual = place();
    private final LoadEnds.Place old = place();
    private final List<Begun> begun = new ArrayList<>();

    private Training() {}

    /// - Errors: {@link IOException} when nothing can be listened on.
    public static Report play(Extent extent, Mappings mappings, InstantSource time)
            throws IOException, InterruptedException {
        return new Training().run(extent, mappings, time);
    }

    private Report run(Extent extent, Mappings mappings, InstantSource time)
            throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("dragoman-training");
        var records = Files.createTempDirectory("dragoman-training-records");
        var state = new StateFolder(folder);
        try (var _ = Gateway.start(configuration(mappings, records), mappings, time, state);
                var usualEnds = LoadEnds.open(usual, TrainingCall::callee);
                var oldEnds = LoadEnds.open(old, TrainingCall::callee);
                var rest = RestClient.open(state)) {
            play(extent, usualEnds, oldEnds, rest);
            return report();
        } catch (RestClient.Unreachable e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            Files.deleteIfExists(folder);
            remove(records);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private void play(Extent extent, LoadEnds usualEnds, LoadEnds oldEnds, RestClient rest)
            throws InterruptedException, RestClient.Unreachable {
        var free = new Semaphore(AT_ONCE);
        long began = System.nanoTime();
        for (int i = 0; i < extent.calls(); i++) {
            var time = i < extent.least() ? extent.most() : extent.time();
            long left = began + time.toNanos() - System.nanoTime();
            if (left <= 0 || !free.tryAcquire(left, TimeUnit.NANOSECONDS)) {
                break;
            }
            var call = TrainingCall.number(i);
            var outcome = call.begin(i % 4 < 3 ? usualEnds : oldEnds);
            outcome.whenComplete((_, _) -> free.release());
            begun.add(new Begun(call, outcome));
            if (i % ASK_EACH == 0) {
                ask(rest);
            }
        }
        free.tryAcquire(AT_ONCE, LAST_CALLS.toNanos(), TimeUnit.NANOSECONDS);
    }

    private static void ask(RestClient rest) throws RestClient.Unreachable {
        rest.gateway();
        for (var call : rest.calls().stream().limit(1).toList()) {
            rest.call(call.id());
        }
    }

    private Report report() {
        int asExpected = 0;
        for (var one : begun) {
            if (one.outcome().isDone() && one.call().isAsExpected(one.outcome().join())) {
                asExpected++;
            }
        }
        return new Report(begun.size(), asExpected);
    }

    private Configuration configuration(Mappings mappings, Path records) throws IOException {
        try (InputStream in = Objects.requireNonNull(Training.class.getResourceAsStream(FILE))) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            var addresses =
                    Map.of(
                            "@gateway@", gateway,
                            "@records@", records.toString(),
                            "@h323@", usual.h323(),
                            "@sip@", usual.sip(),
                            "@old-h323@", old.h323(),
                            "@old-sip@", old.sip());
            for (var address : addresses.entrySet()) {
                text = text.replace(address.getKey(), address.getValue());
            }
            var outcome = new ConfigurationReader(mappings).read(FILE, text);
            if (!outcome.problems().isEmpty()) {
                throw new IllegalStateException("the training's: " + outcome.problems());
            }
            return outcome.configuration();
        }
    }

    private LoadEnds.Place place() {
        return new LoadEnds.Place(loopback(), loopback(), gateway, "2", "1");
    }

    private static String loopback() {
        return DemoStage.ownLoopback(ThreadLocalRandom.current()).getHostAddress();
    }
}
