package org.dragoman.core.call;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dragoman.core.call.Trunks.Trunk;
import org.dragoman.core.log.CallSnapshot;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.route.DialPlan;
import org.dragoman.core.route.NationalPlans;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.core.route.RouteNotes;
import org.dragoman.core.route.RouteQuery;
import org.dragoman.core.route.RouteService;
import org.dragoman.core.route.Router;
import org.dragoman.core.route.Routes;
import org.dragoman.core.route.Routing;
import org.dragoman.core.route.Rule;
import org.dragoman.core.route.TrunkTerms;
import org.dragoman.core.testing.FakeEndpoint;
import org.dragoman.core.testing.FakeLeg;
import org.dragoman.core.testing.FakeMediaPlane;
import org.dragoman.core.testing.FakeTime;

/// A gateway of fakes on one thread: calls come in from trunk {@code a} and go to {@code b}, then
/// to {@code c}.
final class Stage {
    static final MediaDescription PCMU = MediaDescription.of(Codec.PCMU);
    static final MediaDescription PCMA = MediaDescription.of(Codec.PCMA);
    static final MediaDescription G729 = MediaDescription.of(Codec.G729);

    final FakeTime time = new FakeTime();
    final FakeMediaPlane media = new FakeMediaPlane();
    final FakeEndpoint one = new FakeEndpoint("one", FakeLeg.OBEDIENT);
    final FakeEndpoint other = new FakeEndpoint("other", FakeLeg.OBEDIENT);
    final Map<String, Trunk> trunks = new HashMap<>();
    final Map<String, RouteService> services = new HashMap<>();
    final TrunkLoads loads = new TrunkLoads(time);
    DialPlan plan =
            DialPlan.of(
                    Rule.to("b", NumberPattern.exactly("200"), "b"),
                    Rule.to("b-then-c", NumberPattern.prefix("3"), "b", "c"),
                    Rule.to("nowhere", NumberPattern.exactly("400"), "gone"));
    final Calls calls =
            new Calls(
                    new Calls.Limits(3, 10),
                    name -> Optional.ofNullable(trunks.get(name)),
                    new Routes() {
                        @Override
                        public Routing route(RouteQuery query, RouteNotes notes) {
                            return router().route(query, notes);
                        }

                        @Override
                        public TrunkTerms termsOf(String trunk) {
                            return plan.termsOf(trunk);
                        }

                        @Override
                        public boolean hasEmergency() {
                            return router().hasEmergency();
                        }
                    },
                    loads,
                    media,
                    time,
                    LoopRunner.oneThread(),
                    _ -> {});

    Stage() {
        policy("a", TrunkPolicy.DEFAULT);
        policy("b", TrunkPolicy.DEFAULT);
        policy("c", TrunkPolicy.DEFAULT);
    }

    private Router router() {
        return new Router(plan, NationalPlans.NONE, loads, services);
    }

    void policy(String trunk, TrunkPolicy policy) {
        trunks.put(trunk, new Trunk(trunk, trunk.equals("a") ? one : other, policy));
    }

    /// A call to this number; {@code media} empty for a caller that wants to be offered.
    FakeLeg call(String number, Optional<MediaDescription> media) {
        return call(number, true, media);
    }

    FakeLeg call(String number, boolean complete, Optional<MediaDescription> media) {
        var leg = silentCall();
        leg.say(
                new LegEvent.Offered(
                        leg.id(),
                        new CallRequest(
                                Party.ofNumber("100"),
                                Party.ofNumber(number),
                                List.of(),
                                complete,
                                media,
                                CallRequest.MAX_FORWARDS)));
        return leg;
    }

    /// A call whose caller has said nothing yet.
    FakeLeg silentCall() {
        return calls.open("a", context -> new FakeLeg(context, FakeLeg.OBEDIENT)).orElseThrow();
    }

    /// The destination dialled last.
    FakeLeg callee() {
        return other.legs().getLast();
    }

    MediaDescription dialledMedia() {
        return dialled().media().orElseThrow();
    }

    CallRequest dialled() {
        return ((LegCommand.Dial) callee().commands().getFirst()).request();
    }

    CallSnapshot snapshot(FakeLeg leg) {
        return calls.find(leg.id().call()).orElseThrow();
    }

    static LegCommand last(FakeLeg leg) {
        return leg.commands().getLast();
    }

    /// Nothing may be left of any call.
    boolean isClean() {
        return calls.active() == 0 && media.openPorts().isEmpty() && time.waiting() == 0;
    }
}
