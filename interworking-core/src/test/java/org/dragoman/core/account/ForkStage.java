package org.dragoman.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Calls;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.LoopRunner;
import org.dragoman.core.call.Party;
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

/// A gateway with one account that has two devices, and a trunk; all legs are fakes.
final class ForkStage {
    static final String NUMBER = "7001";
    static final MediaDescription PCMU = MediaDescription.of(Codec.PCMU);
    static final MediaDescription PCMA = MediaDescription.of(Codec.PCMA);
    static final Optional<MediaDescription> NONE = Optional.empty();

    final FakeTime time = new FakeTime();
    final FakeMediaPlane media = new FakeMediaPlane();
    final Registrations registrations = new Registrations(time);
    final List<FakeLeg> devices = new ArrayList<>();
    final FakeEndpoint callers = new FakeEndpoint("one", FakeLeg.OBEDIENT);
    private final Map<String, Trunk> trunks =
            Map.of(
                    "a",
                    new Trunk("a", callers, TrunkPolicy.DEFAULT),
                    Account.TRUNK,
                    new Trunk(
                            Account.TRUNK,
                            new AccountEndpoint(registrations),
                            TrunkPolicy.DEFAULT.withOffer(TrunkPolicy.Offer.ALWAYS)));
    final Calls calls =
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

    ForkStage() {
        register();
    }

    void register() {
        registrations.enter(new Phone("one", 1000, time.instant(), devices));
        registrations.enter(new Phone("two", 500, time.instant(), devices));
    }

    void unregister() {
        registrations.of(NUMBER).forEach(registrations::leave);
    }

    /// Ends all there is; then there is nothing.
    void end() {
        calls.list().forEach(call -> calls.hangup(call.id(), Cause.NORMAL_CLEARING));
        assertThat(calls.active()).isZero();
        assertThat(media.openPorts()).isEmpty();
        assertThat(time.waiting()).isZero();
        assertThat(calls.totals().bugs()).isZero();
        assertThat(calls.totals().legsDropped()).isZero();
    }

    /// A call from the trunk to the account.
    FakeLeg call(Optional<MediaDescription> offer) {
        var leg = calls.open("a", context -> new FakeLeg(context, FakeLeg.OBEDIENT)).orElseThrow();
        leg.say(
                new LegEvent.Offered(
                        leg.id(),
                        CallRequest.of(Party.ofNumber("100"), Party.ofNumber(NUMBER), offer)));
        return leg;
    }
}
