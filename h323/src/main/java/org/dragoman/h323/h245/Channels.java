package org.dragoman.h323.h245;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.h323.h245.H245Message.CloseLogicalChannel;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannel;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannelAck;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannelReject;
import org.dragoman.h323.h245.H245Message.RequestChannelClose;
import org.dragoman.h323.h245.H245Message.RequestChannelCloseAck;
import org.dragoman.h323.h245.H245Message.RequestMode;
import org.dragoman.h323.h245.H245Message.RequestModeAck;
import org.dragoman.h323.h245.H245Message.RequestModeReject;
import org.dragoman.h323.h245.H245Message.TerminalCapabilitySet;
import org.dragoman.h323.h245.H245Message.TerminalCapabilitySetAck;
import org.dragoman.h323.h245.H245Output.MediaChanged;
import org.dragoman.h323.h245.H245Output.ModeTaken;
import org.dragoman.h323.h245.H245Output.PeerPaused;
import org.dragoman.h323.h245.H245Output.PeerResumed;
import org.dragoman.h323.h245.H245Output.Settled;
import org.dragoman.h323.h245.OutgoingChannelMachine.Report;

/// The logical channels of a session, both ways: which are wanted, which are open, and who has
/// paused whom. Source: H.245 §C.4, §C.9; H.323 §8.4.6.
final class Channels {
    private final CodecCapabilities codecs;
    private final Effects effects;
    private final Introduction introduction;
    private final Settlement settlement;
    private final OutgoingAudio outgoing;
    private final IncomingAudio incoming;
    private Optional<OurMedia> ours = Optional.empty();
    private boolean peerPausedUs;
    private boolean resuming;
    private boolean pausingPeer;

    Channels(
            CodecCapabilities codecs,
            Effects effects,
            Introduction introduction,
            Settlement settlement) {
        this.codecs = codecs;
        this.effects = effects;
        this.introduction = introduction;
        this.settlement = settlement;
        this.outgoing = new OutgoingAudio(effects);
        this.incoming = new IncomingAudio(effects);
    }

    // --- what we want

    /// What stands now.
    AgreedMedia agreed() {
        return new AgreedMedia(
                outgoing.isEstablished() ? outgoing.format() : Optional.empty(),
                incoming.format(),
                outgoing.media(),
                outgoing.control().or(incoming::control),
                introduction
                        .theirs()
                        .map(CapabilitySet::telephoneEvents)
                        .orElse(OptionalInt.empty()));
    }

    void fastStarted(OurMedia media, int number, int theirNumber, AgreedMedia agreed) {
        ours = Optional.of(media);
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
        ours = Optional.of(media);
        settlement.await();
        outgoing.forgetRefusals();
        introduction.begin(media.receive(), pausingPeer);
        boolean fits =
                outgoing.format()
                        .map(f -> media.receive().audio().getFirst().isSameCodec(f))
                        .orElse(true);
        if (!fits) {
            outgoing.close();
            effects.tell(new MediaChanged());
        }
        if (incoming.format().filter(f -> !isWanted(f)).isPresent()) {
            effects.send(new RequestMode(1, media.receive().audio()));
        }
    }

    void introduce(OurMedia media) {
        ours = Optional.of(media);
        introduction.begin(media.receive(), pausingPeer);
    }

    void pausePeer() {
        if (!pausingPeer) {
            pausingPeer = true;
            introduction.tell(CapabilitySet.EMPTY);
        }
    }

    void resumePeer() {
        if (pausingPeer) {
            pausingPeer = false;
            ours.ifPresent(o -> introduction.tell(o.receive()));
        }
    }

    // --- what the peer wants

    void theirCapabilities(TerminalCapabilitySet message) {
        effects.send(new TerminalCapabilitySetAck(message.sequence()));
        var set = message.capabilities();
        if (set.pauses() && peerPausedUs) {
            return;
        }
        introduction.heard(set);
        if (set.pauses()) {
            peerPausedUs = true;
            resuming = false;
            outgoing.close();
            effects.tell(new MediaChanged());
            effects.tell(new PeerPaused());
        } else if (peerPausedUs) {
            peerPausedUs = false;
            resuming = true;
            outgoing.forgetRefusals();
            if (!pausingPeer) {
                // H.323 §8.4.6: as at the beginning
                ours.ifPresent(o -> introduction.tell(o.receive()));
            }
        } else if (outgoing.format().filter(f -> set.formatOf(f.codec()).isEmpty()).isPresent()) {
            outgoing.close(); // it takes no longer what we send
            effects.tell(new MediaChanged());
        } else {
            effects.tell(new MediaChanged()); // telephone events may have come or gone
        }
    }

    /// Does the next thing that is possible on the way to sound.
    void pursue() {
        boolean told = introduction.isAcknowledged() || pausingPeer;
        if (ours.isEmpty() || introduction.theirs().isEmpty() || !told) {
            return;
        }
        boolean decided = introduction.isDecided();
        boolean wanted = settlement.isAwaited() || resuming || incoming.format().isPresent();
        if (decided && wanted && !peerPausedUs && outgoing.isIdle()) {
            openOutgoing();
        }
        checkSettled();
    }

    private void openOutgoing() {
        var wanted = ours.orElseThrow();
        var set = introduction.theirs().orElseThrow();
        // What the peer already sends is the best choice: then both directions are alike.
        var same = incoming.format().filter(this::isWanted).flatMap(f -> usable(f, set));
        var chosen =
                same.or(
                        () ->
                                wanted.receive().audio().stream()
                                        .flatMap(f -> usable(f, set).stream())
                                        .findFirst());
        if (chosen.isPresent() && outgoing.mayOpen()) {
            outgoing.open(chosen.get(), wanted.control());
        } else {
            settlement.failed("no audio that both take");
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

    void opened(OpenLogicalChannel m) {
        boolean oneWay = m.reverse().isEmpty();
        var format = m.forward().format().filter(this::isWanted);
        if (format.isEmpty() || !oneWay || pausingPeer) {
            var why =
                    m.forward().format().isEmpty() || oneWay && !pausingPeer
                            ? OpenLogicalChannelReject.Why.DATA_TYPE_NOT_SUPPORTED
                            : OpenLogicalChannelReject.Why.UNSPECIFIED;
            effects.send(new OpenLogicalChannelReject(m.number(), why));
            return;
        }
        incoming.open(m, ours.orElseThrow());
    }

    /// The peer wants our channel closed; another is opened where it is still wanted.
    void closeRequested(RequestChannelClose m) {
        effects.send(new RequestChannelCloseAck(m.number()));
        outgoing.close();
        resuming = true;
        effects.tell(new MediaChanged());
    }

    void modeRequested(RequestMode m) {
        var possible = m.modes().stream().filter(this::isWanted).toList();
        if (possible.isEmpty() || peerPausedUs) {
            effects.send(new RequestModeReject(m.sequence()));
            return;
        }
        var chosen = possible.getFirst();
        effects.send(new RequestModeAck(m.sequence(), chosen.equals(m.modes().getFirst())));
        if (!outgoing.format().map(f -> f.codec().matches(chosen.codec())).orElse(false)) {
            outgoing.close();
            outgoing.open(chosen, ours.orElseThrow().control());
            effects.tell(new ModeTaken(List.of(chosen)));
            effects.tell(new MediaChanged());
        }
    }

    private void checkSettled() {
        boolean theySend = incoming.format().filter(this::isWanted).isPresent();
        if (outgoing.isEstablished() && (theySend || pausingPeer)) {
            settlement.reached();
        }
    }

    void settleTimeIsUp() {
        if (outgoing.isEstablished() || incoming.format().isPresent()) {
            settlement.reached(); // sound one way is all this peer has
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

    void closed(CloseLogicalChannel m) {
        incoming.close(m);
    }
}
