package org.dragoman.h323.h245;

import java.util.OptionalInt;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannel;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannelReject;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannelReject.Why;

/// Which of the channels that the peer wants to open it may. Source: H.245 §B.3.
final class ProposedChannels {
    private final WantedMedia wanted;
    private final Effects effects;
    private final Introduction introduction;
    private final Pauses pauses;
    private final OutgoingMedia outgoing;
    private final IncomingMedia incoming;
    private final FaxExchange fax;
    private final ChannelMode mode;

    ProposedChannels(
            WantedMedia wanted,
            Effects effects,
            Introduction introduction,
            Pauses pauses,
            OutgoingMedia outgoing,
            IncomingMedia incoming,
            FaxExchange fax,
            ChannelMode mode) {
        this.wanted = wanted;
        this.effects = effects;
        this.introduction = introduction;
        this.pauses = pauses;
        this.outgoing = outgoing;
        this.incoming = incoming;
        this.fax = fax;
        this.mode = mode;
    }

    void proposed(OpenLogicalChannel m) {
        if (m.reverse().isPresent()) {
            proposedBothWays(m);
        } else if (pauses.isByUs() && m.forward().fax().isPresent()) {
            reject(m, Why.UNSPECIFIED); // it could be had at another time
        } else if (m.forward().fax().isPresent()) {
            faxProposed(m);
        } else if (m.forward().format().filter(wanted::isTaken).isPresent()) {
            // One that comes while we hold is there for later: Asterisk 22.10.1 chan_ooh323 opens
            // it at once, and ends the call where it is refused.
            mode.becomeSound(); // it goes back to sound by just opening it
            incoming.open(m, wanted.media().orElseThrow());
        } else {
            reject(m, Why.DATA_TYPE_NOT_SUPPORTED);
        }
    }

    /// A channel in both directions conflicts with one that we have: what the master has stands,
    /// and the slave gives way (H.245 §5.3; §B.3.3, masterSlaveConflict).
    private void proposedBothWays(OpenLogicalChannel m) {
        var back = m.reverse().orElseThrow();
        boolean known =
                m.forward().format().filter(wanted::isTaken).isPresent()
                        && back.format().filter(wanted::isTaken).isPresent()
                        && back.media().isPresent();
        if (!known) {
            reject(m, Why.DATA_TYPE_NOT_SUPPORTED);
        } else if (pauses.isByPeer() || !introduction.isDecided() || !outgoing.mayOpen()) {
            reject(m, Why.UNSPECIFIED);
        } else if (!outgoing.isIdle() && introduction.isMaster()) {
            reject(m, Why.MASTER_SLAVE_CONFLICT);
        } else {
            mode.becomeSound();
            outgoing.close();
            int reverse = outgoing.openedByPeer(m);
            incoming.open(m, wanted.media().orElseThrow(), OptionalInt.of(reverse));
        }
    }

    private void faxProposed(OpenLogicalChannel m) {
        fax.agreed().ifPresent(mode::becomeFax);
        if (wanted.isFax()) {
            incoming.open(m, wanted.media().orElseThrow());
        } else if (wanted.isFaxTaken()) {
            fax.proposed(m);
        } else {
            reject(m, Why.DATA_TYPE_NOT_SUPPORTED);
        }
    }

    private void reject(OpenLogicalChannel m, Why why) {
        effects.send(new OpenLogicalChannelReject(m.number(), why));
    }
}
