package org.dragoman.core.call;

import java.util.List;
import java.util.Optional;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.core.route.Rule;
import org.dragoman.core.testing.FakeEndpoint;
import org.dragoman.core.testing.FakeLeg;

/// Calls that come in from trunk {@code a}, in few words.
final class Placing {
    /// Sends every call to trunk {@code b}.
    static final Rule ANYWHERE = Rule.to("all", NumberPattern.any(), "b");

    private Placing() {}

    static FakeEndpoint obedient() {
        return new FakeEndpoint("fake", FakeLeg.OBEDIENT);
    }

    static FakeLeg place(Calls calls, String number) {
        var leg = calls.open("a", c -> new FakeLeg(c, FakeLeg.OBEDIENT)).orElseThrow();
        offer(leg, number);
        return leg;
    }

    static void offer(FakeLeg leg, String number) {
        leg.say(
                new LegEvent.Offered(
                        leg.id(),
                        new CallRequest(
                                Party.UNKNOWN,
                                Party.ofNumber(number),
                                List.of(),
                                true,
                                Optional.of(Stage.PCMU),
                                70)));
    }
}
