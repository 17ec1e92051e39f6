package org.dragoman.h323;

import java.util.Optional;
import org.dragoman.asn1.per.Octets;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.Party;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.h323.h225.AnswerMachine;
import org.dragoman.h323.h225.AnswerMachine.Answer;
import org.dragoman.h323.h225.AnswerMachine.AskForDigits;
import org.dragoman.h323.h225.AnswerMachine.ConnectionLost;
import org.dragoman.h323.h225.AnswerMachine.Expired;
import org.dragoman.h323.h225.AnswerMachine.HangUp;
import org.dragoman.h323.h225.AnswerMachine.Input;
import org.dragoman.h323.h225.AnswerMachine.Output;
import org.dragoman.h323.h225.AnswerMachine.Proceed;
import org.dragoman.h323.h225.AnswerMachine.Progress;
import org.dragoman.h323.h225.AnswerMachine.Received;
import org.dragoman.h323.h225.AnswerMachine.Report;
import org.dragoman.h323.h225.AnswerMachine.ReportDigitsComplete;
import org.dragoman.h323.h225.AnswerMachine.ReportEnd;
import org.dragoman.h323.h225.AnswerMachine.Ring;
import org.dragoman.h323.h225.AnswerMachine.Send;
import org.dragoman.h323.h225.AnswerMachine.SendRelease;
import org.dragoman.h323.h225.AnswerMachine.SendStatus;
import org.dragoman.h323.h225.AnswerMachine.State;
import org.dragoman.h323.h225.AnswerMachine.Talking;
import org.dragoman.h323.h225.CallTimers.Name;
import org.dragoman.h323.h225.UserInformation;
import org.dragoman.h323.q931.MessageType;
import org.dragoman.h323.q931.Q931Message;

/// A leg that was called: reports the Setup, says what it is ordered to, and settles media by
/// fast start, or by H.245 once it knows what the other side offers.
final class CalledSide implements Side, LegMedia.Owner {
    private final LegParts parts;
    private final Talk talk;
    private final LegMedia media;
    private final CalleeWords words;
    private final CalledOffers offers;
    private State state = new AnswerMachine.AwaitingDecision();

    CalledSide(LegParts parts) {
        this.parts = parts;
        this.words =
                new CalleeWords(
                        parts.workshop().parties(),
                        parts.mappings().progress(),
                        parts.behaviour().connectedNumber());
        this.media =
                new LegMedia(
                        parts.workshop(),
                        parts.context(),
                        parts.behaviour(),
                        parts.control(),
                        parts.events(),
                        this);
        this.talk = new Talk(parts, media, this::end);
        this.offers = new CalledOffers(parts, media.agreement(), words);
    }

    // --- in

    /// The first message of the call.
    void setup(Q931Message message, UserInformation info) {
        parts.wire().join(info);
        offers.setup(info);
        var parties = parts.workshop().parties();
        var caller = parties.caller(message, info);
        talk.knows(caller);
        var called = parties.called(message, info);
        words.dialled(called.number());
        parts.events()
                .emit(
                        new LegEvent.Offered(
                                parts.events().leg(),
                                new CallRequest(
                                        caller,
                                        called,
                                        parties.redirections(message),
                                        message.isSendingComplete() || !info.canOverlapSend(),
                                        offers.proposed(),
                                        info.hopCount().orElse(CallRequest.MAX_FORWARDS),
                                        new SetupElements(parts.mappings().elements())
                                                .received(message, info))));
        info.parallelH245Control().forEach(this::control);
        info.h245Control().forEach(this::control);
    }

    private void control(Octets pdu) {
        parts.control().received(pdu.toByteArray());
    }

    @Override
    public void received(Q931Message message, UserInformation info) {
        info.h245Address().ifPresent(parts.control()::peerListensAt);
        var cause = talk.toldCause(message, info);
        var step = AnswerMachine.step(state, new Received(message.type(), cause));
        moveTo(step.next());
        for (var output : step.outputs()) {
            if (output instanceof Report(var type)) {
                report(type, message, info);
            } else {
                perform(output);
            }
        }
        info.h245Control().forEach(this::control);
    }

    private void report(MessageType type, Q931Message message, UserInformation info) {
        switch (type) {
            case INFORMATION -> information(message, info);
            case NOTIFY -> talk.notified(message, info);
            case STATUS -> talk.status(message, state.callState());
            default -> {} // services that are none of ours; their H.245 is read anyway
        }
    }

    private void information(Q931Message message, UserInformation info) {
        if (isTalking()) {
            talk.keypad(message);
            talk.identity(message, info);
            return;
        }
        var digits =
                parts.workshop().parties().called(message, info).digits()
                        + message.keypad().orElse("");
        boolean complete = message.isSendingComplete();
        if (!digits.isEmpty() || complete) {
            if (state.awaitsDigits()) {
                awaitDigits();
            }
            words.dialledMore(digits);
            parts.events().emit(new LegEvent.DialledDigits(parts.events().leg(), digits, complete));
        }
    }

    private void awaitDigits() {
        var time = parts.workshop().config().timers().of(Name.T302);
        parts.timers().start(Name.T302, time, () -> step(new Expired(Name.T302)));
    }

    @Override
    public void lost() {
        step(new ConnectionLost());
    }

    // --- ordered

    @Override
    public void proceed() {
        step(new Proceed());
    }

    @Override
    public void askForDigits() {
        step(new AskForDigits());
    }

    @Override
    public void progress(boolean heard, Optional<MediaDescription> offer, Optional<Cause> cause) {
        boolean news = offers.take(offer, isTalking()) | words.heard(heard) | cause.isPresent();
        words.because(cause);
        step(new Progress(news));
    }

    @Override
    public void ring(boolean heard, Optional<MediaDescription> offer) {
        boolean news = offers.take(offer, isTalking()) | words.heard(heard);
        words.because(Optional.empty());
        step(new Ring(news));
    }

    @Override
    public void answer(Optional<MediaDescription> offer, Optional<Party> party) {
        words.answeredBy(party);
        offers.take(offer, isTalking());
        offers.closeFastStart();
        step(new Answer());
        if (isTalking()) {
            offers.connected();
        }
    }

    // --- the machine

    private void step(Input input) {
        var step = AnswerMachine.step(state, input);
        moveTo(step.next());
        step.outputs().forEach(this::perform);
        parts.wire().flush();
    }

    private void moveTo(State next) {
        boolean asks = next.awaitsDigits() && !state.awaitsDigits();
        if (state.awaitsDigits() && !next.awaitsDigits()) {
            parts.timers().stop(Name.T302);
        }
        state = next;
        if (asks) {
            awaitDigits();
        }
    }

    private void perform(Output output) {
        switch (output) {
            case Send(var type) -> send(type);
            case SendRelease(var cause) -> talk.sendRelease(cause);
            case SendStatus(int cause) -> talk.sendStatus(cause, state.callState());
            case ReportDigitsComplete _ ->
                    parts.events().emit(new LegEvent.DialledDigits(parts.events().leg(), "", true));
            case ReportEnd(var cause) -> talk.over(cause);
            case Report _ -> {} // brought by messages only
        }
    }

    private void send(MessageType type) {
        var info = UserInformation.builder();
        var elements =
                switch (type) {
                    case PROGRESS -> words.progress(info);
                    case ALERTING -> words.alerting(info);
                    case CONNECT -> words.connect(info);
                    default -> words.other(info); // CallProceeding, SetupAcknowledge
                };
        boolean progresses = type == MessageType.PROGRESS || type == MessageType.ALERTING;
        if (type == MessageType.CONNECT || offers.isEarly() && progresses) {
            parts.control().connection().listeningAt().ifPresent(info::h245Address);
        }
        parts.wire().send(type, elements, info);
    }

    // --- the media's news

    @Override
    public void mediaSettled() {
        if (offers.proposed().isEmpty()) {
            media.agreement()
                    .description()
                    .ifPresent(
                            d ->
                                    parts.events()
                                            .emit(
                                                    new LegEvent.MediaAnswered(
                                                            parts.events().leg(), d)));
        }
    }

    @Override
    public void mediaNotSettled(String reason) {
        if (isTalking()) {
            end(Cause.BEARER_NOT_IMPLEMENTED);
        }
    }

    @Override
    public void controlEnded() {
        talk.awaitRelease();
    }

    @Override
    public void controlLost() {
        end(Cause.TEMPORARY_FAILURE);
    }

    @Override
    public void controlBegun() {
        offers.controlBegun();
    }

    @Override
    public void channelProposed() {
        offers.controlBegun();
    }

    @Override
    public Talk talk() {
        return talk;
    }

    @Override
    public LegMedia media() {
        return media;
    }

    @Override
    public boolean isTalking() {
        return state instanceof Talking;
    }

    @Override
    public void end(Cause cause) {
        step(new HangUp(cause));
    }
}
