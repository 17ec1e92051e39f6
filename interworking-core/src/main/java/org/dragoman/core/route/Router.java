package org.dragoman.core.route;

import java.util.ArrayList;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.route.NumberPattern.Match;

/// Applies a dial plan. A number that may still grow is never declared complete here: as long as
/// further digits could bring another rule in, the caller is asked for them.
public final class Router implements Routes {
    private static final Cause TOO_MANY_HOPS = Cause.gateway(25); // RFC 3398 §8.2.6.1, SIP 483

    private final DialPlan plan;

    public Router(DialPlan plan) {
        this.plan = plan;
    }

    @Override
    public Routing route(CallRequest request, String ingress) {
        if (request.maxForwards() < 1) {
            return new Routing.Refused(TOO_MANY_HOPS, "no hops left: the call went in a circle");
        }
        var called = Dialled.of(request.to());
        if (!request.numberComplete() && called.isEmpty()) {
            return new Routing.NeedsDigits("no digit dialled yet");
        }
        boolean fromHere = false;
        for (var rule : plan.rules()) {
            if (!rule.takesFrom(ingress)) {
                continue;
            }
            fromHere = true;
            if (rule.calling().match(Dialled.of(request.from())) != Match.YES) {
                continue;
            }
            var match = rule.called().match(called);
            if (match == Match.YES) {
                return apply(rule, request);
            }
            if (match == Match.WITH_MORE_DIGITS && !request.numberComplete()) {
                return new Routing.NeedsDigits("rule " + rule.name() + " needs more digits");
            }
        }
        return fromHere
                ? new Routing.Refused(Cause.UNALLOCATED, "no rule takes this number")
                : new Routing.Refused(Cause.NO_ROUTE, "no rule takes calls from " + ingress);
    }

    private static Routing apply(Rule rule, CallRequest request) {
        if (rule.refusal().isPresent()) {
            return new Routing.Refused(rule.refusal().get(), "rule " + rule.name());
        }
        var from = rule.rewriteCalling().apply(request.from());
        var to = rule.rewriteCalled().apply(request.to());
        if (from.isEmpty() || to.isEmpty()) {
            return badRewrite(rule);
        }
        var rewritten =
                request.withFrom(from.get())
                        .withTo(to.get())
                        .withMaxForwards(request.maxForwards() - 1);
        var targets = new ArrayList<Routing.Target>();
        for (var target : rule.targets()) {
            var called = target.rewriteCalled().apply(rewritten.to());
            if (called.isEmpty()) {
                return badRewrite(rule);
            }
            targets.add(new Routing.Target(target.trunk(), rewritten.withTo(called.get())));
        }
        return new Routing.To(rule.name(), targets, rule.failover());
    }

    private static Routing badRewrite(Rule rule) {
        return new Routing.Refused(
                Cause.INCOMPLETE_NUMBER,
                "rule " + rule.name() + " makes something of the number that is none");
    }
}
