package org.dragoman.h323.h245;

import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.h323.h245.H245Message.CloseLogicalChannel;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannel;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannelAck;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannelConfirm;
import org.dragoman.h323.h245.H245Message.RequestChannelClose;
import org.dragoman.h323.h245.H245Message.RequestChannelCloseAck;
import org.dragoman.h323.h245.H245Message.RequestMode;
import org.dragoman.h323.h245.H245Message.RequestModeAck;
import org.dragoman.h323.h245.H245Message.RequestModeReject;
import org.dragoman.h323.h245.H245Message.TerminalCapabilitySet;
import org.dragoman.h323.h245.H245Message.TerminalCapabilitySetAck;
import org.dragoman.h323.h245.H245Output.MediaChanged;
import org.dragoman.h323.h245.H245Output.PeerPaused;
import org.dragoman.h323.h245.H245Output.PeerResumed;
import org.dragoman.h323.h245.H245Output.Settled;
import org.dragoman.h323.h245.OutgoingChannelMachine.Report;

/// The logical channels of a session, both ways: which are wanted, which are open, and what is to
/// be done next. Source: H.245 §C.4, §B.6; H.323 §8.4.6.
final class Channels {
    private final WantedMedia wanted;
    private final Effects effects;
    private final Introduction introduction;
    private final Settlement settlement;
    private final OutgoingMedia outgoing;
    private final IncomingMedia incoming;
    private final FaxExchange fax;
    private final ChannelMode mode;
    private final Pauses pauses;
    private final ProposedChannels proposed;
    private boolean resuming; // we may send again and have no channel yet

    Channels(
            CodecCapabilities codecs,
            Effects effects,
            Introduction introduction,
            Settlement settlement) {
        this.wanted = new WantedMedia(codecs);
        this.effects = effects;
        this.introduction = introduction;
        this.settlement = settlement;
        this.outgoing = new OutgoingMedia(effects);
        this.incoming = new IncomingMedia(effects);
        this.fax = new FaxExchange(effects, settlement);
        this.mode = new ChannelMode(wanted, effects, outgoing, fax);
        this.pauses = new Pauses(wanted, introduction);
        this.proposed =
                new ProposedChannels(
                        wanted, effects, introduction, pauses, outgoing, incoming, fax, mode);
    }

    // --- what we want

    /// What stands now.
    AgreedMedia agreed() {
        return new AgreedMedia(
                outgoing.isEstablished() ? outgoing.format() : Optional.empty(),
                incoming.format().filter(_ -> !pauses.isByUs()),
                outgoing.media(),
                outgoing.control().or(incoming::control),
                introduction
                        .theirs()
                        .map(CapabilitySet::telephoneEvents)
                        .orElse(OptionalInt.empty()),
                agreedFax());
    }

    /// As the peer takes it.
    private Optional<FaxRelay> agreedFax() {
        boolean open = incoming.fax().isPresent() || wanted.isFax() && outgoing.isEstablished();
        return wanted.fax()
                .filter(_ -> open)
                .map(f -> introduction.theirs().flatMap(CapabilitySet::fax).orElse(f));
    }

    void fastStarted(OurMedia media, int number, int theirNumber, AgreedMedia agreed) {
        wanted.want(media);
        agreed.sending()
                .ifPresent(
                        f ->
                                outgoing.openedByFastStart(
                                        number, f, agreed.media(), agreed.control()));
        incoming.openedByFastStart(theirNumber, agreed);
        effects.tell(new MediaChanged());
        effects.tell(new Settled());
    }

    void offer(OurMedia media) {
        wanted.want(media);
        settlement.await();
        outgoing.forgetRefusals();
        introduction.begin(media.receive(), pauses.isByUs());
        boolean fits =
                outgoing.format()
                        .map(f -> media.receive().audio().getFirst().isSameCodec(f))
                        .orElse(outgoing.fax().isEmpty());
        if (!fits) {
            outgoing.close();
            effects.tell(new MediaChanged());
        }
        if (incoming.isOpen() && incoming.format().filter(wanted::isWanted).isEmpty()) {
            effects.send(new RequestMode(1, media.receive().audio()));
        }
    }

    /// Asks the peer for fax instead of sound; what stands stays until it agrees.
    void offerFax(FaxRelay fax, FaxRelay asked) {
        settlement.await();
        if (pauses.isByPeer() || pauses.isByUs() || wanted.media().isEmpty()) {
            settlement.failed("no T.38 while somebody holds");
        } else {
            introduction.begin(ours().receive(), false);
            this.fax.want(fax, asked);
        }
    }

    /// The peer shall have the fax that it asked for.
    void acceptFax(FaxRelay answer) {
        settlement.await();
        var channel = fax.accept();
        mode.becomeFax(answer);
        channel.ifPresent(m -> incoming.open(m, ours()));
    }

    void refuseFax() {
        fax.refuse();
    }

    void introduce(OurMedia media) {
        wanted.want(media);
        introduction.begin(media.receive(), pauses.isByUs());
    }

    void pausePeer() {
        pauses.pausePeer();
    }

    void resumePeer() {
        if (pauses.resumePeer() && incoming.isOpen()) {
            effects.tell(new MediaChanged());
        }
    }

    // --- what the peer wants

    void theirCapabilities(TerminalCapabilitySet message) {
        effects.send(new TerminalCapabilitySetAck(message.sequence()));
        var set = message.capabilities();
        if (set.pauses() && pauses.isByPeer()) {
            return;
        }
        introduction.heard(set);
        if (set.pauses()) {
            pauses.pausedByPeer();
            resuming = false;
            outgoing.close();
            effects.tell(new MediaChanged());
            effects.tell(new PeerPaused());
        } else if (pauses.isByPeer()) {
            resuming = true;
            outgoing.forgetRefusals();
            pauses.resumedByPeer();
        } else if (outgoing.format().filter(f -> set.formatOf(f.codec()).isEmpty()).isPresent()) {
            outgoing.close(); // it takes no longer what we send
            effects.tell(new MediaChanged());
        } else {
            effects.tell(new MediaChanged()); // telephone events may have come or gone
        }
    }

    /// Does the next thing that is possible on the way to sound.
    void pursue() {
        introduction.theirs().ifPresent(fax::ask);
        boolean told = introduction.isAcknowledged() || pauses.isByUs();
        if (wanted.media().isEmpty() || introduction.theirs().isEmpty() || !told) {
            return;
        }
        boolean decided = introduction.isDecided();
        boolean needed = settlement.isAwaited() || resuming || incoming.isOpen();
        if (decided && needed && !pauses.isByPeer() && outgoing.isIdle()) {
            openOutgoing(ours());
        }
        checkSettled();
    }

    private void openOutgoing(OurMedia media) {
        if (media.fax().isPresent() && outgoing.mayOpen()) {
            outgoing.open(media.fax().get());
        } else {
            openSound(media, introduction.theirs().orElseThrow());
        }
    }

    private void openSound(OurMedia media, CapabilitySet set) {
        var chosen = wanted.choose(incoming.format(), set, outgoing::isRefused);
        if (chosen.isPresent() && outgoing.mayOpen()) {
            outgoing.open(chosen.get(), media);
        } else {
            settlement.failed("no audio that both take");
        }
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
            case REFUSED -> {
                if (wanted.isFax()) {
                    mode.becomeSound();
                    settlement.failed("the peer refuses the channel of T.38");
                }
                effects.tell(new MediaChanged());
            }
            case GONE -> effects.tell(new MediaChanged());
        }
    }

    void proposed(OpenLogicalChannel m) {
        proposed.proposed(m);
    }

    void confirmed(OpenLogicalChannelConfirm m) {
        outgoingReport(outgoing.confirmed(m));
    }

    /// The peer wants our channel closed; another is opened where it is still wanted.
    void closeRequested(RequestChannelClose m) {
        effects.send(new RequestChannelCloseAck(m.number()));
        outgoing.close();
        resuming = true;
        effects.tell(new MediaChanged());
    }

    void modeRequested(RequestMode m) {
        mode.requested(m, pauses.isByPeer());
    }

    void modeAcknowledged(RequestModeAck m) {
        fax.acknowledged(m).ifPresent(mode::becomeFax);
    }

    void modeRejected(RequestModeReject m) {
        fax.refused(m);
    }

    /// The peer does not know something we said.
    void notUnderstood() {
        fax.failed("the peer knows no RequestMode");
    }

    private void checkSettled() {
        boolean theySend =
                wanted.isFax()
                        ? incoming.fax().isPresent() && outgoing.fax().isPresent()
                        : incoming.format().filter(wanted::isWanted).isPresent();
        if (outgoing.isEstablished() && (theySend || pauses.isByUs()) && !fax.isWanted()) {
            settlement.reached();
        }
    }

    void settleTimeIsUp() {
        fax.failed("no answer to RequestMode");
        if (outgoing.isEstablished() || incoming.isOpen()) {
            settlement.reached(); // one way is all this peer has
        } else {
            settlement.failed("no channel was opened in time");
        }
    }

    void acknowledged(OpenLogicalChannelAck m) {
        outgoingReport(outgoing.acknowledged(m));
    }

    /// - {@code reply}: to something we sent about our channel of that number.
    void replied(int number, H245Message reply) {
        outgoingReport(outgoing.received(number, reply));
    }

    void expired(int number) {
        outgoingReport(outgoing.expired(number));
    }

    private OurMedia ours() {
        return wanted.media().orElseThrow();
    }

    void closed(CloseLogicalChannel m) {
        outgoing.closedByPeer(m.number());
        incoming.close(m);
    }
}
