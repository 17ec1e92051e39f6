package org.dragoman.core.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.Tone;
import org.dragoman.core.media.VideoDescription;
import org.dragoman.core.route.CallScript;

/// A call's state while one step changes it, and the outputs of that step. Lives for one step.
final class CallDraft {
    private static final Duration RELEASE = Duration.ofSeconds(40); // SIP gives up after 32 s

    LegId caller;
    TrunkPolicy callerPolicy;
    final Negotiation negotiation;
    Phase phase;
    boolean callerOver;
    Optional<CallState.Callee> callee;
    Optional<Transfer> transfer;
    Parties parties;
    final Set<LegId> givenUp;
    int dialled;
    Redirects redirects;
    Optional<CallRequest> request;
    String laterDigits;
    final List<CallInput.Target> targets;
    Set<Integer> failover;
    CallState.Told told;
    Optional<LegCommand> lastTold;
    Optional<MediaDescription> calleeOffer;
    Optional<MediaDescription> forCaller;
    boolean callerSettled;
    Optional<Codec> callerUses;
    Optional<Codec> calleeUses;
    Optional<VideoDescription> callerVideo;
    Optional<VideoDescription> calleeVideo;
    Optional<CallMedia.Exchange> exchange;
    Holds callerHolds;
    Holds calleeHolds;
    boolean heard;
    boolean calleeSounds;
    boolean tone;
    boolean faxAsSound;
    DigitFilter callerDigits;
    DigitFilter calleeDigits;
    boolean led;
    Optional<Party> connected;
    Optional<Meeting> meeting;
    Optional<Cause> cause;
    Optional<Side> endedBy;
    private Wait waiting;
    private final List<CallOutput> outputs = new ArrayList<>(4);

    CallDraft(CallState s) {
        caller = s.caller();
        callerPolicy = s.callerPolicy();
        negotiation = s.negotiation();
        phase = s.phase();
        callerOver = s.callerOver();
        callee = s.callee();
        transfer = s.transfer();
        parties = s.parties();
        givenUp = new HashSet<>(s.givenUp());
        dialled = s.dialled();
        redirects = s.redirects();
        request = s.request();
        laterDigits = s.laterDigits();
        targets = new ArrayList<>(s.targets());
        failover = s.failover();
        told = s.told();
        lastTold = s.lastTold();
        calleeOffer = s.media().calleeOffer();
        forCaller = s.media().forCaller();
        callerSettled = s.media().callerSettled();
        callerUses = s.media().callerUses();
        calleeUses = s.media().calleeUses();
        callerVideo = s.media().callerVideo();
        calleeVideo = s.media().calleeVideo();
        exchange = s.media().exchange();
        callerHolds = s.media().callerHolds();
        calleeHolds = s.media().calleeHolds();
        heard = s.media().heard();
        calleeSounds = s.media().calleeSounds();
        tone = s.media().tone();
        faxAsSound = s.media().faxAsSound();
        callerDigits = s.callerDigits();
        calleeDigits = s.calleeDigits();
        led = s.led();
        connected = s.connected();
        meeting = s.meeting();
        cause = s.cause();
        endedBy = s.endedBy();
        waiting = s.waiting();
    }

    CallMachine.Step finish() {
        var media =
                new CallMedia(
                        calleeOffer,
                        forCaller,
                        callerSettled,
                        callerUses,
                        calleeUses,
                        callerVideo,
                        calleeVideo,
                        exchange,
                        callerHolds,
                        calleeHolds,
                        heard,
                        calleeSounds,
                        tone,
                        faxAsSound);
        var next =
                new CallState(
                        phase,
                        caller,
                        callerPolicy,
                        negotiation,
                        callerOver,
                        callee,
                        transfer,
                        parties,
                        givenUp,
                        dialled,
                        redirects,
                        request,
                        laterDigits,
                        targets,
                        failover,
                        told,
                        lastTold,
                        media,
                        callerDigits,
                        calleeDigits,
                        led,
                        connected,
                        meeting,
                        cause,
                        endedBy,
                        waiting);
        return new CallMachine.Step(next, List.copyOf(outputs));
    }

    void put(CallOutput output) {
        outputs.add(output);
    }

    void order(LegId leg, LegCommand command) {
        outputs.add(new CallOutput.Order(leg, command));
    }

    void decide(LegId leg, String what) {
        outputs.add(new CallOutput.Decide(leg, what));
    }

    /// Tells the script that leads the call, if one does.
    void tellScript(CallScript.News news) {
        if (led) {
            outputs.add(new CallOutput.TellScript(news));
        }
    }

    void waitFor(Wait.Kind kind, Duration atMost) {
        waiting = new Wait(kind, atMost, waiting.serial() + 1);
    }

    void waitForever() {
        waitFor(Wait.Kind.FOREVER, Duration.ZERO);
    }

    Wait.Kind waitKind() {
        return waiting.kind();
    }

    boolean waitsFor(Wait.Kind kind) {
        return waiting.kind() == kind;
    }

    /// The leg on the other side of this one, if there is one.
    Optional<LegId> opposite(Side side) {
        return switch (side) {
            case CALLER -> callee.map(CallState.Callee::leg);
            case CALLEE -> callerOver ? Optional.empty() : Optional.of(caller);
            case TRANSFEROR, GIVEN_UP -> Optional.empty();
        };
    }

    LegId calleeLeg() {
        return callee.orElseThrow().leg();
    }

    /// Which codecs the caller's trunk may use.
    CodecPolicy callerCodecs() {
        return callerPolicy.codecs();
    }

    /// Which codecs the trunk of the destination that counts may use.
    CodecPolicy calleeCodecs() {
        return callee.orElseThrow().policy().codecs();
    }

    /// The codec policy of a side's trunk.
    CodecPolicy codecs(Side side) {
        return side == Side.CALLER ? callerCodecs() : calleeCodecs();
    }

    /// Whether sound of the one can reach the other and back, in this call.
    boolean fit(Codec one, Codec other) {
        boolean converts = callerCodecs().converts() && calleeCodecs().converts();
        return negotiation.fit(one, other, converts);
    }

    /// Notes the video that is in use now: what a side answered of what the other one offered.
    void pictures(Side answers, MediaDescription answer, MediaDescription offer) {
        var answered = answer.video();
        var offered = answered.flatMap(a -> offer.video().flatMap(o -> o.only(a.first()::matches)));
        callerVideo = answers == Side.CALLER ? answered : offered;
        calleeVideo = answers == Side.CALLER ? offered : answered;
    }

    /// What a side said of the video in use.
    Optional<VideoDescription> video(Side side) {
        return side == Side.CALLER ? callerVideo : calleeVideo;
    }

    boolean callerOffered() {
        return request.flatMap(CallRequest::media).isPresent();
    }

    /// Gives the caller a sign, unless it is the one it had last.
    void tell(CallState.Told sign, LegCommand command) {
        if (!lastTold.equals(Optional.of(command))) {
            order(caller, command);
            lastTold = Optional.of(command);
        }
        if (sign.compareTo(told) > 0) {
            told = sign;
        }
    }

    void playRingback() {
        if (!tone) {
            tone = true;
            put(new CallOutput.PlayTone(caller, Tone.RINGBACK));
        }
    }

    void stopRingback() {
        if (tone) {
            tone = false;
            put(new CallOutput.StopTone(caller));
        }
    }

    /// Tells the destination that counts to end; another may follow.
    void giveUpCallee(Cause why) {
        callee.ifPresent(
                c -> {
                    order(c.leg(), new LegCommand.Release(why));
                    givenUp.add(c.leg());
                });
        forgetCallee();
    }

    /// The destination that counted is over; what was agreed with it goes with it.
    void forgetCallee() {
        callee = Optional.empty();
        calleeOffer = Optional.empty();
        calleeUses = Optional.empty();
        calleeVideo = Optional.empty();
        calleeHolds = Holds.NOT;
        calleeSounds = false;
        calleeDigits = DigitFilter.EMPTY;
        connected = Optional.empty();
        if (!callerSettled) {
            forCaller = Optional.empty();
        }
        stopRingback();
    }

    /// Ends the call: whoever is left is told to end.
    void end(Cause why, Optional<Side> by) {
        if (phase == Phase.AWAITING_RELEASE || phase == Phase.ENDED) {
            finishWhenAllAreOver();
            return;
        }
        CallThreeWay.end(this);
        if (phase != Phase.AWAITING_SOUND) { // else the call has failed, and the caller heard so
            cause = Optional.of(why);
            endedBy = by;
        }
        giveUpCallee(why);
        CallTransfer.forgetAside(this, why);
        if (!callerOver) {
            order(caller, new LegCommand.Release(why));
        }
        awaitRelease();
    }

    void awaitRelease() {
        tellScript(new CallScript.News.Ended(cause.orElse(Cause.NORMAL_CLEARING)));
        led = false;
        exchange = Optional.empty();
        phase = Phase.AWAITING_RELEASE;
        waitFor(Wait.Kind.RELEASE, RELEASE);
        finishWhenAllAreOver();
    }

    void finishWhenAllAreOver() {
        if (phase == Phase.AWAITING_RELEASE && callerOver && givenUp.isEmpty()) {
            finishNow();
        }
    }

    void finishNow() {
        phase = Phase.ENDED;
        waitForever();
        put(new CallOutput.Finish(cause.orElse(Cause.TEMPORARY_FAILURE)));
    }
}
