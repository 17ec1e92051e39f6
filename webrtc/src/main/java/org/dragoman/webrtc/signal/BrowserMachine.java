package org.dragoman.webrtc.signal;

import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.DigitMethod;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.LegId;
import org.dragoman.core.call.Party;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.media.sdp.OfferAnswer;
import org.dragoman.webrtc.signal.Refusal.Code;
import org.dragoman.webrtc.signal.ServerMessage.Progress.Stage;

/// One call with a page: turns what the page says into what happens in the neutral call, and what
/// the core orders into what the page is told. Input in, outputs back; a state is named after what
/// it waits for.
public final class BrowserMachine {
    private enum State {
        /// The page calls; the called party has not answered.
        AWAITING_ANSWER,
        /// The page is called; its user has not answered.
        AWAITING_USER,
        TALKING,
        ENDED
    }

    private final LegId leg;
    private final String call;
    private final Outcome outcome = new Outcome();
    private final MediaTalk media;
    private final QualityMeter meter = new QualityMeter();
    private State state = State.AWAITING_USER;

    /// - {@code call}: names the call to the page.
    public BrowserMachine(LegId leg, String call, OfferAnswer start) {
        this.leg = leg;
        this.call = call;
        this.media = new MediaTalk(leg, call, start, outcome);
    }

    public boolean isOver() {
        return state == State.ENDED;
    }

    /// The page calls.
    ///
    /// - Errors: its offer cannot be taken, which whoever made the call has looked at before.
    public List<Output> begin(ClientMessage.Call message, Party from, Party to) throws PeerFault {
        state = State.AWAITING_ANSWER;
        var offer = media.begin(message.sdp());
        outcome.emit(new LegEvent.Offered(leg, CallRequest.of(from, to, Optional.of(offer))));
        outcome.done(message.ref());
        return outcome.take();
    }

    public List<Output> step(Input input) {
        if (state != State.ENDED) {
            take(input);
        } else if (input instanceof Input.Asked(var late)) {
            outcome.refuse(late.ref(), Code.NO_CALL, "call", "The call is over.");
        }
        return outcome.take();
    }

    private void take(Input input) {
        switch (input) {
            case Input.Asked(var message) -> asked(message);
            case Input.AskedToJoin(var ref, var with) -> transfer(ref, Party.UNKNOWN, with);
            case Input.Ordered(var command) -> ordered(command);
            case Input.Left(var cause) -> end(cause);
            case Input.Measured(var statistics) -> outcome.send(meter.measure(call, statistics));
        }
    }

    // ---- what the page says

    private void asked(ClientMessage.OfCall message) {
        switch (message) {
            case ClientMessage.Call m ->
                    outcome.refuse(
                            m.ref(), Code.WRONG_STATE, "call", "There is such a call already.");
            case ClientMessage.Ringing m -> {
                if (in(State.AWAITING_USER, m)) {
                    outcome.emit(new LegEvent.Ringing(leg, false, Optional.empty()));
                    outcome.done(m.ref());
                }
            }
            case ClientMessage.Answer m -> answer(m);
            case ClientMessage.Update m -> media.update(m);
            case ClientMessage.Hangup m -> {
                outcome.done(m.ref());
                var why =
                        state == State.AWAITING_USER
                                ? m.reason()
                                : ClientMessage.Hangup.Reason.NORMAL;
                end(Cause.signalled(why.q850(), Cause.Location.USER, ""));
            }
            case ClientMessage.Dtmf m -> digits(m);
            case ClientMessage.Hold m -> hold(m, true);
            case ClientMessage.Resume m -> hold(m, false);
            case ClientMessage.Transfer m -> transfer(m);
            case ClientMessage.Join m -> // with a call that is none of this session's
                    outcome.refuse(m.ref(), Code.NO_CALL, "with", "There is no such call.");
            case ClientMessage.Candidate m -> outcome.done(m.ref());
        }
    }

    private boolean in(State wanted, ClientMessage message) {
        if (state == wanted) {
            return true;
        }
        outcome.refuse(
                message.ref(), Code.WRONG_STATE, "call", "The call is not in a state for that.");
        return false;
    }

    private void answer(ClientMessage.Answer m) {
        boolean first = state == State.AWAITING_USER;
        var agreed = media.answered(m, state == State.TALKING);
        if (agreed.isEmpty()) {
            return;
        }
        if (first) {
            state = State.TALKING;
            outcome.emit(new LegEvent.Answered(leg, agreed, Optional.empty()));
            outcome.add(new Output.Measure());
        } else {
            outcome.emit(new LegEvent.MediaAnswered(leg, agreed.get()));
        }
        outcome.done(m.ref());
    }

    private void digits(ClientMessage.Dtmf m) {
        if (state == State.AWAITING_USER) {
            in(State.TALKING, m);
            return;
        }
        for (char digit : m.digits().toCharArray()) {
            outcome.emit(new LegEvent.Digit(leg, digit, m.length(), DigitMethod.COMMAND));
        }
        outcome.done(m.ref());
    }

    private void hold(ClientMessage.OfCall m, boolean on) {
        if (!in(State.TALKING, m)) {
            return;
        }
        if (media.hold(on)) {
            outcome.emit(on ? new LegEvent.Held(leg) : new LegEvent.Resumed(leg));
        }
        outcome.done(m.ref());
    }

    private void transfer(ClientMessage.Transfer m) {
        if (in(State.TALKING, m)) {
            outcome.emit(
                    new LegEvent.TransferRequested(leg, Called.party(m.to()), Optional.empty()));
            outcome.done(m.ref());
        }
    }

    private void transfer(String ref, Party to, LegId with) {
        if (state == State.TALKING) {
            outcome.emit(new LegEvent.TransferRequested(leg, to, Optional.of(with)));
            outcome.done(ref);
        } else {
            outcome.refuse(ref, Code.WRONG_STATE, "call", "The call is not in a state for that.");
        }
    }

    // ---- what the core orders

    private void ordered(LegCommand command) {
        switch (command) {
            case LegCommand.Dial(var request) -> dial(request);
            case LegCommand.Proceed() -> progress(Stage.TRYING, false, Optional.empty());
            case LegCommand.Progress(boolean inBand, var described, _) ->
                    progress(Stage.PROGRESS, inBand, described);
            case LegCommand.Ring(boolean inBand, var described) ->
                    progress(Stage.RINGING, inBand, described);
            case LegCommand.Answer(var described, var connected) -> answer(described, connected);
            case LegCommand.OfferMedia(var offer) -> media.offer(offer);
            case LegCommand.AnswerMedia(var answer) -> {
                if (state == State.TALKING) {
                    media.updated(answer);
                }
            }
            case LegCommand.RefuseMedia _ -> {
                if (state == State.TALKING) {
                    media.notUpdated();
                }
            }
            case LegCommand.AskForKeyFrame() -> outcome.add(new Output.AskForKeyFrame());
            case LegCommand.Hold() -> outcome.send(new ServerMessage.Held(call));
            case LegCommand.Resume() -> outcome.send(new ServerMessage.Resumed(call));
            case LegCommand.SendDigit(char digit, _) ->
                    outcome.send(new ServerMessage.Digit(call, digit));
            case LegCommand.TellTransfer(var status, var cause) ->
                    outcome.send(new ServerMessage.Transferring(call, Refusal.word(status), cause));
            case LegCommand.Redirect(_, var cause) -> end(cause); // a page dials anew by itself
            case LegCommand.UpdateIdentity(var party) ->
                    outcome.send(new ServerMessage.Identity(call, number(party), name(party)));
            case LegCommand.Release(var cause) -> end(cause);
            // a page dials whole numbers, is asked for no media of its own, and is transferred by
            // the gateway
            case LegCommand.AskForDigits _,
                    LegCommand.SendDialledDigits _,
                    LegCommand.TellMeeting _,
                    LegCommand.Transfer _ -> {}
        }
    }

    private void dial(CallRequest request) {
        var offer = request.media().filter(m -> !m.isFax()).orElse(CallMedia.OWN);
        var from = request.from();
        var sdp = media.invite(offer);
        outcome.send(
                new ServerMessage.Incoming(
                        call,
                        number(from),
                        name(from),
                        request.to().digits(),
                        media.isVideoOffered(),
                        sdp));
        outcome.emit(new LegEvent.Proceeding(leg));
    }

    private void progress(Stage stage, boolean sound, Optional<MediaDescription> described) {
        outcome.send(new ServerMessage.Progress(call, stage, sound, media.settle(described)));
    }

    private void answer(Optional<MediaDescription> described, Optional<Party> connected) {
        var sdp = media.settle(described);
        if (!media.isAgreed()) {
            end(Cause.BEARER_NOT_IMPLEMENTED);
            return;
        }
        state = State.TALKING;
        outcome.send(
                new ServerMessage.Answered(
                        call,
                        sdp,
                        connected.flatMap(BrowserMachine::number),
                        connected.flatMap(BrowserMachine::name)));
        outcome.add(new Output.Measure());
    }

    // ---- both

    private void end(Cause cause) {
        state = State.ENDED;
        outcome.send(new ServerMessage.Ended(call, cause));
        outcome.emit(new LegEvent.Released(leg, cause));
        outcome.add(new Output.Over());
    }

    private static Optional<String> number(Party party) {
        return party.isRestricted()
                ? Optional.empty()
                : Optional.of(party.digits()).filter(d -> !d.isEmpty());
    }

    private static Optional<String> name(Party party) {
        return party.isRestricted() ? Optional.empty() : party.displayName();
    }
}
