package org.dragoman.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.testing.FakeLeg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two legs (and more, with failover) that do whatever legs may do, in any order, with any delay.
/// Whatever they do: everything is freed, nobody is answered twice, no offer is left without an
/// answer, and nothing is said to a leg that is over.
class CallPairTest {
    private static final int CALLS = 400;

    private static final Optional<LegId> NOBODY = Optional.empty();

    private final Stage stage = new Stage();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void anythingGoes(int seed) {
        var random = new Random(seed);
        int talked = 0;
        for (int i = 0; i < CALLS; i++) {
            var policy =
                    TrunkPolicy.DEFAULT
                            .withRingback(pick(random, TrunkPolicy.Ringback.values()))
                            .withRedirect(pick(random, TrunkPolicy.Redirect.values()))
                            .withOffer(pick(random, TrunkPolicy.Offer.values()));
            int before = stage.other.legs().size();
            stage.policy("a", policy);
            stage.policy("b", policy);
            stage.policy("c", policy);
            var caller = play(random);
            assertThat(stage.isClean()).as("call %d of seed %d", i, seed).isTrue();
            if (has(caller, LegCommand.Answer.class)) {
                talked++;
            }
            check(caller);
            stage.other
                    .legs()
                    .subList(before, stage.other.legs().size())
                    .forEach(CallPairTest::check);
        }
        assertThat(talked).as("the legs get somewhere").isGreaterThan(CALLS / 20);
        assertThat(stage.calls.totals().bugs()).isZero();
        assertThat(stage.calls.totals().legsDropped()).isZero();
    }

    private FakeLeg play(Random random) {
        int before = stage.other.legs().size();
        var media = random.nextBoolean() ? Optional.of(anyMedia(random)) : Scripts.NONE;
        var caller =
                stage.call(random.nextInt(4) == 0 ? "200" : "300", random.nextInt(4) > 0, media);
        for (int turn = 0; turn < 60 && !stage.isClean(); turn++) {
            var legs = new ArrayList<FakeLeg>();
            legs.add(caller);
            legs.addAll(stage.other.legs().subList(before, stage.other.legs().size()));
            var leg = legs.get(random.nextInt(legs.size()));
            if (random.nextInt(10) == 0) {
                stage.time.advance(Duration.ofMillis(random.nextInt(20_000)));
            } else if (!leg.isReleased()) {
                leg.say(anyEvent(random, leg));
            }
        }
        stage.calls.hangup(caller.id().call(), Cause.NORMAL_CLEARING);
        return caller;
    }

    /// What this leg may say, judged by its side alone; mostly what helps the call along.
    private static LegEvent anyEvent(Random random, FakeLeg leg) {
        var id = leg.id();
        var media = random.nextInt(3) == 0 ? Scripts.NONE : Optional.of(anyMedia(random));
        if (id.isCaller()) {
            return switch (random.nextInt(10)) {
                case 8 -> transfer(random, id);
                case 0 -> new LegEvent.DialledDigits(id, "7", random.nextBoolean());
                case 1, 2, 3 -> new LegEvent.MediaAnswered(id, anyMedia(random));
                case 4 -> new LegEvent.MediaOffered(id, anyMedia(random));
                case 5 -> new LegEvent.Digit(id, '1', Duration.ZERO, DigitMethod.SIP_INFO);
                case 6 -> random.nextBoolean() ? new LegEvent.Held(id) : new LegEvent.Resumed(id);
                case 7 -> new LegEvent.MediaRefused(id, Cause.BEARER_NOT_IMPLEMENTED);
                default ->
                        random.nextInt(4) > 0
                                ? new LegEvent.MediaAnswered(id, anyMedia(random))
                                : new LegEvent.Released(id, Cause.NORMAL_CLEARING);
            };
        }
        return switch (random.nextInt(17)) {
            case 15 -> transfer(random, id);
            case 0 -> new LegEvent.Proceeding(id);
            case 1, 2 -> new LegEvent.Progress(id, random.nextBoolean(), media, Optional.empty());
            case 3, 4 -> new LegEvent.Ringing(id, random.nextBoolean(), media);
            case 5, 6, 7 -> new LegEvent.Answered(id, media, Optional.empty());
            case 8 -> new LegEvent.MoreDigits(id);
            case 9 -> new LegEvent.MediaOffered(id, anyMedia(random));
            case 10 -> new LegEvent.MediaAnswered(id, anyMedia(random));
            case 11 ->
                    new LegEvent.Redirected(id, List.of(Party.ofNumber("300")), Cause.gateway(23));
            case 12 -> random.nextBoolean() ? new LegEvent.Held(id) : new LegEvent.Resumed(id);
            case 13 -> new LegEvent.IdentityChanged(id, Party.ofNumber("9"));
            case 14 -> new LegEvent.Digit(id, '1', Duration.ZERO, DigitMethod.RTP_EVENT);
            default ->
                    new LegEvent.Released(
                            id, random.nextBoolean() ? Cause.CONGESTION : Scripts.BUSY);
        };
    }

    private static LegEvent transfer(Random random, LegId id) {
        return new LegEvent.TransferRequested(
                id, Party.ofNumber(pick(random, new String[] {"200", "300", "999"})), NOBODY);
    }

    private static MediaDescription anyMedia(Random random) {
        return switch (random.nextInt(5)) {
            case 4 -> MediaDescription.of(FaxRelay.PLAIN);
            case 0 -> MediaDescription.of(Codec.PCMU);
            case 1 -> MediaDescription.of(Codec.PCMA, Codec.G729);
            case 2 -> MediaDescription.of(Codec.G729, Codec.PCMU);
            default -> MediaDescription.of(Codec.PCMA);
        };
    }

    /// What a leg was told makes sense to that leg alone.
    private static void check(FakeLeg leg) {
        var commands = leg.commands();
        assertThat(count(leg, LegCommand.Answer.class)).isLessThanOrEqualTo(1);
        assertThat(count(leg, LegCommand.Dial.class)).isEqualTo(leg.id().isCaller() ? 0 : 1);
        assertThat(count(leg, LegCommand.Release.class) + count(leg, LegCommand.Redirect.class))
                .as("ended at most once: %s", commands)
                .isLessThanOrEqualTo(1);
        if (has(leg, LegCommand.Release.class)) {
            assertThat(commands.getLast()).isInstanceOf(LegCommand.Release.class);
        }
        boolean answered = false;
        for (var command : commands) {
            if (answered) {
                assertThat(command)
                        .as("after the answer: %s", commands)
                        .isNotInstanceOfAny(
                                LegCommand.Ring.class,
                                LegCommand.Progress.class,
                                LegCommand.Proceed.class);
            }
            answered |= command instanceof LegCommand.Answer;
        }
    }

    /// Every offer made in the middle of a call is answered or refused, unless the call ends.
    @Test
    void noOfferIsLeftOpen() {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var caller = stage.call("200", Optional.of(Stage.PCMU));
            var callee = stage.callee();
            callee.say(
                    new LegEvent.Answered(callee.id(), Optional.of(Stage.PCMU), Optional.empty()));
            var open = new HashMap<FakeLeg, Integer>(Map.of(caller, 0, callee, 0));
            for (int turn = 0; turn < 20; turn++) {
                var leg = random.nextBoolean() ? caller : callee;
                switch (random.nextInt(4)) {
                    case 0 -> {
                        leg.say(new LegEvent.MediaOffered(leg.id(), anyMedia(random)));
                        open.merge(leg, 1, Integer::sum);
                    }
                    case 1 -> leg.say(new LegEvent.MediaAnswered(leg.id(), anyMedia(random)));
                    case 2 -> leg.say(new LegEvent.MediaRefused(leg.id(), Cause.gateway(65)));
                    default -> stage.time.advance(Duration.ofSeconds(random.nextInt(20)));
                }
            }
            stage.time.advance(Duration.ofSeconds(60));
            for (var leg : open.entrySet()) {
                var closed =
                        count(leg.getKey(), LegCommand.AnswerMedia.class)
                                + count(leg.getKey(), LegCommand.RefuseMedia.class);
                assertThat(closed).as("seed %d", seed).isEqualTo(leg.getValue().longValue());
            }
            caller.say(new LegEvent.Released(caller.id(), Cause.NORMAL_CLEARING));
            assertThat(stage.isClean()).isTrue();
        }
    }

    private static boolean has(FakeLeg leg, Class<? extends LegCommand> kind) {
        return count(leg, kind) > 0;
    }

    private static long count(FakeLeg leg, Class<? extends LegCommand> kind) {
        return leg.commands().stream().filter(kind::isInstance).count();
    }

    private static <E> E pick(Random random, E[] values) {
        return values[random.nextInt(values.length)];
    }
}
