package org.dragoman.h323;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dragoman.asn1.per.Octets;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.h323.h245.AudioFormat;
import org.dragoman.h323.h245.CapabilitySet;
import org.dragoman.h323.h245.FastStart;
import org.dragoman.h323.h245.OurMedia;

/// What we have told the peer of our media, by fast start and by H.245, and what the two have
/// agreed; the leg's media port knows it too.
final class MediaAgreement {
    private final Workshop workshop;
    private final LegContext context;
    private final H323Behaviour behaviour;
    private final LegControl control;
    private final DigitWays digits;
    private final FastStartProposals proposals;
    private final AgreedWords words;
    private boolean fastStarted;
    private boolean settled;
    private boolean told;
    private Set<String> known = Set.of();

    MediaAgreement(
            Workshop workshop,
            LegContext context,
            H323Behaviour behaviour,
            LegControl control,
            DigitWays digits) {
        this.workshop = workshop;
        this.context = context;
        this.behaviour = behaviour;
        this.control = control;
        this.digits = digits;
        this.proposals = new FastStartProposals(workshop, context);
        this.words = new AgreedWords(workshop.codecs());
    }

    // --- what we bring

    /// What a party that named no media is offered.
    MediaDescription ownOffer() {
        return new MediaDescription(
                behaviour.codecs(), Direction.SEND_RECEIVE, true, Optional.empty());
    }

    /// Whether any of it can be said in H.245.
    boolean canSay(MediaDescription media) {
        return media.codecs().stream().anyMatch(workshop.codecs()::knows);
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

    boolean isFastStarted() {
        return fastStarted;
    }

    // --- H.245

    /// Settles this with the peer by H.245; {@link LegMedia.Owner#mediaSettled} follows.
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

    // --- what stands

    boolean isSettled() {
        return settled;
    }

    /// What is settled, as the other leg is told.
    Optional<MediaDescription> description() {
        return settled ? words.description(control.session().agreed()) : Optional.empty();
    }

    /// What H.245 agreed is how things are from now on.
    void settle() {
        settled = true;
        known = words.names(control.session().agreed());
        tellPort();
    }

    void tellPort() {
        context.media().agree(words.flow(control.session().agreed(), digits.eventsTaken()));
    }

    /// Whether the peer has come to codecs that the other leg was not told of. It is taken that
    /// the other leg is told now.
    boolean hasMoved() {
        var now = words.names(control.session().agreed());
        boolean moved = settled && !known.containsAll(now);
        if (moved) {
            known = now;
        }
        return moved;
    }

    /// Whatever H.245 comes to next is news to the other leg.
    void forgetKnown() {
        known = Set.of();
    }

    /// Whether both directions use codecs of that description already.
    boolean usesOnly(MediaDescription media) {
        var agreed = control.session().agreed();
        return agreed.bothWays()
                && agreed.sending().filter(f -> media.has(f.codec())).isPresent()
                && agreed.receiving().filter(f -> media.has(f.codec())).isPresent();
    }

    /// Whether we send what that description has first.
    boolean sendsFirstOf(MediaDescription media) {
        return control.session()
                .agreed()
                .sending()
                .filter(f -> f.codec().matches(media.first()))
                .isPresent();
    }
}
