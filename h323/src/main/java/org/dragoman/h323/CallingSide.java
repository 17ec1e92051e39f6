package org.dragoman.h323;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.Party;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.h323.h225.Alias;
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
import org.dragoman.h323.q931.InformationElement;
import org.dragoman.h323.q931.InformationElement.BearerCapability;
import org.dragoman.h323.q931.InformationElement.PartyNumber.Role;
import org.dragoman.h323.q931.InformationElement.SendingComplete;
import org.dragoman.h323.q931.MessageType;
import org.dragoman.h323.q931.Q931Message;

/// A leg that calls: dials, reports what the called side says, and reports the answer when
/// sound
/// can flow (RFC 4123 §9.3).
final class CallingSide implements Side, LegMedia.Owner {
    private static final int MOST_HOPS = 31; // H.225.0 §7.3.10, hopCount

    private final LegParts parts;
    private final Talk talk;
    private final LegMedia media;
    private State state = new SetupMachine.AwaitingConnection();
    private CallRequest request;
    private MediaDescription offer;
    private String laterDigits = "";
    private boolean laterComplete;
    private boolean fastStartPending;
    private boolean proceeding;
    private boolean inBand;
    private boolean mediaReported;
    private boolean connected;
    private boolean answered;
    private Optional<Party> connectedParty = Optional.empty();
    private Optional<Current> current = Optional.empty();

    CallingSide(LegParts parts, CallRequest request) {
        this.parts = parts;
        this.request = request;
        this.media =
                new LegMedia(
                        parts.workshop(),
                        parts.context(),
                        parts.behaviour(),
                        parts.control(),
                        parts.events(),
                        this);
        this.talk = new Talk(parts, media, this::end);
        this.offer = request.media().orElseGet(media::ownOffer);
    }

    // --- the connection

    /// Dials the peer; {@link #connected} or {@link #lost} follows.
    void dial(InetSocketAddress address, LinkMaker maker) {
        if (!media.canSay(offer)) {
            end(Cause.BEARER_NOT_IMPLEMENTED);
            return;
        }
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

    private void connected(SignallingLink link) {
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
        var parties = parts.workshop().parties();
        var link = parts.wire().link().orElseThrow();
        var elements = new ArrayList<InformationElement>();
        elements.add(BearerCapability.SPEECH_A_LAW);
        elements.addAll(parties.elements(request.from(), Role.CALLING));
        request.to().number().flatMap(parties::called).ifPresent(elements::add);
        elements.addAll(parties.redirections(request.redirections()));
        if (request.numberComplete()) {
            elements.add(new SendingComplete());
        }
        var info =
                UserInformation.builder()
                        .sourceCallSignalAddress(link.local())
                        .destCallSignalAddress(link.remote())
                        .aliases(Parties.aliases(request.from()))
                        .destination(destination())
                        .hopCount(Math.clamp(request.maxForwards(), 1, MOST_HOPS))
                        .canOverlapSend(!request.numberComplete())
                        .presentation(parties.presentation(request.from()))
                        .screening(parties.screening(request.from()));
        if (parts.behaviour().fastStart()) {
            var proposals = media.proposals(offer);
            fastStartPending = !proposals.isEmpty();
            info.fastStart(proposals);
        }
        if (parts.behaviour().h245InSetup()
                && parts.wire().tunnelling() == LegWire.Tunnelling.OFFERED) {
            media.introduce(offer);
            info.parallelH245Control(parts.control().takeQueued());
        }
        parts.wire().send(MessageType.SETUP, elements, info);
    }

    private List<Alias> destination() {
        var aliases = new ArrayList<>(Parties.aliases(request.to()));
        request.to()
                .uri()
                .filter(u -> aliases.isEmpty() && u.startsWith("h323:"))
                .ifPresent(u -> aliases.add(new Alias(Alias.Kind.URL_ID, u)));
        return aliases;
    }

    private void sendDigits() {
        var called =
                request.to()
                        .number()
                        .map(n -> n.withDigits(laterDigits))
                        .flatMap(parts.workshop().parties()::called);
        var elements = new ArrayList<InformationElement>();
        called.ifPresent(elements::add);
        if (laterComplete) {
            elements.add(new SendingComplete());
        }
        parts.wire().send(MessageType.INFORMATION, elements, UserInformation.builder());
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
        if (fastStartPending) {
            takeFastStart(info);
        }
        info.h245Address().ifPresent(parts.control()::peerListensAt);
        var cause =
                Talk.clears(message.type())
                        ? Optional.of(
                                Causes.of(
                                                message,
                                                info,
                                                parts.workshop()
                                                        .mappings()
                                                        .causes(parts.peer().causes()))
                                        .value())
                        : Optional.<Cause>empty();
        current = Optional.of(new Current(message, info));
        step(new Received(message.type(), cause));
        current = Optional.empty();
        info.h245Control().forEach(pdu -> parts.control().received(pdu.toByteArray()));
    }

    private void takeFastStart(UserInformation info) {
        if (!info.fastStart().isEmpty() && media.takeFastStart(info.fastStart(), offer)) {
            fastStartPending = false;
        } else if (info.fastConnectRefused()) {
            fastStartPending = false;
            parts.context().trace().decision(parts.context().id(), "fast start refused");
        }
    }

    @Override
    public void controlBegun() {
        if (media.isSettled() || fastStartPending) {
            media.introduce(offer); // fast start may still be answered
        } else {
            media.offer(offer);
        }
    }

    /// The peer opens channels although fast start was not answered: it will not be.
    @Override
    public void channelProposed() {
        if (fastStartPending) {
            fastStartPending = false;
            parts.context()
                    .trace()
                    .decision(parts.context().id(), "fast start refused: the peer opens channels");
            media.offer(offer);
        }
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

    private void report(MessageType type, Current news) {
        var message = news.message();
        var leg = parts.events().leg();
        switch (type) {
            case CALL_PROCEEDING -> {
                if (!proceeding) {
                    proceeding = true;
                    parts.events().emit(new LegEvent.Proceeding(leg));
                }
                if (message.saysInBand()) {
                    progress(message);
                }
            }
            case SETUP_ACKNOWLEDGE -> parts.events().emit(new LegEvent.MoreDigits(leg));
            case PROGRESS -> progress(message);
            case ALERTING -> {
                boolean early = inBandMedia(message);
                parts.events()
                        .emit(
                                new LegEvent.Ringing(
                                        leg, early, early ? reportedMedia() : Optional.empty()));
            }
            case CONNECT -> connect(message, news.info());
            case FACILITY -> facility(news.info());
            case NOTIFY -> talk.notified(message, news.info());
            case INFORMATION -> {
                talk.keypad(message);
                if (connected) {
                    talk.identity(message, news.info());
                }
            }
            case STATUS -> talk.status(message, state.callState());
            default -> {} // the machine reports no other
        }
    }

    private boolean inBandMedia(Q931Message message) {
        inBand |= message.saysInBand();
        return inBand && media.isSettled();
    }

    private void progress(Q931Message message) {
        boolean early = inBandMedia(message);
        parts.events()
                .emit(
                        new LegEvent.Progress(
                                parts.events().leg(),
                                early,
                                early ? reportedMedia() : Optional.empty(),
                                Causes.along(message)));
    }

    private Optional<MediaDescription> reportedMedia() {
        mediaReported = true;
        return media.description();
    }

    private void connect(Q931Message message, UserInformation info) {
        connected = true;
        if (fastStartPending) {
            fastStartPending = false; // H.323 §8.1.7.1: not answered by Connect is refused
            parts.context().trace().decision(parts.context().id(), "fast start not answered");
        }
        var party = parts.workshop().parties().connected(message, info);
        if (party.number().isPresent() || party.displayName().isPresent()) {
            connectedParty = Optional.of(party);
            talk.knows(party);
        }
        if (parts.behaviour().h245InSetup()) {
            media.repeat();
        }
        if (media.isSettled()) {
            answer();
            if (parts.behaviour().h245AfterFastStart() && !media.isTold()) {
                media.introduce(offer);
            }
        } else {
            media.offer(offer);
        }
        talk.openControl();
    }

    private void facility(UserInformation info) {
        if (info.reason().filter(UserInformation.CALL_FORWARDED::equals).isPresent()
                && !connected) {
            var target = parts.workshop().parties().alternative(info);
            boolean known =
                    target.number().isPresent()
                            || !target.aliases().isEmpty()
                            || target.uri().isPresent();
            if (known) {
                parts.events()
                        .emit(
                                new LegEvent.Redirected(
                                        parts.events().leg(),
                                        List.of(target),
                                        Cause.mapped(
                                                23,
                                                Cause.Location.USER,
                                                "H.225 facility callForwarded")));
            }
        }
    }

    // --- the media's news

    @Override
    public void mediaSettled() {
        if (connected) {
            answer();
        } else if (inBand && !mediaReported && current.isEmpty()) {
            parts.events()
                    .emit(
                            new LegEvent.Progress(
                                    parts.events().leg(), true, reportedMedia(), Optional.empty()));
        }
    }

    private void answer() {
        if (!answered) {
            answered = true;
            parts.events()
                    .emit(
                            new LegEvent.Answered(
                                    parts.events().leg(), media.description(), connectedParty));
        }
    }

    @Override
    public void mediaNotSettled(String why) {
        if (connected && !answered) {
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
