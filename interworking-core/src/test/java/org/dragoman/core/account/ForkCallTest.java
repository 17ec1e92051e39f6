package org.dragoman.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Calls;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.LegId;
import org.dragoman.core.call.LoopRunner;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.TransferStatus;
import org.dragoman.core.call.TrunkPolicy;
import org.dragoman.core.call.Trunks.Trunk;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.route.DialPlan;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.core.route.Router;
import org.dragoman.core.route.Rule;
import org.dragoman.core.testing.FakeEndpoint;
import org.dragoman.core.testing.FakeLeg;
import org.dragoman.core.testing.FakeMediaPlane;
import org.dragoman.core.testing.FakeTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A call to an account that has several devices: whole calls, with fake legs.
class ForkCallTest {
    private static final String NUMBER = "7001";
    private static final MediaDescription PCMU = MediaDescription.of(Codec.PCMU);
    private static final MediaDescription PCMA = MediaDescription.of(Codec.PCMA);
    private static final Optional<MediaDescription> NONE = Optional.empty();

    private final FakeTime time = new FakeTime();
    private final FakeMediaPlane media = new FakeMediaPlane();
    private final Registrations registrations = new Registrations(time);
    private final List<FakeLeg> devices = new ArrayList<>();
    private final FakeEndpoint callers = new FakeEndpoint("one", FakeLeg.OBEDIENT);
    private final Map<String, Trunk> trunks =
            Map.of(
                    "a",
                    new Trunk("a", callers, TrunkPolicy.DEFAULT),
                    Account.TRUNK,
                    new Trunk(
                            Account.TRUNK,
                            new AccountEndpoint(registrations),
                            TrunkPolicy.DEFAULT.withOffer(TrunkPolicy.Offer.ALWAYS)));
    private boolean anything; // legs report what they may not
    private final Calls calls =
            new Calls(
                    new Calls.Limits(3, 10),
                    name -> Optional.ofNullable(trunks.get(name)),
                    new AccountRoutes(
                            new OneAccount(),
                            new Router(DialPlan.of(Rule.to("out", NumberPattern.any(), "a")))),
                    media,
                    time,
                    LoopRunner.oneThread(),
                    _ -> {});

    private static final class OneAccount implements Accounts {
        private static final Account ACCOUNT =
                new Account(
                        NUMBER,
                        Optional.empty(),
                        Secret.of(NUMBER, "dragoman", "x"),
                        Set.of(Account.Protocol.SIP),
                        List.of(NumberPattern.prefix("5")));

        @Override
        public String realm() {
            return "dragoman";
        }

        @Override
        public Optional<Account> find(String number) {
            return Optional.of(ACCOUNT).filter(a -> a.number().equals(number));
        }

        @Override
        public List<Account> all() {
            return List.of(ACCOUNT);
        }
    }

    /// A registered phone whose legs are fakes.
    private record Phone(String id, int priority, Instant since, List<FakeLeg> legs)
            implements Device {
        @Override
        public String account() {
            return NUMBER;
        }

        @Override
        public Account.Protocol protocol() {
            return Account.Protocol.SIP;
        }

        @Override
        public String description() {
            return "fake " + id;
        }

        @Override
        public Instant expires() {
            return since.plus(Duration.ofHours(1));
        }

        @Override
        public CallLeg makeLeg(LegContext context) {
            var leg = new FakeLeg(context, FakeLeg.OBEDIENT);
            legs.add(leg);
            return leg;
        }
    }

    @BeforeEach
    void register() {
        registrations.enter(new Phone("one", 1000, time.instant(), devices));
        registrations.enter(new Phone("two", 500, time.instant(), devices));
    }

    @AfterEach
    void nothingIsLeft() {
        calls.list().forEach(call -> calls.hangup(call.id(), Cause.NORMAL_CLEARING));
        assertThat(calls.active()).isZero();
        assertThat(media.openPorts()).isEmpty();
        assertThat(time.waiting()).isZero();
        assertThat(calls.totals().bugs()).isZero();
        assertThat(calls.totals().legErrors() == 0 || anything).isTrue();
        assertThat(calls.totals().legsDropped()).isZero();
    }

    private FakeLeg call(Optional<MediaDescription> offer) {
        var leg = calls.open("a", context -> new FakeLeg(context, FakeLeg.OBEDIENT)).orElseThrow();
        leg.say(
                new LegEvent.Offered(
                        leg.id(),
                        CallRequest.of(Party.ofNumber("100"), Party.ofNumber(NUMBER), offer)));
        return leg;
    }

    private static void rings(FakeLeg device) {
        device.say(new LegEvent.Ringing(device.id(), false, NONE));
    }

    private static void answers(FakeLeg device, MediaDescription with) {
        device.say(new LegEvent.Answered(device.id(), Optional.of(with), Optional.empty()));
    }

    private static void fails(FakeLeg device, int q850, String code) {
        device.say(
                new LegEvent.Released(device.id(), Cause.mapped(q850, Cause.Location.USER, code)));
    }

    private static LegCommand last(FakeLeg leg) {
        return leg.commands().getLast();
    }

    private static int endedWith(FakeLeg leg) {
        return ((LegCommand.Release) last(leg)).cause().q850();
    }

    @Test
    void all_ring_and_the_first_answer_has_the_call() {
        var caller = call(Optional.of(PCMU));
        assertThat(devices).hasSize(2);
        assertThat(devices).allMatch(d -> d.commands().getFirst() instanceof LegCommand.Dial);
        rings(devices.get(1));
        rings(devices.get(0));
        assertThat(caller.commands().stream().filter(LegCommand.Ring.class::isInstance)).hasSize(1);
        answers(devices.get(1), PCMU);
        assertThat(last(caller)).isInstanceOf(LegCommand.Answer.class);
        assertThat(last(devices.get(0)))
                .isEqualTo(new LegCommand.Release(Cause.ANSWERED_ELSEWHERE));
        assertThat(media.openPorts()).hasSize(2).allMatch(p -> p.joined().isPresent());
        caller.say(new LegEvent.Released(caller.id(), Cause.NORMAL_CLEARING));
        assertThat(endedWith(devices.get(1))).isEqualTo(16);
    }

    @Test
    void the_winner_hangs_up_and_talks_like_any_leg() {
        var caller = call(Optional.of(PCMU));
        var winner = devices.getFirst();
        answers(winner, PCMU);
        winner.say(new LegEvent.Held(winner.id()));
        assertThat(last(caller)).isEqualTo(new LegCommand.Hold());
        winner.say(new LegEvent.Resumed(winner.id()));
        media.port(Account.TRUNK).hearDigit('5', Duration.ofMillis(70));
        assertThat(last(caller)).isEqualTo(new LegCommand.SendDigit('5', Duration.ofMillis(70)));
        winner.say(new LegEvent.Released(winner.id(), Cause.NORMAL_CLEARING));
        assertThat(endedWith(caller)).isEqualTo(16);
    }

    @Test
    void a_device_transfers_where_its_account_may_call() {
        var caller = call(Optional.of(PCMU));
        var winner = devices.getFirst();
        answers(winner, PCMU);
        transfers(winner, "666", Optional.empty());
        assertThat(last(winner))
                .isInstanceOfSatisfying(
                        LegCommand.TellTransfer.class,
                        t -> assertThat(t.status()).isEqualTo(TransferStatus.FAILED));
        assertThat(callers.legs()).isEmpty();
        transfers(winner, "555", Optional.empty());
        var dialled = (LegCommand.Dial) callers.legs().getLast().commands().getFirst();
        assertThat(dialled.request().to().digits()).isEqualTo("555");
        assertThat(dialled.request().from().digits()).isEqualTo("100"); // who is transferred
        answers(callers.legs().getLast(), PCMU);
        assertThat(endedWith(winner)).isEqualTo(16);
        assertThat(last(caller)).isInstanceOf(LegCommand.UpdateIdentity.class);
    }

    private static void transfers(FakeLeg leg, String to, Optional<LegId> replaces) {
        leg.say(new LegEvent.TransferRequested(leg.id(), Party.ofNumber(to), replaces));
    }

    @Test
    void a_device_joins_the_parties_of_its_two_calls() {
        call(Optional.of(PCMU));
        var winner = devices.getFirst();
        answers(winner, PCMU);
        var second = calls.open(Account.TRUNK, c -> new FakeLeg(c, FakeLeg.OBEDIENT)).orElseThrow();
        var request =
                CallRequest.of(Party.ofNumber(NUMBER), Party.ofNumber("555"), Optional.of(PCMU));
        second.say(new LegEvent.Offered(second.id(), request));
        answers(callers.legs().getLast(), PCMU);
        transfers(second, "100", Optional.of(winner.id()));
        assertThat(endedWith(winner)).isEqualTo(16);
        assertThat(endedWith(second)).isEqualTo(16);
        assertThat(callers.legs().getLast().isReleased()).isFalse();
    }

    @Test
    void of_sound_before_the_answer_one_is_heard() {
        var caller = call(Optional.of(PCMU));
        var one = devices.get(0);
        var two = devices.get(1);
        two.say(new LegEvent.Progress(two.id(), true, Optional.of(PCMU), Optional.empty()));
        one.say(new LegEvent.Progress(one.id(), true, Optional.of(PCMU), Optional.empty()));
        assertThat(caller.commands().stream().filter(LegCommand.Progress.class::isInstance))
                .hasSize(1);
        var callersPort = media.port("a");
        var heard = media.openPorts().stream().filter(p -> p.port() == callersPort).findFirst();
        assertThat(heard.orElseThrow().joined().orElseThrow().port())
                .isSameAs(two.context().media());
        one.say(new LegEvent.Answered(one.id(), NONE, Optional.empty()));
        assertThat(heard.orElseThrow().joined().orElseThrow().port())
                .isSameAs(one.context().media());
        assertThat(last(caller)).isInstanceOf(LegCommand.Answer.class);
    }

    @Test
    void a_caller_that_gives_up_stops_all() {
        var caller = call(Optional.of(PCMU));
        rings(devices.getFirst());
        caller.say(new LegEvent.Released(caller.id(), Cause.NORMAL_CLEARING));
        assertThat(devices).allMatch(FakeLeg::isReleased);
        assertThat(devices).allMatch(d -> endedWith(d) == 16);
    }

    @Test
    void the_cause_that_says_most_is_passed_on_when_the_last_has_failed() {
        var caller = call(Optional.of(PCMU));
        fails(devices.get(0), 17, "SIP 486");
        assertThat(caller.isReleased()).isFalse();
        fails(devices.get(1), 20, "SIP 480");
        assertThat(endedWith(caller)).isEqualTo(17);
    }

    @Test
    void one_who_declines_does_so_for_all() {
        var caller = call(Optional.of(PCMU));
        fails(devices.get(0), 21, "SIP 603");
        assertThat(endedWith(devices.get(1))).isEqualTo(21);
        assertThat(endedWith(caller)).isEqualTo(21);
    }

    @Test
    void nobody_registered_is_an_absent_subscriber() {
        registrations.of(NUMBER).forEach(registrations::leave);
        var caller = call(Optional.of(PCMU));
        assertThat(endedWith(caller)).isEqualTo(20);
    }

    @Test
    void nobody_answers_in_time() {
        var caller = call(Optional.of(PCMU));
        devices.forEach(ForkCallTest::rings);
        time.advance(Duration.ofSeconds(181));
        assertThat(endedWith(caller)).isEqualTo(19);
        assertThat(devices).allMatch(FakeLeg::isReleased);
    }

    @Test
    void two_answers_cross_and_the_second_is_let_go() {
        var caller = call(Optional.of(PCMU));
        answers(devices.get(0), PCMU);
        answers(devices.get(1), PCMA);
        assertThat(caller.commands().stream().filter(LegCommand.Answer.class::isInstance))
                .hasSize(1);
        assertThat(endedWith(devices.get(1))).isEqualTo(26);
    }

    @Test
    void who_offered_nothing_is_still_rung_with_an_offer() {
        var caller = call(NONE);
        answers(devices.get(1), PCMA);
        assertThat(last(caller)).isInstanceOf(LegCommand.Answer.class);
        caller.say(new LegEvent.MediaAnswered(caller.id(), PCMA));
        assertThat(media.openPorts()).hasSize(2).allMatch(p -> p.joined().isPresent());
    }

    @Test
    void a_device_that_forwards_sends_the_call_on_when_no_other_takes_it() {
        var caller = call(Optional.of(PCMU));
        var one = devices.getFirst();
        one.say(
                new LegEvent.Redirected(
                        one.id(), List.of(Party.ofNumber(NUMBER)), Cause.gateway(23)));
        assertThat(caller.isReleased()).isFalse();
        fails(devices.get(1), 17, "SIP 486");
        assertThat(devices).as("dialled anew").hasSize(4);
    }

    /// Whatever devices do in whatever order, nothing is left and no leg is told to end twice.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void anything_goes(int seed) {
        anything = true;
        var random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            devices.clear();
            var caller = call(random.nextBoolean() ? Optional.of(PCMU) : NONE);
            for (int turn = 0; turn < 25; turn++) {
                var legs = new ArrayList<>(devices);
                var leg = legs.get(random.nextInt(legs.size()));
                if (!leg.isReleased()) {
                    leg.say(anything(random, leg));
                }
                if (random.nextInt(6) == 0 && !caller.isReleased()) {
                    caller.say(new LegEvent.MediaAnswered(caller.id(), PCMU));
                }
                if (random.nextInt(8) == 0) {
                    time.advance(Duration.ofSeconds(random.nextInt(40)));
                }
            }
            if (!caller.isReleased()) {
                calls.hangup(caller.id().call(), Cause.NORMAL_CLEARING);
            }
            assertThat(calls.active()).as("call %d of seed %d", i, seed).isZero();
            assertThat(media.openPorts()).isEmpty();
            assertThat(devices).allMatch(ForkCallTest::endedAtMostOnce);
            time.advance(Duration.ofSeconds(1));
            registrations.of(NUMBER).forEach(registrations::leave);
            register();
        }
    }

    private static boolean endedAtMostOnce(FakeLeg leg) {
        return leg.commands().stream().filter(LegCommand.Release.class::isInstance).count() <= 1;
    }

    private static LegEvent anything(Random random, FakeLeg leg) {
        var described = random.nextBoolean() ? Optional.of(PCMU) : NONE;
        return switch (random.nextInt(9)) {
            case 0 -> new LegEvent.Proceeding(leg.id());
            case 1 ->
                    new LegEvent.Progress(
                            leg.id(), random.nextBoolean(), described, Optional.empty());
            case 2 -> new LegEvent.Ringing(leg.id(), random.nextBoolean(), described);
            case 3 -> new LegEvent.Answered(leg.id(), described, Optional.empty());
            case 4 -> new LegEvent.MediaOffered(leg.id(), PCMA);
            case 5 -> new LegEvent.Held(leg.id());
            case 6 ->
                    new LegEvent.Redirected(
                            leg.id(), List.of(Party.ofNumber("9")), Cause.gateway(23));
            case 7 -> new LegEvent.IdentityChanged(leg.id(), Party.ofNumber("8"));
            default ->
                    new LegEvent.Released(
                            leg.id(), random.nextBoolean() ? Cause.CONGESTION : Cause.NO_ANSWER);
        };
    }
}
