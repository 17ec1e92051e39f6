package org.dragoman.core.call;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.dragoman.core.log.CallRecorder;
import org.dragoman.core.log.CallTrace.Kind;
import org.dragoman.core.log.LegCourse;
import org.dragoman.core.media.Sound;
import org.dragoman.core.route.AskedCall;
import org.dragoman.core.route.CallScript;
import org.dragoman.core.route.RouteNotes;
import org.dragoman.core.route.RouteQuery;
import org.dragoman.core.route.RouteTrace;
import org.dragoman.core.route.Routing;
import org.dragoman.core.route.ServiceReply;
import org.dragoman.core.route.TrunkTerms;

/// Asks the dial plan for a call, and whoever the plan asks; notes what decided. Used on the call's
/// loop alone.
final class CallRouting {
    private final CallSite site;
    private final CallLoop loop;
    private final CallRecorder recorder;
    private final String ingress;
    private final Function<LegId, Optional<LegSlot>> slots;
    private final CallLimit limit;
    private String rule = "";
    private boolean emergency;
    private boolean isNew; // and came while the gateway is drained
    private String latest = ""; // the rule that decided last
    private List<RouteTrace.Candidate> candidates = List.of();
    private Optional<CallScript> script = Optional.empty();
    private int asked; // what is answered to an older question is not wanted any more

    /// - {@code slots}: the legs of the call; {@code limit}: is told how long it may last.
    CallRouting(
            CallSite site,
            CallLoop loop,
            CallRecorder recorder,
            String ingress,
            Function<LegId, Optional<LegSlot>> slots,
            CallLimit limit) {
        this.limit = limit;
        this.site = site;
        this.loop = loop;
        this.recorder = recorder;
        this.ingress = ingress;
        this.slots = slots;
        this.isNew = site.drain().isOn();
    }

    /// One question, until it is answered.
    ///
    /// - {@code noted}: steps of the plan that are among the decisions already.
    private record Search(
            int serial, Optional<LegId> by, Optional<Party> shown, RouteNotes notes, int noted) {
        Search withNoted(int other) {
            return new Search(serial, by, shown, notes, other);
        }
    }

    /// The rule that decided on the call as it came in, or empty.
    String rule() {
        return rule;
    }

    /// What sends the call to a trunk now.
    LegCourse.Way way(String trunk) {
        return candidates.stream()
                .filter(c -> c.trunk().equals(trunk))
                .findFirst()
                .map(c -> new LegCourse.Way(latest, c.group(), c.rate()))
                .orElseGet(() -> new LegCourse.Way(latest, "", Optional.empty()));
    }

    /// What a trunk allows to this call.
    TrunkTerms termsOf(String trunk) {
        return emergency ? TrunkTerms.NONE : site.routes().termsOf(trunk);
    }

    TrunkPolicy policy(String trunk) {
        return site.trunks().find(trunk).map(Trunks.Trunk::policy).orElse(TrunkPolicy.DEFAULT);
    }

    void find(CallRequest request, Optional<LegId> by) {
        // who transfers needs the right to call there, and is nobody the new party sees
        var asker = by.flatMap(_ -> loop.state().transfer()).flatMap(Transfer::aside);
        var judged = asker.map(a -> request.withFrom(a.party())).orElse(request);
        var notes = RouteNotes.brief();
        var search = new Search(++asked, by, asker.map(_ -> request.from()), notes, 0);
        var answer = answer(search, site.routes().route(query(judged, by), notes));
        answer.ifPresent(loop::putFirst);
    }

    private RouteQuery query(CallRequest request, Optional<LegId> by) {
        var slot = by.flatMap(slots).or(() -> slots.apply(loop.state().caller()));
        var query =
                RouteQuery.of(
                                request,
                                by.flatMap(_ -> slot).map(LegSlot::trunk).orElse(ingress),
                                site.timers().instant())
                        .withProtocol(slot.map(LegSlot::protocol).orElse(""))
                        .withDraw(ThreadLocalRandom.current().nextDouble());
        return slot.flatMap(LegSlot::leg)
                .flatMap(CallLeg::source)
                .map(query::withSource)
                .orElse(query);
    }

    /// What the call's machine is told; nothing while somebody else is asked.
    private Optional<CallInput> answer(Search search, Routing routing) {
        var steps = search.notes().trace().steps();
        steps.stream().skip(search.noted()).forEach(s -> decide(s.line()));
        return switch (admitted(routing)) {
            case Routing.To to -> Optional.of(sent(search, to));
            case Routing.Refused(var cause, var why) -> {
                decide(why);
                yield Optional.of(new CallInput.NotRouted(cause));
            }
            case Routing.NeedsDigits(var why) -> {
                decide(why);
                yield Optional.of(new CallInput.DigitsNeeded());
            }
            case Routing.Asking asking -> {
                ask(search, asking, steps.size());
                yield Optional.empty();
            }
        };
    }

    /// The call as it may go on where the gateway is being drained.
    private Routing admitted(Routing routing) {
        if (!isNew) {
            return routing;
        }
        var judged = site.drain().judge(routing);
        isNew = !(judged instanceof Routing.To);
        if (!judged.equals(routing)) {
            loop.refusedAsNew();
            site.drain().refused();
        }
        return judged;
    }

    private void ask(Search search, Routing.Asking asking, int noted) {
        var next = search.withNoted(noted);
        boolean mayBeLed =
                loop.state().phase() == Phase.AWAITING_ROUTE && script.isEmpty()
                        || loop.state().phase() == Phase.AWAITING_SCRIPT;
        asking.service().ask(new Asked(next, asking, mayBeLed), asking.query());
    }

    private void answered(Asked call, ServiceReply reply) {
        var search = call.search;
        if (search.serial() != asked && !call.leads()) {
            return; // the caller dialled on, or is being transferred elsewhere
        }
        decide(reply.why());
        var routing = call.asking.then().apply(reply);
        answer(search, routing).ifPresent(loop::put);
        call.search = search.withNoted(search.notes().trace().steps().size());
    }

    private void lead(Asked call, CallScript leader) {
        if (call.search.serial() != asked || !call.mayBeLed) {
            leader.tell(new CallScript.News.Ended(Cause.NORMAL_CLEARING));
            return;
        }
        script = Optional.of(leader);
        call.script = script;
        loop.put(new CallInput.Led());
    }

    /// Tells the script that leads the call, or has sent it on.
    void tellScript(CallScript.News news) {
        var told = script;
        if (news instanceof CallScript.News.Ended) {
            script = Optional.empty();
        }
        told.ifPresent(s -> s.tell(news));
    }

    void ended(Cause cause) {
        tellScript(new CallScript.News.Ended(cause));
    }

    /// The call as whoever is asked about it sees it. What changes is touched on the loop alone.
    private final class Asked implements AskedCall {
        private Search search;
        private final Routing.Asking asking;
        private final boolean mayBeLed;
        private Optional<CallScript> script = Optional.empty();

        Asked(Search search, Routing.Asking asking, boolean mayBeLed) {
            this.search = search;
            this.asking = asking;
            this.mayBeLed = mayBeLed;
        }

        boolean leads() {
            return script.isPresent() && script.equals(CallRouting.this.script);
        }

        @Override
        public String id() {
            return loop.id().value();
        }

        @Override
        public boolean knows(String target) {
            return site.routes().knows(target);
        }

        @Override
        public boolean mayBeLed() {
            return mayBeLed;
        }

        @Override
        public void reply(ServiceReply reply) {
            loop.urgent(() -> answered(this, reply));
        }

        @Override
        public void lead(CallScript leader) {
            loop.lastWord(
                    () -> CallRouting.this.lead(this, leader),
                    () -> leader.tell(new CallScript.News.Ended(Cause.NORMAL_CLEARING)));
        }

        @Override
        public void leave() {
            loop.urgent(
                    () -> {
                        if (leads()) {
                            CallRouting.this.script = Optional.empty();
                            loop.put(new CallInput.Left());
                        }
                    });
        }

        @Override
        public void answer() {
            order(new CallInput.ScriptAnswers());
        }

        @Override
        public void play(Sound sound) {
            order(new CallInput.ScriptPlays(sound));
        }

        @Override
        public void stopSound() {
            order(new CallInput.ScriptStops());
        }

        @Override
        public void recall() {
            order(new CallInput.ScriptRecalls());
        }

        private void order(CallInput input) {
            loop.urgent(
                    () -> {
                        if (leads()) {
                            loop.put(input);
                        }
                    });
        }
    }

    private CallInput sent(Search search, Routing.To to) {
        if (site.full().getAsBoolean() && !to.emergency()) {
            decide("the gateway is full, and this is no emergency");
            return new CallInput.NotRouted(Cause.CONGESTION);
        }
        emergency = to.emergency();
        limit.set(to.longest());
        rule = search.by().isPresent() ? rule : to.rule();
        latest = to.rule();
        candidates = search.notes().trace().candidates();
        return new CallInput.Routed(
                to.targets().stream().map(t -> target(t, to, search.shown())).toList(),
                to.failover());
    }

    private CallInput.Target target(Routing.Target to, Routing.To routing, Optional<Party> shown) {
        var policy = policy(to.trunk());
        return new CallInput.Target(
                to.trunk(),
                shown.map(to.request()::withFrom).orElse(to.request()),
                routing.patience().map(policy::withSetup).orElse(policy));
    }

    private void decide(String what) {
        recorder.decision(loop.state().caller(), Kind.ROUTE, what);
    }
}
