package org.dragoman.gateway.load;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.LegId;
import org.dragoman.core.log.CallTrace;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.MediaPort;
import org.dragoman.core.time.Timers;

/// One call of a {@link LoadEnd}: the surroundings of its leg, and what the party does.
final class LoadCall implements LegContext {
    // an unreliable 180 may get lost, so nobody waits for ringing for ever
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final MediaDescription OFFER = MediaDescription.of(Codec.PCMU, Codec.PCMA);
    private static final CallTrace UNTRACED =
            new CallTrace() {
                @Override
                public void message(LegId leg, Way way, String name, String detail) {}

                @Override
                public void decision(LegId leg, String what) {}
            };

    private final LegId id;
    private final String trunk;
    private final Executor loop;
    private final Timers timers;
    private final MediaPort media;
    private final LoadEnd end;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final CompletableFuture<CallLeg> leg = new CompletableFuture<>();
    private Behaviour behaviour;
    private boolean lateOffer;
    private Timers.Alarm patience = () -> {};
    private long dialled;
    private long ringing;
    private long answered;

    LoadCall(
            LegId id,
            String trunk,
            Executor loop,
            Timers timers,
            MediaPort media,
            LoadEnd end,
            Behaviour behaviour) {
        this.id = id;
        this.trunk = trunk;
        this.loop = loop;
        this.timers = timers;
        this.media = media;
        this.end = end;
        this.behaviour = behaviour;
    }

    CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    /// The leg that this call is made of. The loop may be at work on it already, and then waits a
    /// moment for this.
    void attach(CallLeg made) {
        leg.complete(made);
    }

    /// Dials; on the loop.
    void dial(CallRequest request) {
        dialled = System.nanoTime();
        lateOffer = request.media().isEmpty();
        if (behaviour instanceof Behaviour.Abandon) {
            patience = timers.after(PATIENCE, this::hangUp);
        }
        order(new LegCommand.Dial(request));
    }

    @Override
    public LegId id() {
        return id;
    }

    @Override
    public String trunk() {
        return trunk;
    }

    @Override
    public Executor loop() {
        return loop;
    }

    @Override
    public Timers timers() {
        return timers;
    }

    @Override
    public MediaPort media() {
        return media;
    }

    @Override
    public CallTrace trace() {
        return UNTRACED;
    }

    @Override
    public void emit(LegEvent event) {
        // the party replies after the leg has finished what it is in the middle of
        loop.execute(() -> take(event));
    }

    private void take(LegEvent event) {
        switch (event) {
            case LegEvent.Offered offered -> offered(offered.request());
            case LegEvent.Ringing _ -> rings();
            case LegEvent.Answered reply -> answered(reply.media());
            case LegEvent.MediaOffered offer ->
                    order(new LegCommand.AnswerMedia(firstOf(offer.offer())));
            case LegEvent.Redirected redirected -> over(redirected.cause());
            case LegEvent.Released released -> over(released.cause());
            // what a load party has no use for
            case LegEvent.Replacing _,
                    LegEvent.Proceeding _,
                    LegEvent.Progress _,
                    LegEvent.MoreDigits _,
                    LegEvent.DialledDigits _,
                    LegEvent.MediaAnswered _,
                    LegEvent.MediaRefused _,
                    LegEvent.Held _,
                    LegEvent.Resumed _,
                    LegEvent.Digit _,
                    LegEvent.KeyFrameWanted _,
                    LegEvent.TransferRequested _,
                    LegEvent.MeetingRequested _,
                    LegEvent.IdentityChanged _ -> {}
        }
    }

    private void offered(CallRequest request) {
        behaviour = end.behaviourFor(request);
        order(new LegCommand.Proceed());
        switch (behaviour) {
            case Behaviour.Answer answer -> {
                if (answer.ring()) {
                    order(new LegCommand.Ring(false, Optional.empty()));
                }
                var reply = request.media().map(LoadCall::firstOf).orElse(OFFER);
                order(new LegCommand.Answer(Optional.of(reply), Optional.empty()));
            }
            case Behaviour.Refuse refuse -> order(new LegCommand.Release(refuse.cause()));
            case Behaviour.RingOnly _ -> order(new LegCommand.Ring(false, Optional.empty()));
            case Behaviour.Talk _, Behaviour.Abandon _ ->
                    throw new IllegalStateException("a caller's behaviour for a callee");
        }
    }

    private void rings() {
        if (ringing == 0) {
            ringing = System.nanoTime();
            if (behaviour instanceof Behaviour.Abandon abandon) {
                patience.cancel();
                timers.after(abandon.after(), this::hangUp);
            }
        }
    }

    private void answered(Optional<MediaDescription> description) {
        answered = System.nanoTime();
        ringing = ringing == 0 ? answered : ringing;
        if (lateOffer) {
            description.ifPresent(d -> order(new LegCommand.AnswerMedia(firstOf(d))));
        }
        if (behaviour instanceof Behaviour.Talk talk) {
            timers.after(talk.length(), this::hangUp);
        }
    }

    private void hangUp() {
        if (!outcome.isDone()) {
            order(new LegCommand.Release(Cause.gateway(16)));
        }
    }

    private void over(Cause cause) {
        long now = System.nanoTime();
        patience.cancel();
        outcome.complete(
                new Outcome(
                        answered != 0,
                        cause,
                        ringing == 0 ? 0 : ringing - dialled,
                        answered == 0 ? 0 : answered - dialled,
                        now - dialled));
        end.ended(this);
    }

    private void order(LegCommand command) {
        leg.join().execute(command);
    }

    private static MediaDescription firstOf(MediaDescription offer) {
        return offer.withCodecs(List.of(offer.first()));
    }
}
