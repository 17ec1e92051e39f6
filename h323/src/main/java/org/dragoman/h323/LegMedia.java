package org.dragoman.h323;

import java.time.Duration;
import org.dragoman.core.call.DigitMethod;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.h323.h245.H245Message;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannel;

/// A call's sound: what H.245 reports of it goes to the agreement, to a change under way, to the
/// call, or to the rest of the leg.
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

    private final LegControl control;
    private final LegEvents events;
    private final Owner owner;
    private final DigitWays digits;
    private final MediaAgreement agreement;
    private final MediaChange change;

    LegMedia(
            Workshop workshop,
            LegContext context,
            H323Behaviour behaviour,
            LegControl control,
            LegEvents events,
            Owner owner) {
        this.control = control;
        this.events = events;
        this.owner = owner;
        this.digits = new DigitWays(context, behaviour.digits(), control);
        this.agreement = new MediaAgreement(workshop, context, behaviour, control, digits);
        this.change = new MediaChange(context, behaviour, control, events, agreement);
        control.tells(this);
    }

    MediaAgreement agreement() {
        return agreement;
    }

    MediaChange change() {
        return change;
    }

    DigitWays digits() {
        return digits;
    }

    void pausePeer() {
        control.run(control.session().pausePeer());
    }

    void resumePeer() {
        control.run(control.session().resumePeer());
    }

    @Override
    public void heard(H245Message message) {
        switch (message) {
            case H245Message.TerminalCapabilitySet _, H245Message.MasterSlaveDetermination _ -> {
                if (!agreement.isTold()) {
                    owner.controlBegun();
                }
            }
            case OpenLogicalChannel _ -> {
                if (!agreement.isSettled()) {
                    owner.channelProposed();
                }
            }
            default -> {} // only these two say what the peer is about
        }
    }

    @Override
    public void mediaChanged() {
        agreement.tellPort();
        change.mediaChanged();
    }

    @Override
    public void settled() {
        boolean first = !agreement.isSettled();
        agreement.settle();
        if (change.settled(first)) {
            owner.mediaSettled();
        }
    }

    @Override
    public void notSettled(String why) {
        if (change.notSettled(why) && !agreement.isFastStarted()) {
            owner.mediaNotSettled(why);
        }
    }

    @Override
    public void faxAsked(FaxRelay fax) {
        change.faxAsked(fax);
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
