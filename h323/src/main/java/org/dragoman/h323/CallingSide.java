package org.dragoman.h323;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Consumer;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegEvent;
import org.dragoman.h323.h225.SetupMachine;
import org.dragoman.h323.h225.SetupMachine.ConnectionLost;
import org.dragoman.h323.h225.SetupMachine.ConnectionUp;
import org.dragoman.h323.h225.SetupMachine.Expired;
import org.dragoman.h323.h225.SetupMachine.HangUp;
import org.dragoman.h323.h225.SetupMachine.Input;
import org.dragoman.h323.h225.SetupMachine.MoreDigits;
import org.dragoman.h323.h225.SetupMachine.Output;
import org.dragoman.h323.h225.SetupMachine.Received;
import org.dragoman.h323.h225.SetupMachine.Report;
import org.dragoman.h323.h225.SetupMachine.ReportEnd;
import org.dragoman.h323.h225.SetupMachine.Send;
import org.dragoman.h323.h225.SetupMachine.SendRelease;
import org.dragoman.h323.h225.SetupMachine.SendStatus;
import org.dragoman.h323.h225.SetupMachine.State;
import org.dragoman.h323.h225.SetupMachine.Talking;
import org.dragoman.h323.h225.SetupMachine.Waiting;
import org.dragoman.h323.h225.UserInformation;
import org.dragoman.h323.net.Connection;
import org.dragoman.h323.q931.MessageType;
import org.dragoman.h323.q931.Q931Message;
import org.dragoman.rules.ProgressTables.Message;

/// A leg that calls: dials, reports what the called side says, and reports the answer when
/// sound can flow (RFC 4123 §9.3).
final class CallingSide implements Side, LegMedia.Owner {
    private final LegParts parts;
    private final Talk talk;
    private final LegMedia media;
    private State state = new SetupMachine.AwaitingConnection();
    private final CallingOffers offers;
    private final CallerWords words;
    private final CalledNews news;
    private String laterDigits = "";
    private boolean laterComplete;
    private boolean connected;
    private Optional<Current> current = Optional.empty();

    CallingSide(LegParts parts, CallRequest request) {
        this.parts = parts;
        this.words =
                new CallerWords(parts.workshop().parties(), parts.mappings().progress(), request);
        this.media =
                new LegMedia(
                        parts.workshop(),
                        parts.context(),
                        parts.behaviour(),
                        parts.control(),
                        parts.events(),
                        this);
        this.talk = new Talk(parts, media, this::end);
        var agreement = media.agreement();
        this.news = new CalledNews(parts, agreement);
        this.offers =
                new CallingOffers(parts, agreement, request.media().orElseGet(agreement::ownOffer));
    }

    // --- the connection

    /// Whether the call can be said in H.245 at all.
    boolean isSpeakable() {
        return offers.isSpeakable();
    }

    /// Dials the peer; {@link #connected} or {@link #lost} follows.
    void dial(InetSocketAddress address, LinkMaker maker) {
        var context = parts.context();
        parts.workshop()
                .transport()
                .dial(
                        parts.workshop().config().listen().getAddress(),
                        address,
                        connection -> maker.make(connection, this::connected),
                        why ->
                                context.loop()
                                        .execute(
                                                () -> {
                                                    context.trace()
                                                            .decision(
                                                                    context.id(),
                                                                    "cannot connect: " + why);
                                                    step(new ConnectionLost());
                                                }));
    }

    void connected(SignallingLink link) {
        if (parts.events().isReleased()) {
            link.release();
            return;
        }
        parts.wire().attach(link);
        step(new ConnectionUp());
        settleTurn();
    }

    @Override
    public void lost() {
        step(new ConnectionLost());
    }

    // --- out

    private void sendSetup() {
        var link = parts.wire().link().orElseThrow();
        var info = words.setupInformation(link.local(), link.remote());
        offers.setup(info);
        var elements = new SetupElements(parts.mappings().elements());
        elements.userData(words.request()).ifPresent(info::userData);
        var all = elements.sent(words.setupElements(), words.request());
        parts.wire().send(MessageType.SETUP, all, info);
    }

    private void sendDigits() {
        parts.wire()
                .send(
                        MessageType.INFORMATION,
                        words.digits(laterDigits, laterComplete),
                        UserInformation.builder());
    }

    @Override
    public void sendDialledDigits(String digits, boolean complete) {
        laterDigits = digits;
        laterComplete = complete;
        step(new MoreDigits());
    }

    // --- in

    @Override
    public void received(Q931Message message, UserInformation info) {
        parts.wire().learn(info);
        parts.control().drain();
        offers.received(info);
        info.h245Address().ifPresent(parts.control()::peerListensAt);
        var cause = talk.toldCause(message, info);
        current = Optional.of(new Current(message, info));
        step(new Received(message.type(), cause));
        current = Optional.empty();
        info.h245Control().forEach(pdu -> parts.control().received(pdu.toByteArray()));
    }

    @Override
    public void controlBegun() {
        offers.controlBegun();
    }

    @Override
    public void channelProposed() {
        offers.channelProposed();
    }

    // --- the machine

    private record Current(Q931Message message, UserInformation info) {}

    private void step(Input input) {
        var before = state;
        var step = SetupMachine.step(state, input);
        state = step.next();
        if (!state.equals(before) || input instanceof MoreDigits) {
            before(before);
            if (state instanceof Waiting waiting) {
                var timer = waiting.timer();
                parts.timers()
                        .start(
                                timer,
                                parts.workshop().config().timers().of(timer),
                                () -> {
                                    step(new Expired(timer));
                                    settleTurn();
                                });
            }
        }
        step.outputs().forEach(this::perform);
    }

    private void before(State left) {
        if (left instanceof Waiting waiting) {
            parts.timers().stop(waiting.timer());
        }
    }

    private void perform(Output output) {
        switch (output) {
            case Send(var type) -> {
                switch (type) {
                    case SETUP -> sendSetup();
                    case INFORMATION -> sendDigits();
                    default -> throw new IllegalStateException("nothing to send: " + type);
                }
            }
            case SendRelease(var cause) -> talk.sendRelease(cause);
            case SendStatus(int cause) -> talk.sendStatus(cause, state.callState());
            case Report(var type) -> report(type, current.orElseThrow());
            case ReportEnd(var cause) -> talk.over(cause);
        }
    }

    private void report(MessageType type, Current now) {
        var message = now.message();
        switch (type) {
            case CALL_PROCEEDING -> news.told(message, Message.CALL_PROCEEDING);
            case SETUP_ACKNOWLEDGE ->
                    parts.events().emit(new LegEvent.MoreDigits(parts.events().leg()));
            case PROGRESS -> news.told(message, Message.PROGRESS);
            case ALERTING -> news.told(message, Message.ALERTING);
            case CONNECT -> connect(message, now.info());
            case FACILITY -> facility(now.info());
            case NOTIFY -> talk.notified(message, now.info());
            case INFORMATION -> {
                talk.keypad(message);
                if (connected) {
                    talk.identity(message, now.info());
                }
            }
            case STATUS -> talk.status(message, state.callState());
            default -> {} // the machine reports no other
        }
    }

    private void connect(Q931Message message, UserInformation info) {
        connected = true;
        offers.closeFastStart();
        var party = parts.workshop().parties().connected(message, info);
        if (party.number().isPresent() || party.displayName().isPresent()) {
            news.reached(party);
            talk.knows(party);
        }
        if (parts.behaviour().h245InSetup()) {
            media.agreement().repeat();
        }
        if (media.agreement().isSettled()) {
            news.answered();
        }
        offers.connected();
        talk.openControl();
    }

    private void facility(UserInformation info) {
        boolean forwards = info.reason().filter(UserInformation.CALL_FORWARDED::equals).isPresent();
        if (forwards && !connected) {
            news.forwarded(parts.workshop().parties().alternative(info));
        }
    }

    // --- the media's news

    @Override
    public void mediaSettled() {
        if (connected) {
            news.answered();
        } else if (current.isEmpty()) {
            news.mediaSettled();
        }
    }

    @Override
    public void mediaNotSettled(String why) {
        if (connected && !news.isAnswered()) {
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
    public Talk talk() {
        return talk;
    }

    @Override
    public boolean isTalking() {
        return state instanceof Talking;
    }

    @Override
    public LegMedia media() {
        return media;
    }

    @Override
    public void end(Cause cause) {
        step(new HangUp(cause));
    }

    private void settleTurn() {
        parts.wire().flush();
    }

    /// Makes this call's part of a connection that has come up; the link is told on the call's
    /// loop.
    interface LinkMaker {
        Connection.Listener make(Connection connection, Consumer<SignallingLink> made);
    }
}
