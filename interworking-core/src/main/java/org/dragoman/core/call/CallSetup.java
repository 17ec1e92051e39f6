package org.dragoman.core.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.CallState.Callee;
import org.dragoman.core.call.CallState.Told;
import org.dragoman.core.media.MediaDescription;

/// The part of {@link CallMachine} from the caller's request to the answer.
final class CallSetup {
    private static final int REJECTED = 21; // Q.850

    private CallSetup() {}

    static void offered(CallDraft d, LegEvent.Offered e) {
        d.request = Optional.of(e.request());
        d.parties = new Parties(e.request().from(), e.request().to());
        d.phase = Phase.AWAITING_ROUTE;
        findRoute(d, e.request());
    }

    static void routed(CallDraft d, CallInput.Routed routed) {
        d.targets.clear();
        d.targets.addAll(routed.targets());
        d.failover = routed.failover();
        d.laterDigits = "";
        dialNext(d, Cause.NO_ROUTE, Optional.empty());
    }

    static void digitsNeeded(CallDraft d) {
        d.phase = Phase.AWAITING_DIGITS;
        d.order(d.caller, new LegCommand.AskForDigits());
        d.waitFor(Wait.Kind.DIGITS, d.callerPolicy.interDigit());
    }

    /// Digits go where they are missing: into the number that the dial plan looks at, or on to the
    /// destination (H.225.0 Information, RFC 3578 §3). They are never declared complete here.
    static void dialledDigits(CallDraft d, LegEvent.DialledDigits e) {
        var longer = withDigits(d.request.orElseThrow(), e.digits(), e.complete());
        if (longer.isEmpty()) {
            d.end(Cause.INCOMPLETE_NUMBER, Optional.empty());
            return;
        }
        d.request = longer;
        if (d.callee.isPresent()) {
            d.laterDigits += e.digits();
            d.order(d.calleeLeg(), new LegCommand.SendDialledDigits(e.digits(), e.complete()));
            d.phase = Phase.AWAITING_REPLY;
            d.waitFor(Wait.Kind.SETUP, d.callee.orElseThrow().policy().setup());
            tellProceeding(d);
        } else {
            d.phase = Phase.AWAITING_ROUTE;
            findRoute(d, longer.get());
        }
    }

    static void moreDigits(CallDraft d) {
        if (d.request.orElseThrow().numberComplete()) {
            giveUp(d, Cause.INCOMPLETE_NUMBER);
            return;
        }
        d.phase = Phase.AWAITING_DIGITS;
        d.order(d.caller, new LegCommand.AskForDigits());
        d.waitFor(Wait.Kind.DIGITS, d.callerPolicy.interDigit());
    }

    /// A SIP peer says 100 to any INVITE: while digits are missing that tells nothing (RFC 3578
    /// §2.1), and the caller must not stop dialling.
    static void proceeding(CallDraft d) {
        if (!d.request.orElseThrow().numberComplete()) {
            return;
        }
        d.phase = Phase.AWAITING_ALERTING;
        d.waitFor(Wait.Kind.SETUP, d.callee.orElseThrow().policy().setup());
        tellProceeding(d);
    }

    static void progress(CallDraft d, LegEvent.Progress e) {
        if (!CallOffer.take(d, e.media())) {
            return;
        }
        if (e.inBand()) {
            d.stopRingback();
            awaitAnswer(d);
        } else if (d.phase != Phase.AWAITING_ANSWER) {
            d.phase = Phase.AWAITING_ALERTING;
        }
        d.heard |= e.inBand();
        listen(d, e.inBand() || e.media().isPresent());
        d.tell(
                Told.PROGRESS,
                new LegCommand.Progress(e.inBand(), CallOffer.told(d, e.media()), e.cause()));
    }

    static void ringing(CallDraft d, LegEvent.Ringing e) {
        if (!CallOffer.take(d, e.media())) {
            return;
        }
        awaitAnswer(d);
        // H4: a gateway that was told to listen stays told, or it makes a tone of its own
        boolean inBand = e.inBand() || CallOffer.staysHeard(d);
        if (inBand) {
            d.stopRingback();
        } else if (CallOffer.ringsHere(d)) {
            d.playRingback();
            d.decide(d.caller, "nobody makes a ringing tone; the gateway does");
            inBand = true;
        }
        d.heard |= inBand;
        listen(d, inBand || e.media().isPresent());
        var media = inBand ? CallOffer.told(d, d.forCaller) : CallOffer.told(d, e.media());
        if (inBand || media.isPresent() || d.told != Told.RINGING) {
            d.tell(Told.RINGING, new LegCommand.Ring(inBand, media));
        }
    }

    /// Sound of the destination takes the place of our tone (RFC 3960 §3.2).
    static void heard(CallDraft d) {
        d.calleeSounds = true;
        d.stopRingback();
    }

    static void answered(CallDraft d, LegEvent.Answered e) {
        if (!CallOffer.take(d, e.media())) {
            return;
        }
        if (d.calleeUses.isEmpty() && d.calleeOffer.isEmpty()) {
            d.decide(e.leg(), "answered without saying with what media");
            d.end(Cause.PROTOCOL_ERROR, Optional.empty());
            return;
        }
        d.stopRingback();
        d.put(new CallOutput.Join(d.calleeLeg()));
        var connected = e.connected().or(() -> d.connected);
        // a caller that has answered our offer already is not made the same offer again
        boolean settled = d.callerSettled && !d.callerOffered();
        d.parties = d.parties.withCallee(connected.orElse(d.parties.callee()));
        var media = settled ? Optional.<MediaDescription>empty() : d.forCaller;
        d.tell(Told.ANSWERED, new LegCommand.Answer(media, connected));
        if (d.callerOffered()) {
            d.callerSettled = true;
            d.callerUses = d.forCaller.map(MediaDescription::first);
        }
        if (d.callerSettled) {
            CallTalk.begin(d);
        } else {
            d.phase = Phase.AWAITING_CALLER_MEDIA;
            d.waitFor(Wait.Kind.CALLER_MEDIA, d.callerPolicy.answerMedia());
        }
    }

    /// A destination sends the call elsewhere: the gateway dials there, or tells the caller to.
    static void redirected(CallDraft d, LegEvent.Redirected e) {
        var policy = d.callee.orElseThrow().policy();
        d.giveUpCallee(e.cause());
        if (e.targets().isEmpty() || !d.redirects.mayGoOn()) {
            d.decide(e.leg(), "redirected too often, or to nobody");
            failed(d, e.leg(), e.cause(), Optional.of(Side.CALLEE));
            return;
        }
        switch (policy.redirect()) {
            case PASS -> {
                d.cause = Optional.of(e.cause());
                d.endedBy = Optional.of(Side.CALLEE);
                d.order(d.caller, new LegCommand.Redirect(e.targets(), e.cause()));
                d.awaitRelease();
            }
            case FOLLOW -> {
                d.decide(e.leg(), "redirected; the gateway dials there itself");
                var request = d.request.orElseThrow();
                sendOn(d, e.targets().stream().map(t -> sentOn(request, e, t)).toList());
            }
        }
    }

    private static void sendOn(CallDraft d, List<CallRequest> requests) {
        d.redirects = d.redirects.to(requests);
        d.request = Optional.of(requests.getFirst());
        d.phase = Phase.AWAITING_ROUTE;
        findRoute(d, requests.getFirst());
    }

    private static void findRoute(CallDraft d, CallRequest request) {
        d.put(new CallOutput.FindRoute(request, Optional.empty()));
    }

    /// The destination is silent: it lacks digits, or something else.
    static void silent(CallDraft d) {
        boolean complete = d.request.orElseThrow().numberComplete();
        giveUp(d, complete ? Cause.TIMER_EXPIRED : Cause.INCOMPLETE_NUMBER);
    }

    /// The destination takes too long or asks for what cannot be given.
    static void giveUp(CallDraft d, Cause why) {
        var leg = d.calleeLeg();
        d.giveUpCallee(why);
        failed(d, leg, why, Optional.empty());
    }

    /// A destination failed before the answer: the next one is tried if the cause allows it.
    static void failed(CallDraft d, LegId leg, Cause why, Optional<Side> by) {
        if (!d.targets.isEmpty() && d.failover.contains(why.q850())) {
            d.decide(leg, "cause " + why.q850() + ": the next target is tried");
            dialNext(d, why, by);
        } else if (goesOn(d, why)) {
            d.decide(leg, "cause " + why.q850() + ": the next contact is tried");
            sendOn(d, d.redirects.further());
        } else {
            CallFailure.end(d, why, by);
        }
    }

    // one who declines does so wherever he is called (RFC 3261 §8.1.3.4, §21.6)
    static boolean goesOn(CallDraft d, Cause why) {
        return !d.redirects.further().isEmpty() && d.redirects.mayGoOn() && why.q850() != REJECTED;
    }

    private static void dialNext(CallDraft d, Cause last, Optional<Side> by) {
        var why = last;
        while (!d.targets.isEmpty()) {
            var target = d.targets.removeFirst();
            var offer = CallOffer.make(d, target.policy());
            if (offer.isPresent() || !CallOffer.isMade(d, target.policy())) {
                dial(d, target, offer);
                return;
            }
            d.decide(d.caller, "no codec of the caller is allowed on trunk " + target.trunk());
            why = Cause.BEARER_NOT_IMPLEMENTED;
        }
        CallFailure.end(d, why, by);
    }

    private static void dial(
            CallDraft d, CallInput.Target target, Optional<MediaDescription> offer) {
        var leg = new LegId(d.caller.call(), ++d.dialled);
        var now = d.request.orElseThrow();
        // what was dialled since the plan was asked is missing in the target's number
        var request =
                withDigits(target.request(), d.laterDigits, now.numberComplete())
                        .orElse(target.request())
                        .withMedia(offer);
        d.callee = Optional.of(new Callee(leg, target.policy(), offer));
        d.parties = d.parties.withCallee(request.to());
        d.phase = Phase.AWAITING_REPLY;
        d.waitFor(Wait.Kind.SETUP, target.policy().setup());
        d.put(new CallOutput.MakeLeg(leg, target.trunk()));
        d.order(leg, new LegCommand.Dial(request));
        tellProceeding(d);
    }

    /// Tells the caller that its call is worked on, once, when it need not dial any more.
    static void tellProceeding(CallDraft d) {
        if (d.request.orElseThrow().numberComplete() && d.told == Told.NOTHING) {
            d.tell(Told.PROCEEDING, new LegCommand.Proceed());
        }
    }

    private static void awaitAnswer(CallDraft d) {
        if (d.phase != Phase.AWAITING_ANSWER) {
            d.phase = Phase.AWAITING_ANSWER;
            d.waitFor(Wait.Kind.ANSWER, noAnswer(d));
        }
    }

    private static Duration noAnswer(CallDraft d) {
        return d.callee.orElseThrow().policy().noAnswer();
    }

    private static void listen(CallDraft d, boolean worthIt) {
        if (worthIt) {
            d.put(new CallOutput.Join(d.calleeLeg()));
        }
    }

    private static Optional<CallRequest> withDigits(
            CallRequest request, String digits, boolean complete) {
        var number = request.to().number().orElse(TelephoneNumber.of(""));
        var all = number.digits() + digits;
        if (!TelephoneNumber.areDigits(all)) {
            return Optional.empty();
        }
        var to = digits.isEmpty() ? request.to() : request.to().withNumber(number.withDigits(all));
        return Optional.of(request.withTo(to).withNumberComplete(complete));
    }

    static CallRequest sentOn(CallRequest request, LegEvent.Redirected e, Party target) {
        var redirections = new ArrayList<CallRequest.Redirection>();
        redirections.add(new CallRequest.Redirection(request.to(), reason(e.cause())));
        redirections.addAll(request.redirections());
        return request.withTo(target)
                .withRedirections(redirections)
                .withNumberComplete(true)
                .withMaxForwards(request.maxForwards() - 1);
    }

    /// Redirecting reason of Q.931 for the cause a destination gave.
    private static int reason(Cause cause) {
        return switch (cause.q850()) {
            case 17 -> 1;
            case 18, 19 -> 2;
            default -> 15;
        };
    }
}
