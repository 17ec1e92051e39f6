package org.dragoman.h323;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dragoman.asn1.per.Octets;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.DigitMethod;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.h323.h245.AudioFormat;
import org.dragoman.h323.h245.CapabilitySet;
import org.dragoman.h323.h245.FastStart;
import org.dragoman.h323.h245.H245Message;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannel;
import org.dragoman.h323.h245.OurMedia;

/// A call's sound: between the neutral description, H.245, fast start and the leg's media port.
final class LegMedia implements LegControl.Listener {
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
        QUIET,
        /// The same, for fax: sound comes back where it fails.
        FAX
    }

    private final Workshop workshop;
    private final LegContext context;
    private final H323Behaviour behaviour;
    private final LegControl control;
    private final LegEvents events;
    private final Owner owner;
    private final FastStartProposals proposals;
    private final DigitWays digits;
    private final AgreedWords words;
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
        this.proposals = new FastStartProposals(workshop, context);
        this.digits = new DigitWays(context, behaviour.digits(), control);
        this.words = new AgreedWords(workshop.codecs());
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
        return settled ? words.description(control.session().agreed()) : Optional.empty();
    }

    DigitWays digits() {
        return digits;
    }

    // --- fast start

    /// What Setup proposes.
    List<Octets> proposals(MediaDescription offer) {
        return proposals.ours(offer);
    }

    /// Takes the called side's answer to our proposals. False: there was none in it.
    boolean takeFastStart(List<Octets> answer, MediaDescription offer) {
        var accepted = proposals.accepted(answer);
        accepted.ifPresent(a -> fastStarted(a, offer));
        return accepted.isPresent();
    }

    /// What the caller proposes in both directions.
    Optional<MediaDescription> proposed(List<Octets> fastStart) {
        return proposals.theirs(fastStart);
    }

    /// The answer that takes what the other leg chose; nothing where that was not proposed.
    Optional<List<Octets>> acceptFastStart(MediaDescription choice) {
        var answer = proposals.accept(choice);
        answer.ifPresent(a -> fastStarted(a.accepted(), choice));
        return answer.map(proposals::encoded);
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
        if (asksForVideoAlone(media)) {
            description().ifPresent(d -> events.emit(new LegEvent.MediaAnswered(events.leg(), d)));
            return;
        }
        exchange = Exchange.OFFERED;
        if (media.isFax()) {
            offerFax(media.fax().get());
        } else if (media.data() && usesOnly(media)) {
            settled(); // signals of a fax go as they are, and H.245 has no mark for that
        } else {
            offer(media);
        }
    }

    /// Whether the sound offered is in use already and video is beside it, which cannot be
    /// had here.
    private boolean asksForVideoAlone(MediaDescription media) {
        return media.video().isPresent()
                && description()
                        .filter(d -> !d.isFax() && d.usesTheSameAs(sound(media)))
                        .isPresent();
    }

    private static MediaDescription sound(MediaDescription media) {
        return media.withVideo(Optional.empty());
    }

    /// Whether both directions use codecs of that description already.
    private boolean usesOnly(MediaDescription media) {
        var agreed = control.session().agreed();
        return agreed.bothWays()
                && agreed.sending().filter(f -> media.has(f.codec())).isPresent()
                && agreed.receiving().filter(f -> media.has(f.codec())).isPresent();
    }

    private void offerFax(FaxRelay fax) {
        if (!behaviour.fax().relay() || !settled) {
            notSettled("no T.38 with this peer");
            return;
        }
        var shown = behaviour.fax().shown(fax);
        // H27: there are peers that take T.38 but no word of its UDP in RequestMode
        boolean bare = behaviour.fax().stripOptions();
        control.run(
                control.session().offerFax(shown, bare ? shown.withoutErrorCorrection() : shown));
    }

    /// The other leg answered what this one had offered, or what the peer changed to.
    void answered(MediaDescription answer) {
        if (answer.isFax()) {
            exchange = Exchange.FAX;
            var shown = behaviour.fax().shown(answer.fax().get());
            control.run(control.session().acceptFax(shown));
            return;
        }
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

    /// The other leg refused what this one had offered. Sound stays as it is.
    void refused() {
        control.run(control.session().refuseFax());
    }

    private OurMedia ours(MediaDescription media) {
        var audio = new ArrayList<AudioFormat>();
        for (var codec : media.codecs()) {
            audio.addAll(workshop.codecs().receivable(codec));
        }
        var port = context.media();
        return new OurMedia(
                new CapabilitySet(
                        audio,
                        digits.taken(),
                        digits.eventsTaken(),
                        Optional.of(FaxRelay.PLAIN).filter(_ -> behaviour.fax().relay())),
                port.localRtp(),
                port.localRtcp(),
                Optional.empty(),
                !media.data());
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
        tellPort();
        var now = words.names(agreed);
        boolean moved = settled && exchange == Exchange.NONE && !known.containsAll(now);
        if (moved) {
            known = now;
            description().ifPresent(d -> events.emit(new LegEvent.MediaOffered(events.leg(), d)));
        }
    }

    private void tellPort() {
        var agreed = control.session().agreed();
        context.media().agree(words.flow(agreed, digits.eventsTaken()));
    }

    @Override
    public void settled() {
        boolean first = !settled;
        settled = true;
        known = words.names(control.session().agreed());
        tellPort();
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
        if (asked == Exchange.FAX) {
            known = Set.of(); // the sound that comes back is news to the other side
        } else if (asked == Exchange.OFFERED) {
            events.emit(new LegEvent.MediaRefused(events.leg(), Cause.BEARER_NOT_IMPLEMENTED));
        } else if (!fastStarted) {
            owner.mediaNotSettled(why);
        }
    }

    @Override
    public void faxAsked(FaxRelay fax) {
        if (settled && exchange == Exchange.NONE) {
            var offer = MediaDescription.of(fax);
            events.emit(new LegEvent.MediaOffered(events.leg(), offer));
        } else {
            refused();
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
        if (DigitWays.isDigit(digit)) {
            events.emit(
                    new LegEvent.Digit(
                            events.leg(),
                            Character.toUpperCase(digit),
                            held,
                            signal ? DigitMethod.H245_SIGNAL : DigitMethod.H245_ALPHANUMERIC));
        }
    }

    @Override
    public void peerEnded() {
        owner.controlEnded();
    }

    @Override
    public void peerLost() {
        owner.controlLost();
    }
}
