package org.dragoman.h323.h245;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.dragoman.h323.h245.CapabilityMachine.Tell;
import org.dragoman.h323.h245.H245Message.*;
import org.dragoman.h323.h245.H245Output.*;
import org.dragoman.h323.h245.H245Output.Timer.Kind;
import org.dragoman.h323.h245.H245Settings.Order;
import org.dragoman.h323.h245.MasterSlaveMachine.Begin;
import org.dragoman.h323.h245.MasterSlaveMachine.Determined;
import org.dragoman.h323.h245.OutgoingChannelMachine.Report;

/// Everything two parties settle by H.245 in one call. Takes messages and expiries, returns
/// what to
/// do; knows no socket and no clock. It does not matter which side speaks first: the peer is
/// answered at once, and what we want is pursued as soon as the peer's answers allow it.
public final class H245Session {
    private static final Timer T101 = new Timer(Kind.T101, 0);
    private static final Timer T106 = new Timer(Kind.T106, 0);
    private static final Timer ROUND_TRIP = new Timer(Kind.ROUND_TRIP, 0);
    private static final Timer SETTLE = new Timer(Kind.SETTLE, 0);

    private final H245Settings settings;
    private final CodecCapabilities codecs;
    private final RandomGenerator random;
    private final Effects effects;
    private final OutgoingAudio outgoing;
    private CapabilityMachine.State telling = CapabilityMachine.START;
    private MasterSlaveMachine.State deciding = new MasterSlaveMachine.Idle();
    private RoundTripMachine.State roundTrip = new RoundTripMachine.Off();
    private Optional<OurMedia> ours = Optional.empty();
    private Optional<CapabilitySet> theirs = Optional.empty();
    private Optional<CapabilitySet> told = Optional.empty();
    private int incomingNumber;
    private Optional<AudioFormat> incoming = Optional.empty();
    private Optional<InetSocketAddress> incomingControl = Optional.empty();
    private boolean peerPausedUs;
    private boolean resuming;
    private boolean pausingPeer;
    private boolean settling;
    private boolean spoke;
    private boolean heard;
    private boolean ended;

    public H245Session(H245Settings settings, CodecCapabilities codecs, RandomGenerator random) {
        this.settings = settings;
        this.codecs = codecs;
        this.random = random;
        this.effects = new Effects(settings.reply());
        this.outgoing = new OutgoingAudio(effects);
    }

    /// Whether anything was said yet by either side.
    public boolean isBegun() {
        return spoke;
    }

    public Optional<CapabilitySet> peerCapabilities() {
        return theirs;
    }

    /// What stands now.
    public AgreedMedia agreed() {
        return new AgreedMedia(
                outgoing.isEstablished() ? outgoing.format() : Optional.empty(),
                incoming,
                outgoing.media(),
                outgoing.control().or(() -> incomingControl),
                theirs.map(CapabilitySet::telephoneEvents).orElse(OptionalInt.empty()));
    }

    /// Takes what fast start opened: both directions are settled, nothing need be said.
    ///
    /// - {@code number}: of the channel we send on; {@code theirNumber}: of theirs.
    public List<H245Output> fastStarted(
            OurMedia media, int number, int theirNumber, AgreedMedia agreed) {
        ours = Optional.of(media);
        agreed.sending()
                .ifPresent(
                        f ->
                                outgoing.openedByFastStart(
                                        number, f, agreed.media(), agreed.control()));
        incomingNumber = theirNumber;
        incoming = agreed.receiving();
        incomingControl = agreed.control();
        effects.tell(new MediaChanged());
        effects.tell(new Settled());
        return effects.take();
    }

    /// Tells the peer what we take, and pursues channels until {@link Settled} or {@link
    /// NotSettled}. Called again in the middle of a call it replaces what was told before.
    public List<H245Output> offer(OurMedia media) {
        ours = Optional.of(media);
        settling = true;
        outgoing.forgetRefusals();
        introduce();
        boolean fits =
                outgoing.format()
                        .map(f -> media.receive().audio().getFirst().isSameCodec(f))
                        .orElse(true);
        if (!fits) {
            outgoing.close();
            effects.tell(new MediaChanged());
        }
        if (incoming.isPresent() && !isWanted(incoming.get())) {
            effects.send(new RequestMode(1, media.receive().audio()));
        }
        effects.arm(SETTLE, settings.settle());
        pursue();
        return effects.take();
    }

    /// Tells the peer what we take without pursuing anything: after fast start, so that both
    /// sides
    /// know how digits may be sent.
    public List<H245Output> introduce(OurMedia media) {
        ours = Optional.of(media);
        introduce();
        pursue();
        return effects.take();
    }

    /// Says again what was said before a peer that has said nothing yet could be reached for
    /// sure.
    public List<H245Output> repeat() {
        if (!heard && told.isPresent()) {
            tell(told.get());
        }
        return effects.take();
    }

    /// Begins to ask whether the peer is still there.
    public List<H245Output> keepAlive() {
        if (!settings.keepAlive().isZero()) {
            var step = RoundTripMachine.step(roundTrip, new RoundTripMachine.Begin());
            if (!roundTrip.equals(step.next())) {
                roundTrip = step.next();
                effects.arm(ROUND_TRIP, settings.keepAlive());
            }
        }
        return effects.take();
    }

    /// Tells the peer to send nothing (H.323 §8.4.6).
    public List<H245Output> pausePeer() {
        if (!pausingPeer) {
            pausingPeer = true;
            tell(CapabilitySet.EMPTY);
        }
        return effects.take();
    }

    public List<H245Output> resumePeer() {
        if (pausingPeer) {
            pausingPeer = false;
            ours.ifPresent(o -> tell(o.receive()));
        }
        return effects.take();
    }

    public List<H245Output> signal(char digit, int millis) {
        send(new UserInputSignal(digit, millis));
        return effects.take();
    }

    public List<H245Output> alphanumeric(char digit) {
        send(new UserInputAlphanumeric(String.valueOf(digit)));
        return effects.take();
    }

    /// Ends the session; says so where anything was said before.
    public List<H245Output> end() {
        effects.disarmAll();
        if (spoke && !ended) {
            effects.send(new EndSession());
        }
        ended = true;
        return effects.take();
    }

    public List<H245Output> expired(Timer timer) {
        effects.expired(timer);
        if (!ended) {
            switch (timer.kind()) {
                case T101 -> capability(new CapabilityMachine.Expired());
                case T106 -> masterSlave(new MasterSlaveMachine.Expired());
                case T103 -> outgoingReport(outgoing.expired(timer.channel()));
                case ROUND_TRIP -> askRoundTrip();
                case SETTLE -> settleTimeIsUp();
            }
            pursue();
        }
        return effects.take();
    }

    public List<H245Output> received(H245Message message) {
        if (ended) {
            return List.of();
        }
        spoke = true;
        heard = true;
        switch (message) {
            case TerminalCapabilitySet m -> theirCapabilities(m);
            case TerminalCapabilitySetAck _, TerminalCapabilitySetReject _ ->
                    capability(new CapabilityMachine.Received(message));
            case MasterSlaveDetermination _,
                    MasterSlaveDeterminationAck _,
                    MasterSlaveDeterminationReject _,
                    MasterSlaveDeterminationRelease _ ->
                    masterSlave(new MasterSlaveMachine.Received(message, random.nextInt(1 << 24)));
            case OpenLogicalChannel m -> opened(m);
            case OpenLogicalChannelAck m -> outgoingReport(outgoing.acknowledged(m));
            case OpenLogicalChannelReject m -> outgoingReport(outgoing.received(m.number(), m));
            case CloseLogicalChannelAck m -> outgoingReport(outgoing.received(m.number(), m));
            case CloseLogicalChannel m -> closed(m);
            case RequestChannelClose m -> closeRequested(m);
            case RequestMode m -> modeRequested(m);
            case RoundTripDelayRequest(int sequence) -> send(new RoundTripDelayResponse(sequence));
            case RoundTripDelayResponse(int sequence) -> roundTripAnswered(sequence);
            case UserInputSignal(char digit, int millis) ->
                    effects.tell(new DigitDialled(digit, millis, true));
            case UserInputAlphanumeric(String characters) ->
                    characters
                            .chars()
                            .forEach(c -> effects.tell(new DigitDialled((char) c, 0, false)));
            case EndSession _ -> peerEnded();
            // H.245 §7.13.2: what asks for an answer gets this one.
            case Other(var _, var kind) when kind == Other.Kind.REQUEST ->
                    send(new FunctionNotUnderstood());
            case Other _,
                    UserInputSignalUpdate _, // the digit was told when it began
                    TerminalCapabilitySetRelease _, // we answered when it came
                    OpenLogicalChannelConfirm _, // only channels both ways have it
                    RequestChannelCloseAck _,
                    RequestChannelCloseReject _,
                    RequestModeAck _, // the channel that follows is what counts
                    RequestModeReject _,
                    FunctionNotUnderstood _ -> {}
        }
        pursue();
        return effects.take();
    }

    // --- capabilities

    private void introduce() {
        var receive = ours.orElseThrow().receive();
        if (!pausingPeer && !told.equals(Optional.of(receive))) {
            tell(receive);
        }
        if (settings.order() == Order.PARALLEL) {
            decide();
        }
    }

    private void tell(CapabilitySet set) {
        told = Optional.of(set);
        effects.expired(T101);
        capability(new Tell(set));
    }

    private void capability(CapabilityMachine.Input input) {
        var step = CapabilityMachine.step(telling, input);
        telling = step.next();
        step.sent().forEach(this::send);
        effects.timer(T101, step.timer());
        if (step.failed()) {
            notSettled("the peer refused our capabilities");
        }
    }

    private void theirCapabilities(TerminalCapabilitySet message) {
        send(new TerminalCapabilitySetAck(message.sequence()));
        var set = message.capabilities();
        if (set.pauses()) {
            if (!peerPausedUs) {
                peerPausedUs = true;
                resuming = false;
                theirs = Optional.of(set);
                outgoing.close();
                effects.tell(new MediaChanged());
                effects.tell(new PeerPaused());
            }
            return;
        }
        theirs = Optional.of(set);
        if (peerPausedUs) {
            peerPausedUs = false;
            resuming = true;
            outgoing.forgetRefusals();
            if (!pausingPeer) {
                ours.ifPresent(o -> tell(o.receive())); // H.323 §8.4.6: as at the beginning
            }
        } else if (outgoing.format().filter(f -> set.formatOf(f.codec()).isEmpty()).isPresent()) {
            outgoing.close(); // it takes no longer what we send
            effects.tell(new MediaChanged());
        } else {
            effects.tell(new MediaChanged()); // telephone events may have come or gone
        }
    }

    // --- master and slave

    private void decide() {
        masterSlave(new Begin(random.nextInt(1 << 24)));
    }

    private void masterSlave(MasterSlaveMachine.Input input) {
        var step = MasterSlaveMachine.step(deciding, input);
        deciding = step.next();
        step.sent().forEach(this::send);
        effects.timer(T106, step.timer());
        if (deciding instanceof MasterSlaveMachine.Failed) {
            notSettled("master and slave cannot be determined");
        }
    }

    // --- channels

    /// Does the next thing that is possible on the way to sound.
    private void pursue() {
        if (ended || ours.isEmpty() || theirs.isEmpty() || !isTold()) {
            return;
        }
        if (deciding instanceof MasterSlaveMachine.Idle) {
            decide();
        }
        boolean wanted = settling || resuming || incoming.isPresent();
        if (deciding instanceof Determined && wanted && !peerPausedUs && outgoing.isIdle()) {
            openOutgoing();
        }
        checkSettled();
    }

    private boolean isTold() {
        return telling instanceof CapabilityMachine.Idle(int _, boolean accepted) && accepted
                || pausingPeer;
    }

    private void openOutgoing() {
        var wanted = ours.orElseThrow();
        var set = theirs.orElseThrow();
        // What the peer already sends is the best choice: then both directions are alike.
        var same = incoming.filter(this::isWanted).flatMap(f -> usable(f, set));
        var chosen =
                same.or(
                        () ->
                                wanted.receive().audio().stream()
                                        .flatMap(f -> usable(f, set).stream())
                                        .findFirst());
        if (chosen.isPresent() && outgoing.mayOpen()) {
            outgoing.open(chosen.get(), wanted.control());
            spoke = true;
        } else {
            notSettled("no audio that both take");
        }
    }

    private Optional<AudioFormat> usable(AudioFormat ours, CapabilitySet set) {
        return set.formatOf(ours.codec())
                .filter(_ -> !outgoing.isRefused(ours.codec()))
                .map(f -> f.withPacketMillis(codecs.packetMillis(f)));
    }

    private boolean isWanted(AudioFormat format) {
        return ours.flatMap(o -> o.receive().formatOf(format.codec())).isPresent();
    }

    private void outgoingReport(Report report) {
        switch (report) {
            case NOTHING -> {}
            case ESTABLISHED -> {
                effects.tell(new MediaChanged());
                if (resuming) {
                    resuming = false;
                    effects.tell(new PeerResumed());
                }
            }
            case REFUSED, GONE -> effects.tell(new MediaChanged());
        }
    }

    private void opened(OpenLogicalChannel m) {
        boolean oneWay = m.reverse().isEmpty();
        var format = m.forward().format().filter(this::isWanted);
        if (format.isEmpty() || !oneWay || pausingPeer) {
            var why =
                    m.forward().format().isEmpty() || oneWay && !pausingPeer
                            ? OpenLogicalChannelReject.Why.DATA_TYPE_NOT_SUPPORTED
                            : OpenLogicalChannelReject.Why.UNSPECIFIED;
            send(new OpenLogicalChannelReject(m.number(), why));
            return;
        }
        incomingNumber = m.number();
        incoming = format;
        incomingControl = m.forward().control();
        var media = ours.orElseThrow();
        send(
                new OpenLogicalChannelAck(
                        m.number(), Optional.of(media.media()), Optional.of(media.control())));
        effects.tell(new MediaChanged());
    }

    private void closed(CloseLogicalChannel m) {
        send(new CloseLogicalChannelAck(m.number()));
        if (m.number() == incomingNumber && incoming.isPresent()) {
            incoming = Optional.empty();
            effects.tell(new MediaChanged());
        }
    }

    /// The peer wants our channel closed; another is opened where it is still wanted.
    private void closeRequested(RequestChannelClose m) {
        send(new RequestChannelCloseAck(m.number()));
        outgoing.close();
        resuming = true;
        effects.tell(new MediaChanged());
    }

    private void modeRequested(RequestMode m) {
        var possible = m.modes().stream().filter(this::isWanted).toList();
        if (possible.isEmpty() || peerPausedUs) {
            send(new RequestModeReject(m.sequence()));
            return;
        }
        var chosen = possible.getFirst();
        send(new RequestModeAck(m.sequence(), chosen.equals(m.modes().getFirst())));
        if (!outgoing.format().map(f -> f.codec().matches(chosen.codec())).orElse(false)) {
            outgoing.close();
            outgoing.open(chosen, ours.orElseThrow().control());
            effects.tell(new ModeTaken(List.of(chosen)));
            effects.tell(new MediaChanged());
        }
    }

    private void checkSettled() {
        if (settling
                && outgoing.isEstablished()
                && (incoming.filter(this::isWanted).isPresent() || pausingPeer)) {
            settling = false;
            effects.timer(SETTLE, false);
            effects.tell(new Settled());
        }
    }

    private void settleTimeIsUp() {
        if (settling && (outgoing.isEstablished() || incoming.isPresent())) {
            settling = false; // sound one way is all this peer has
            effects.tell(new Settled());
        } else {
            notSettled("no channel was opened in time");
        }
    }

    private void notSettled(String why) {
        if (settling) {
            settling = false;
            effects.timer(SETTLE, false);
            effects.tell(new NotSettled(why));
        }
    }

    // --- is the peer there

    private void askRoundTrip() {
        if (!heard) {
            effects.arm(ROUND_TRIP, settings.keepAlive()); // it may not speak H.245 at all
            return;
        }
        var step =
                RoundTripMachine.step(
                        roundTrip, new RoundTripMachine.Expired(settings.unanswered()));
        roundTrip = step.next();
        step.sent().forEach(this::send);
        if (roundTrip instanceof RoundTripMachine.Lost) {
            effects.tell(new PeerLost());
        } else {
            effects.arm(ROUND_TRIP, settings.reply());
        }
    }

    private void roundTripAnswered(int sequence) {
        var before = roundTrip;
        roundTrip =
                RoundTripMachine.step(roundTrip, new RoundTripMachine.Answered(sequence)).next();
        if (!before.equals(roundTrip)) {
            effects.arm(ROUND_TRIP, settings.keepAlive());
        }
    }

    private void peerEnded() {
        effects.disarmAll();
        effects.send(new EndSession());
        ended = true;
        effects.tell(new PeerEnded());
    }

    private void send(H245Message message) {
        spoke = true;
        effects.send(message);
    }
}
