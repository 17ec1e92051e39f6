package org.dragoman.tests.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.dragoman.gateway.load.Behaviour;
import org.dragoman.gateway.load.Outcome;

/// Where the time of a call goes: processor time of a warm gateway by thread, and a flight
/// recording of just the calls that were measured. A call begins when another is over, so that
/// this can also be told on a machine that is busy with other work. Then the same at even rates,
/// where some are named, because what wakes up by time costs more for a call the fewer calls come.
public final class Profile {
    private static final Duration TALK = Duration.ofMillis(20);
    private static final int AT_ONCE = 12;
    private static final Duration REST = Duration.ofSeconds(20);
    private static final String STANDING = "standing=";
    private static final int STEP = 4_000; // calls of the warm-up told in one line
    private static final long PATIENCE = 60; // seconds; for one place among those

    private final PrintStream out = System.out;
    private final Supplier<CompletableFuture<Outcome>> call;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final AtomicInteger failed = new AtomicInteger();

    private Profile(Supplier<CompletableFuture<Outcome>> call) {
        this.call = call;
    }

    /// - {@code arguments}: gateway, {@code to-h323} or {@code to-sip}, calls to warm up with,
    ///   calls to measure, the file of the recording where one is wanted, and rates in calls a
    ///   second: as many calls are measured again at each; at 0 the gateway is measured at rest.
    ///   {@code standing=300} measures it with so many calls that stand and say nothing.
    public static void main(String[] arguments) throws Exception {
        try {
            profile(List.of(arguments));
        } catch (Exception | AssertionError e) {
            e.printStackTrace(); // before the end that would hide it
        } finally {
            System.exit(0); // the SIP stack's threads do not end by themselves
        }
    }

    private static void profile(List<String> arguments) throws Exception {
        int warm = Integer.parseInt(arguments.get(2));
        int calls = Integer.parseInt(arguments.get(3));
        var place = SignallingPlaces.place();
        try (var gateway = SignallingPlaces.gateway(arguments.get(0), place);
                var ends = SignallingPlaces.ends(place)) {
            var talk = new Behaviour.Talk(TALK);
            boolean toH323 = arguments.get(1).equals("to-h323");
            Function<Behaviour, CompletableFuture<Outcome>> call =
                    b -> toH323 ? ends.sipToH323("000", b) : ends.h323ToSip("000", b);
            var profile = new Profile(() -> call.apply(talk));
            for (int left = warm; left > 0; left -= STEP) {
                profile.run("warming up", gateway.pid(), Math.min(left, STEP));
            }
            var rest = arguments.subList(4, arguments.size());
            var file = rest.stream().filter(a -> !isRate(a) && !a.startsWith(STANDING)).findFirst();
            if (file.isPresent()) {
                command(gateway.pid(), "JFR.start", "name=profile", "settings=" + settings());
            }
            profile.run("measured", gateway.pid(), calls);
            if (file.isPresent()) {
                command(gateway.pid(), "JFR.stop", "name=profile", "filename=" + file.get());
            }
            for (var rate : rest.stream().filter(Profile::isRate).toList()) {
                profile.paced(gateway.pid(), Integer.parseInt(rate), calls);
            }
            for (var standing : rest.stream().filter(a -> a.startsWith(STANDING)).toList()) {
                int count = Integer.parseInt(standing.substring(STANDING.length()));
                profile.standing(gateway.pid(), count, call);
            }
        }
    }

    private void standing(long pid, int count, Function<Behaviour, CompletableFuture<Outcome>> call)
            throws InterruptedException {
        var talk = new Behaviour.Talk(REST.multipliedBy(3)); // a third of it to begin, one after
        var begun = new ArrayList<CompletableFuture<Outcome>>();
        LoadRun.start(
                Math.max(1, count / (double) REST.toSeconds()),
                count,
                () -> call.apply(talk),
                begun);
        out.print(count + " calls standing, ");
        paced(pid, 0, count);
        begun.forEach(one -> one.orTimeout(PATIENCE, TimeUnit.SECONDS).join());
    }

    private static boolean isRate(String argument) {
        return argument.chars().allMatch(Character::isDigit);
    }

    private void paced(long pid, int rate, int calls) throws InterruptedException {
        var threads = ThreadTimes.of(pid);
        if (rate == 0) {
            out.println("at rest for " + REST.toSeconds() + " s, per second");
            new CountDownLatch(1).await(REST.toSeconds(), TimeUnit.SECONDS);
            out.println("  " + ThreadTimes.of(pid).since(threads, (int) REST.toSeconds()));
            return;
        }
        out.println("process " + pid + ", " + rate + " calls/s begin");
        var result = LoadRun.run(rate, calls, pid, call);
        out.println(result + "\n  " + ThreadTimes.of(pid).since(threads, calls));
    }

    private void run(String what, long pid, int calls) throws InterruptedException {
        long began = System.nanoTime();
        Usage before = Usage.of(pid);
        var threads = ThreadTimes.of(pid);
        for (int i = 0; i < calls; i++) {
            if (!places.tryAcquire(PATIENCE, TimeUnit.SECONDS)) {
                throw new IllegalStateException("calls do not end");
            }
            call.get()
                    .whenComplete(
                            (outcome, fault) -> {
                                if (fault != null || !outcome.wasAnswered()) {
                                    failed.incrementAndGet();
                                }
                                places.release();
                            });
        }
        Usage after = Usage.of(pid);
        out.printf(
                Locale.ROOT,
                "%s: %d calls, %d failed, %.0f calls/s, %.3f CPU ms a call, %.0f MB%n  %s%n",
                what,
                calls,
                failed.getAndSet(0),
                calls / ((System.nanoTime() - began) / 1e9),
                after.cpuSince(before) * 1_000 / calls,
                after.residentMegabytes(),
                ThreadTimes.of(pid).since(threads, calls));
    }

    private static String settings() throws IOException {
        var file = Files.createTempFile("profile", ".jfc");
        try (var in = Profile.class.getResourceAsStream("profile.jfc")) {
            Files.write(file, in.readAllBytes());
        }
        return file.toString();
    }

    private static void command(long pid, String... words) throws Exception {
        var all = new ArrayList<String>();
        all.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        all.add(Long.toString(pid));
        all.addAll(List.of(words));
        new ProcessBuilder(all).inheritIO().start().waitFor();
    }
}
