package org.dragoman.h323;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.dragoman.asn1.per.Octets;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.DigitMethod;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.h323.H323Behaviour.Digits;
import org.dragoman.h323.h245.AgreedMedia;
import org.dragoman.h323.h245.AudioFormat;
import org.dragoman.h323.h245.CapabilitySet;
import org.dragoman.h323.h245.CapabilitySet.UserInputKind;
import org.dragoman.h323.h245.FastStart;
import org.dragoman.h323.h245.H245Message;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannel;
import org.dragoman.h323.h245.OurMedia;

/// A call's sound: between the neutral description, H.245, fast start and the leg's media port.
final class LegMedia implements LegControl.Listener {
    private static final int EVENT_TYPE = 101; // RTP payload type on which we take RFC 4733 digits
    private static final int MOST_PROPOSALS = 64; // elements of a fastStart that we look at

    /// The rest of the leg.
    interface Owner {
        /// For the first time sound can flow.
        void mediaSettled();

        /// What was offered cannot be had.
        void mediaNotSettled(String why);

        /// The session is over although the call is not.
        void controlEnded();

        void controlLost();

        /// The peer began H.245 before we told it anything.
        void controlBegun();

        /// The peer proposes a channel although nothing is settled yet.
        void channelProposed();
    }

    private enum Exchange {
        NONE,
        /// The core offered, and waits.
        OFFERED,
        /// Settles what the core already knows.
        QUIET
    }

    private final Workshop workshop;
    private final LegContext context;
    private final H323Behaviour behaviour;
    private final LegControl control;
    private final LegEvents events;
    private final Owner owner;
    private List<OpenLogicalChannel> proposals = List.of();
    private boolean fastStarted;
    private boolean settled;
    private boolean told;
    private Exchange exchange = Exchange.NONE;
    private Set<String> known = Set.of();

    LegMedia(
            Workshop workshop,
            LegContext context,
            H323Behaviour behaviour,
            LegControl control,
            LegEvents events,
            Owner owner) {
        this.workshop = workshop;
        this.context = context;
        this.behaviour = behaviour;
        this.control = control;
        this.events = events;
        this.owner = owner;
        control.tells(this);
    }

    /// What a party that named no media is offered.
    MediaDescription ownOffer() {
        return new MediaDescription(
                behaviour.codecs(), Direction.SEND_RECEIVE, true, Optional.empty());
    }

    /// Whether any of it can be said in H.245.
    boolean canSay(MediaDescription media) {
        return media.codecs().stream().anyMatch(workshop.codecs()::knows);
    }

    boolean isSettled() {
        return settled;
    }

    /// What is settled, as the other leg is told.
    Optional<MediaDescription> description() {
        var agreed = control.session().agreed();
        var codecs = new ArrayList<Codec>();
        agreed.sending().map(AudioFormat::codec).ifPresent(codecs::add);
        agreed.receiving()
                .map(AudioFormat::codec)
                .filter(c -> codecs.stream().noneMatch(c::matches))
                .ifPresent(codecs::add);
        return settled && !codecs.isEmpty()
                ? Optional.of(
                        new MediaDescription(
                                codecs, Direction.SEND_RECEIVE, true, Optional.empty()))
                : Optional.empty();
    }

    // --- fast start, calling

    /// What Setup proposes.
    List<Octets> proposals(MediaDescription offer) {
        var formats = new ArrayList<AudioFormat>();
        for (var codec : offer.codecs()) {
            formats.addAll(workshop.codecs().sendable(codec));
        }
        var port = context.media();
        return FastStart.propose(formats, port.localRtp(), port.localRtcp()).stream()
                .map(workshop.h245()::encodeChannel)
                .toList();
    }

    /// Takes the called side's answer to our proposals. False: there was none in it.
    boolean takeFastStart(List<Octets> answer, MediaDescription offer) {
        var accepted = FastStart.accepted(read(answer));
        accepted.ifPresent(a -> fastStarted(a, offer));
        return accepted.isPresent();
    }

    // --- fast start, called

    /// What the caller proposes in both directions.
    Optional<MediaDescription> proposed(List<Octets> fastStart) {
        proposals = read(fastStart);
        var codecs = new ArrayList<Codec>();
        for (var format : FastStart.offered(proposals)) {
            if (codecs.stream().noneMatch(format.codec()::matches)) {
                codecs.add(format.codec());
            }
        }
        return codecs.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new MediaDescription(
                                codecs, Direction.SEND_RECEIVE, true, Optional.empty()));
    }

    /// The answer that takes what the other leg chose; nothing where that was not proposed.
    Optional<List<Octets>> acceptFastStart(MediaDescription choice) {
        var port = context.media();
        for (var codec : choice.codecs()) {
            var answer = FastStart.accept(proposals, codec, port.localRtp(), port.localRtcp());
            if (answer.isPresent()) {
                fastStarted(answer.get().accepted(), choice);
                return Optional.of(
                        answer.get().channels().stream()
                                .map(workshop.h245()::encodeChannel)
                                .toList());
            }
        }
        return Optional.empty();
    }

    private void fastStarted(FastStart.Accepted accepted, MediaDescription media) {
        fastStarted = true;
        control.run(
                control.session()
                        .fastStarted(
                                ours(media),
                                accepted.sends(),
                                accepted.receives(),
                                accepted.agreed()));
    }

    private List<OpenLogicalChannel> read(List<Octets> elements) {
        var channels = new ArrayList<OpenLogicalChannel>();
        for (var element : elements.subList(0, Math.min(elements.size(), MOST_PROPOSALS))) {
            try {
                channels.add(workshop.h245().decodeChannel(element));
            } catch (PeerFault unreadable) {
                context.trace()
                        .decision(
                                context.id(),
                                "fastStart element ignored: " + unreadable.getMessage());
            }
        }
        return channels;
    }

    // --- H.245

    /// Settles this with the peer by H.245; {@link Owner#mediaSettled} follows.
    void offer(MediaDescription media) {
        told = true;
        control.run(control.session().offer(ours(media)));
        control.run(control.session().keepAlive());
    }

    /// Tells the peer what we take, where all is settled already.
    void introduce(MediaDescription media) {
        told = true;
        control.run(control.session().introduce(ours(media)));
        control.run(control.session().keepAlive());
    }

    /// Says again what Setup took along, where the peer passed over it.
    void repeat() {
        control.run(control.session().repeat());
    }

    /// Whether the peer knows what we take.
    boolean isTold() {
        return told;
    }

    /// The core wants other media in the middle of the call.
    void offerAgain(MediaDescription media) {
        exchange = Exchange.OFFERED;
        offer(media);
    }

    /// The other leg answered what this one had offered, or what the peer changed to.
    void answered(MediaDescription answer) {
        boolean same =
                control.session()
                        .agreed()
                        .sending()
                        .filter(f -> f.codec().matches(answer.first()))
                        .isPresent();
        if (!same && settled) {
            exchange = Exchange.QUIET;
            offer(answer);
        }
    }

    private OurMedia ours(MediaDescription media) {
        var audio = new ArrayList<AudioFormat>();
        for (var codec : media.codecs()) {
            audio.addAll(workshop.codecs().receivable(codec));
        }
        var port = context.media();
        return new OurMedia(
                new CapabilitySet(audio, digitsTaken(), eventsTaken()),
                port.localRtp(),
                port.localRtcp());
    }

    /// A peer that is forced to one way of sending digits is told of no other: it would choose.
    private Set<UserInputKind> digitsTaken() {
        return switch (behaviour.digits()) {
            case AUTO -> EnumSet.allOf(UserInputKind.class);
            case SIGNAL -> EnumSet.of(UserInputKind.DTMF);
            case ALPHANUMERIC -> EnumSet.of(UserInputKind.BASIC_STRING);
            case RTP_EVENT, KEYPAD -> EnumSet.noneOf(UserInputKind.class);
        };
    }

    private OptionalInt eventsTaken() {
        return behaviour.digits() == Digits.AUTO || behaviour.digits() == Digits.RTP_EVENT
                ? OptionalInt.of(EVENT_TYPE)
                : OptionalInt.empty();
    }

    void pausePeer() {
        control.run(control.session().pausePeer());
    }

    void resumePeer() {
        control.run(control.session().resumePeer());
    }

    // --- what comes of it

    @Override
    public void heard(H245Message message) {
        switch (message) {
            case H245Message.TerminalCapabilitySet _, H245Message.MasterSlaveDetermination _ -> {
                if (!told) {
                    owner.controlBegun();
                }
            }
            case OpenLogicalChannel _ -> {
                if (!settled) {
                    owner.channelProposed();
                }
            }
            default -> {} // only these two say what the peer is about
        }
    }

    @Override
    public void mediaChanged() {
        var agreed = control.session().agreed();
        context.media().agree(flow(agreed));
        var now = names(agreed);
        boolean moved = settled && exchange == Exchange.NONE && !known.containsAll(now);
        if (moved) {
            known = now;
            description().ifPresent(d -> events.emit(new LegEvent.MediaOffered(events.leg(), d)));
        }
    }

    private static Set<String> names(AgreedMedia agreed) {
        var names = new HashSet<String>();
        agreed.sending().map(f -> f.codec().name()).ifPresent(names::add);
        agreed.receiving().map(f -> f.codec().name()).ifPresent(names::add);
        return names;
    }

    private MediaFlow flow(AgreedMedia agreed) {
        var sending = agreed.sending().flatMap(this::payload);
        var receiving = agreed.receiving().flatMap(this::payload).map(List::of).orElse(List.of());
        return new MediaFlow(
                agreed.media(),
                agreed.control(),
                sending,
                receiving,
                agreed.telephoneEvents(),
                eventsTaken(),
                sending.isPresent()
                        ? receiving.isEmpty() ? Direction.SEND_ONLY : Direction.SEND_RECEIVE
                        : receiving.isEmpty() ? Direction.INACTIVE : Direction.RECEIVE_ONLY);
    }

    private Optional<PayloadFormat> payload(AudioFormat format) {
        var type = workshop.codecs().payloadType(format.codec());
        return type.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new PayloadFormat(format.codec(), type.getAsInt(), format.packetMillis()));
    }

    @Override
    public void settled() {
        boolean first = !settled;
        settled = true;
        known = names(control.session().agreed());
        context.media().agree(flow(control.session().agreed()));
        var asked = exchange;
        exchange = Exchange.NONE;
        if (asked == Exchange.OFFERED) {
            description().ifPresent(d -> events.emit(new LegEvent.MediaAnswered(events.leg(), d)));
        } else if (asked == Exchange.NONE || first) {
            owner.mediaSettled();
        }
    }

    @Override
    public void notSettled(String why) {
        context.trace().decision(context.id(), "media not settled: " + why);
        var asked = exchange;
        exchange = Exchange.NONE;
        if (asked == Exchange.OFFERED) {
            events.emit(new LegEvent.MediaRefused(events.leg(), Cause.BEARER_NOT_IMPLEMENTED));
        } else if (!fastStarted) {
            owner.mediaNotSettled(why);
        }
    }

    @Override
    public void peerPaused() {
        events.emit(new LegEvent.Held(events.leg()));
    }

    @Override
    public void peerResumed() {
        events.emit(new LegEvent.Resumed(events.leg()));
    }

    @Override
    public void digit(char digit, Duration held, boolean signal) {
        if (isDigit(digit)) {
            events.emit(
                    new LegEvent.Digit(
                            events.leg(),
                            Character.toUpperCase(digit),
                            held,
                            signal ? DigitMethod.H245_SIGNAL : DigitMethod.H245_ALPHANUMERIC));
        }
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9'
                || c >= 'A' && c <= 'D'
                || c >= 'a' && c <= 'd'
                || c == '*'
                || c == '#'
                || c == '!';
    }

    @Override
    public void peerEnded() {
        owner.controlEnded();
    }

    @Override
    public void peerLost() {
        owner.controlLost();
    }

    // --- digits out

    /// How a digit goes to this peer now.
    Digits method() {
        var capabilities = control.session().peerCapabilities();
        if (behaviour.digits() != Digits.AUTO) {
            return behaviour.digits();
        }
        if (!control.isUp()) {
            return Digits.KEYPAD;
        }
        if (capabilities.isEmpty()) {
            return Digits.ALPHANUMERIC; // every endpoint takes it: H.323 §6.2.8.3
        }
        var set = capabilities.get();
        if (set.userInput().contains(UserInputKind.DTMF)) {
            return Digits.SIGNAL;
        }
        if (set.userInput().contains(UserInputKind.BASIC_STRING)) {
            return Digits.ALPHANUMERIC;
        }
        return set.telephoneEvents().isPresent() ? Digits.RTP_EVENT : Digits.KEYPAD;
    }

    /// Sends a digit. False: it must go as keypad in call signalling.
    boolean sendDigit(char digit, Duration held) {
        var session = control.session();
        switch (method()) {
            case SIGNAL ->
                    control.run(session.signal(digit, Math.clamp(held.toMillis(), 40, 65_535)));
            case ALPHANUMERIC -> control.run(session.alphanumeric(digit));
            case RTP_EVENT -> context.media().sendDigit(digit, held);
            case KEYPAD -> {
                return false;
            }
            case AUTO -> throw new IllegalStateException("method() decides");
        }
        return true;
    }
}
