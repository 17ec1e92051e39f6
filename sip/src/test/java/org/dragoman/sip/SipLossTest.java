package org.dragoman.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.dragoman.core.call.CallEntrance;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.Party;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.testing.FakeTime;
import org.dragoman.core.testing.LegHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// S14: whichever message of a call is lost, once or each time, both sides end and nothing of the
/// call is left at either. UDP loses messages when a machine has too much to do.
class SipLossTest {
    private static final MediaDescription ULAW = MediaDescription.of(Codec.PCMU);
    private static final Duration NO_ANSWER = Duration.ofSeconds(180); // as the core has it
    private static final Duration PATIENCE = Duration.ofSeconds(20); // of real time
    private static final int FASTER = 400; // once a message was lost that never comes

    private static final List<String> ANSWERED =
            List.of("INVITE", "100 INVITE", "180 INVITE", "200 INVITE", "ACK", "BYE", "200 BYE");
    private static final List<String> ABANDONED =
            List.of("INVITE", "100 INVITE", "CANCEL", "200 CANCEL", "487 INVITE", "ACK");

    static Stream<Arguments> losses() {
        var table = new ArrayList<Arguments>();
        for (int times : List.of(1, Integer.MAX_VALUE)) {
            ANSWERED.forEach(message -> table.add(Arguments.of(message, times, true)));
            ABANDONED.forEach(message -> table.add(Arguments.of(message, times, false)));
        }
        // an unreliable 180 is repeated after a minute only: lost once is lost for most callers
        table.add(Arguments.of("180 INVITE", Integer.MAX_VALUE, false));
        return table.stream();
    }

    @ParameterizedTest(name = "{0} lost {1} times, answered {2}")
    @MethodSource("losses")
    void s14NothingIsLeftWhenAMessageIsLost(String message, int times, boolean answered)
            throws IOException {
        var left = new AtomicInteger(times);
        boolean once = times == 1;
        try (var call =
                new Call(
                        name -> name.equals(message) && left.getAndDecrement() > 0,
                        answered,
                        () -> !once && left.get() < times ? FASTER : 1)) {
            call.run();
            Pair.until("the message was sent", () -> left.get() < times);
            if (once) { // then it is repeated, and all goes on as if nothing had been
                assertThat(call.caller)
                        .anyMatch(e -> e.contains(answered ? "Answered" : "Ringing"));
                assertThat(call.causes).containsOnly(16);
            }
        }
    }

    /// One call of alice to bob, with the cores of both played by the test.
    private static final class Call implements AutoCloseable, CallEntrance {
        final FakeTime time = new FakeTime();
        final List<String> caller = new ArrayList<>();
        final List<Integer> causes = new ArrayList<>();
        private final ConcurrentLinkedQueue<Pair.Side> callees = new ConcurrentLinkedQueue<>();
        private final LossyPath path;
        private final SipEndpoint alice;
        private final SipEndpoint bob;
        private final boolean answers;
        private final IntSupplier speed;
        private boolean overdue;

        Call(java.util.function.Predicate<String> lost, boolean answers, IntSupplier speed)
                throws IOException {
            this.answers = answers;
            this.speed = speed;
            var atAlice = Pair.host();
            var atBob = Pair.host();
            path = new LossyPath(atAlice, atBob, lost);
            alice = endpoint(atAlice, path.beforeAlice(), "bob", path.beforeBob());
            bob = endpoint(atBob, path.beforeBob(), "alice", path.beforeAlice());
        }

        private SipEndpoint endpoint(String at, String knownAs, String peer, String peerAt)
                throws IOException {
            var listener = new SipListener(at, 5060, Transport.UDP, Optional.of(knownAs));
            var known = SipPeer.of(peer, peerAt, 5060);
            var made =
                    new SipEndpoint(
                            SipConfig.standard().withListeners(listener).withPeers(known),
                            this,
                            Pair.MAPPINGS,
                            Instant::now);
            made.start();
            return made;
        }

        @Override
        public <L extends CallLeg> Optional<L> open(String trunk, Function<LegContext, L> makeLeg) {
            var harness = LegHarness.caller(trunk, time);
            var leg = makeLeg.apply(harness);
            callees.add(new Pair.Side(harness, leg));
            return Optional.of(leg);
        }

        void run() {
            var harness = LegHarness.callee("bob", time);
            var calling = new Pair.Side(harness, alice.makeLeg(harness));
            var request =
                    CallRequest.of(Party.ofNumber("100"), Party.ofNumber("200"), Optional.of(ULAW));
            calling.does(new LegCommand.Dial(request));
            var began = System.nanoTime();
            var last = began;
            while (!isQuiet(calling)) {
                LockSupport.parkNanos(2_000_000);
                var now = System.nanoTime();
                assertThat(Duration.ofNanos(now - began)).as(this::left).isLessThan(PATIENCE);
                time.advance(Duration.ofNanos((now - last) * speed.getAsInt()));
                last = now;
                step(calling);
            }
            step(calling); // what was reported after the last look
        }

        private boolean isQuiet(Pair.Side calling) {
            return calling.harness().isReleased()
                    && callees.stream().allMatch(c -> c.harness().isReleased())
                    && alice.load() + bob.load() == 0
                    && time.waiting() == 0;
        }

        private String left() {
            return "left: alice "
                    + alice.load()
                    + ", bob "
                    + bob.load()
                    + ", timers "
                    + time.waiting()
                    + ", caller "
                    + caller;
        }

        private void step(Pair.Side calling) {
            calling.harness().takeAll().forEach(e -> caller(calling, e));
            callees.forEach(c -> c.harness().takeAll().forEach(e -> callee(c, e)));
            boolean late = time.instant().isAfter(new FakeTime().instant().plus(NO_ANSWER));
            if (late && !overdue) {
                overdue = true;
                hangUp(calling);
                callees.stream().filter(_ -> !answers).forEach(Call::hangUp);
            }
        }

        private void caller(Pair.Side side, LegEvent event) {
            caller.add(event.toString());
            switch (event) {
                case LegEvent.Ringing _ when !answers -> hangUp(side);
                case LegEvent.Answered _ -> hangUp(side);
                case LegEvent.Released(_, var cause) -> causes.add(cause.q850());
                default -> {}
            }
        }

        private void callee(Pair.Side side, LegEvent event) {
            switch (event) {
                case LegEvent.Offered _ -> {
                    side.does(new LegCommand.Ring(false, Optional.empty()));
                    if (answers) {
                        side.does(new LegCommand.Answer(Optional.of(ULAW), Optional.empty()));
                    }
                }
                case LegEvent.Released(_, var cause) -> causes.add(cause.q850());
                default -> {}
            }
        }

        private static void hangUp(Pair.Side side) {
            side.does(new LegCommand.Release(Cause.gateway(16)));
        }

        @Override
        public void close() {
            path.close();
            Thread.ofVirtual().start(alice::close);
            Thread.ofVirtual().start(bob::close);
        }
    }
}
