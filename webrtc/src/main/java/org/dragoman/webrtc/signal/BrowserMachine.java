package org.dragoman.webrtc.signal;

import java.util.ArrayList;
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
    private final CallMedia media;
    private final QualityMeter meter = new QualityMeter();
    private final List<Output> outputs = new ArrayList<>();
    private State state = State.AWAITING_USER;

    /// - {@code call}: names the call to the page.
    public BrowserMachine(LegId leg, String call, OfferAnswer start) {
        this.leg = leg;
        this.call = call;
        this.media = new CallMedia(start);
    }

    public boolean isOver() {
        return state == State.ENDED;
    }

    /// The page calls.
    ///
    /// - Errors: its offer cannot be taken, which whoever made the call has looked at before.
    public List<Output> begin(ClientMessage.Call message, Party from, Party to) throws PeerFault {
        state = State.AWAITING_ANSWER;
        var offer = media.offered(message.sdp());
        emit(new LegEvent.Offered(leg, CallRequest.of(from, to, Optional.of(offer))));
        done(message.ref());
        return taken();
    }

    public List<Output> step(Input input) {
        if (state != State.ENDED) {
            take(input);
        } else if (input instanceof Input.Asked(var late)) {
            refuse(late.ref(), Code.NO_CALL, "call", "The call is over.");
        }
        return taken();
    }

    private List<Output> taken() {
        var all = List.copyOf(outputs);
        outputs.clear();
        return all;
    }

    private void take(Input input) {
        switch (input) {
            case Input.Asked(var message) -> asked(message);
            case Input.AskedToJoin(var ref, var with) -> transfer(ref, Party.UNKNOWN, with);
            case Input.Ordered(var command) -> ordered(command);
            case Input.Left(var cause) -> end(cause);
            case Input.Measured(var statistics) -> send(meter.measure(call, statistics));
        }
    }

    // ---- what the page says

    private void asked(ClientMessage.OfCall message) {
        switch (message) {
            case ClientMessage.Call m ->
                    refuse(m.ref(), Code.WRONG_STATE, "call", "There is such a call already.");
            case ClientMessage.Ringing m -> {
                if (in(State.AWAITING_USER, m)) {
                    emit(new LegEvent.Ringing(leg, false, Optional.empty()));
                    done(m.ref());
                }
            }
            case ClientMessage.Answer m -> answer(m);
            case ClientMessage.Update m -> update(m);
            case ClientMessage.Hangup m -> {
                done(m.ref());
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
                    refuse(m.ref(), Code.NO_CALL, "with", "There is no such call.");
            case ClientMessage.Candidate m -> done(m.ref());
        }
    }

    private boolean in(State wanted, ClientMessage message) {
        if (state == wanted) {
            return true;
        }
        refuse(message.ref(), Code.WRONG_STATE, "call", "The call is not in a state for that.");
        return false;
    }

    private void answer(ClientMessage.Answer m) {
        if (!media.isOffering()) {
            refuse(m.ref(), Code.WRONG_STATE, "sdp", "Nothing was offered.");
            return;
        }
        try {
            var agreed = media.answered(m.sdp());
            agree();
            if (state == State.AWAITING_USER) {
                state = State.TALKING;
                emit(new LegEvent.Answered(leg, Optional.of(agreed), Optional.empty()));
                outputs.add(new Output.Measure());
            } else {
                emit(new LegEvent.MediaAnswered(leg, agreed));
            }
            done(m.ref());
        } catch (PeerFault e) {
            refuse(m.ref(), Code.BAD_SDP, "sdp", e.getMessage());
            if (state == State.TALKING) {
                media.withdraw();
                emit(new LegEvent.MediaRefused(leg, Cause.BEARER_NOT_IMPLEMENTED));
            }
        }
    }

    private void update(ClientMessage.Update m) {
        if (!media.isAgreed() || media.isOffering() || media.isOffered()) {
            refuse(m.ref(), Code.WRONG_STATE, "sdp", "Another offer waits for its answer.");
            return;
        }
        try {
            var news = media.offeredAgain(m.sdp());
            done(m.ref());
            if (news.isPresent()) {
                emit(new LegEvent.MediaOffered(leg, news.get()));
            } else {
                updated(media.answerAsBefore(true));
            }
        } catch (PeerFault e) {
            refuse(m.ref(), Code.BAD_SDP, "sdp", e.getMessage());
        }
    }

    private void updated(String answer) {
        send(new ServerMessage.Updated(call, answer));
        agree();
    }

    /// The other side of the call says what it can of what the page wants.
    private void answerMedia(MediaDescription answer) {
        if (state == State.TALKING && media.isOffered()) {
            var said = media.answer(answer);
            updated(said.orElseGet(() -> media.answerAsBefore(false)));
        }
    }

    private void digits(ClientMessage.Dtmf m) {
        if (state == State.AWAITING_USER) {
            in(State.TALKING, m);
            return;
        }
        for (char digit : m.digits().toCharArray()) {
            emit(new LegEvent.Digit(leg, digit, m.length(), DigitMethod.COMMAND));
        }
        done(m.ref());
    }

    private void hold(ClientMessage.OfCall m, boolean on) {
        if (!in(State.TALKING, m)) {
            return;
        }
        if (media.isHolding() != on) {
            media.hold(on);
            agree();
            emit(on ? new LegEvent.Held(leg) : new LegEvent.Resumed(leg));
        }
        done(m.ref());
    }

    private void transfer(ClientMessage.Transfer m) {
        if (in(State.TALKING, m)) {
            emit(new LegEvent.TransferRequested(leg, Called.party(m.to()), Optional.empty()));
            done(m.ref());
        }
    }

    private void transfer(String ref, Party to, LegId with) {
        if (state == State.TALKING) {
            emit(new LegEvent.TransferRequested(leg, to, Optional.of(with)));
            done(ref);
        } else {
            refuse(ref, Code.WRONG_STATE, "call", "The call is not in a state for that.");
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
            case LegCommand.OfferMedia(var offer) -> offer(offer);
            case LegCommand.AnswerMedia(var answer) -> answerMedia(answer);
            case LegCommand.RefuseMedia _ -> {
                if (state == State.TALKING && media.isOffered()) {
                    updated(media.answerAsBefore(false)); // the sound stays as it is
                }
            }
            case LegCommand.AskForKeyFrame() -> outputs.add(new Output.AskForKeyFrame());
            case LegCommand.Hold() -> send(new ServerMessage.Held(call));
            case LegCommand.Resume() -> send(new ServerMessage.Resumed(call));
            case LegCommand.SendDigit(char digit, _) -> send(new ServerMessage.Digit(call, digit));
            case LegCommand.TellTransfer(var status, var cause) ->
                    send(new ServerMessage.Transferring(call, Refusal.word(status), cause));
            case LegCommand.Redirect(_, var cause) -> end(cause); // a page dials anew by itself
            case LegCommand.UpdateIdentity(var party) ->
                    send(new ServerMessage.Identity(call, number(party), name(party)));
            case LegCommand.Release(var cause) -> end(cause);
            // a page dials whole numbers, is asked for no media of its own, and is transferred by
            // the gateway
            case LegCommand.AskForDigits _,
                    LegCommand.SendDialledDigits _,
                    LegCommand.Transfer _ -> {}
        }
    }

    private void dial(CallRequest request) {
        var offer = request.media().filter(m -> !m.isFax()).orElse(CallMedia.OWN);
        var from = request.from();
        var sdp = media.offer(offer);
        send(
                new ServerMessage.Incoming(
                        call,
                        number(from),
                        name(from),
                        request.to().digits(),
                        media.isVideoOffered(),
                        sdp));
        emit(new LegEvent.Proceeding(leg));
    }

    private void progress(Stage stage, boolean sound, Optional<MediaDescription> described) {
        send(new ServerMessage.Progress(call, stage, sound, settle(described)));
    }

    private void answer(Optional<MediaDescription> described, Optional<Party> connected) {
        var sdp = settle(described);
        if (!media.isAgreed()) {
            end(Cause.BEARER_NOT_IMPLEMENTED);
            return;
        }
        state = State.TALKING;
        send(
                new ServerMessage.Answered(
                        call,
                        sdp,
                        connected.flatMap(BrowserMachine::number),
                        connected.flatMap(BrowserMachine::name)));
        outputs.add(new Output.Measure());
    }

    /// Answers the offer that the page called with, once.
    private Optional<String> settle(Optional<MediaDescription> described) {
        if (!media.isOffered()) {
            return Optional.empty();
        }
        var sdp = described.flatMap(media::answer);
        if (sdp.isPresent()) {
            agree();
        }
        return sdp;
    }

    private void offer(MediaDescription offer) {
        if (offer.isFax() || media.isOffering() || media.isOffered()) {
            emit(new LegEvent.MediaRefused(leg, Cause.BEARER_NOT_IMPLEMENTED));
        } else {
            send(new ServerMessage.Offer(call, media.offer(offer)));
        }
    }

    // ---- both

    private void end(Cause cause) {
        state = State.ENDED;
        send(new ServerMessage.Ended(call, cause));
        emit(new LegEvent.Released(leg, cause));
        outputs.add(new Output.Over());
    }

    private void agree() {
        outputs.add(new Output.Agree(media.flow(), media.videoFlow()));
    }

    private void emit(LegEvent event) {
        outputs.add(new Output.Emit(event));
    }

    private void send(ServerMessage message) {
        outputs.add(new Output.Send(message));
    }

    private void done(String ref) {
        if (!ref.isEmpty()) {
            send(new ServerMessage.Done(ref));
        }
    }

    private void refuse(String ref, Code code, String field, String text) {
        send(new Refusal(ref, code, field, text).message());
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
