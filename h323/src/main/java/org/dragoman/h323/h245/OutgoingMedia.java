package org.dragoman.h323.h245;

import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannel;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannelAck;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannelConfirm;
import org.dragoman.h323.h245.H245Message.RequestChannelClose;
import org.dragoman.h323.h245.H245Output.Timer;
import org.dragoman.h323.h245.OutgoingChannelMachine.Close;
import org.dragoman.h323.h245.OutgoingChannelMachine.Established;
import org.dragoman.h323.h245.OutgoingChannelMachine.Expired;
import org.dragoman.h323.h245.OutgoingChannelMachine.Input;
import org.dragoman.h323.h245.OutgoingChannelMachine.Open;
import org.dragoman.h323.h245.OutgoingChannelMachine.OpenedByFastStart;
import org.dragoman.h323.h245.OutgoingChannelMachine.OpenedByPeer;
import org.dragoman.h323.h245.OutgoingChannelMachine.Received;
import org.dragoman.h323.h245.OutgoingChannelMachine.Released;
import org.dragoman.h323.h245.OutgoingChannelMachine.Report;
import org.dragoman.h323.h245.OutgoingChannelMachine.State;

/// The channels we send on: at most one is in use, others may still be closing.
final class OutgoingMedia {
    private static final int MOST_OPENED =
            32; // channels in one call; more is a quarrel, not a call

    private static final int LAST_NUMBER = 65_535; // H.245 §B.3.1, LogicalChannelNumber

    private final Effects effects;
    private final Map<Integer, State> channels = new LinkedHashMap<>();
    private final Set<Codec> refused = new HashSet<>();
    private int last; // the highest number used
    private int opened;
    private int current;
    private int theirs; // the peer's channel that the current one is the other direction of, or 0
    private Optional<AudioFormat> format = Optional.empty();
    private Optional<FaxRelay> fax = Optional.empty();
    private Optional<InetSocketAddress> media = Optional.empty();
    private Optional<InetSocketAddress> control = Optional.empty();

    OutgoingMedia(Effects effects) {
        this.effects = effects;
    }

    /// The format in use or being opened.
    Optional<AudioFormat> format() {
        return format;
    }

    /// The fax in use or being opened.
    Optional<FaxRelay> fax() {
        return fax;
    }

    boolean isEstablished() {
        return channels.get(current) instanceof Established;
    }

    boolean isIdle() {
        return current == 0;
    }

    boolean isRefused(Codec codec) {
        return refused.contains(codec);
    }

    /// Where the peer receives, while the channel is established.
    Optional<InetSocketAddress> media() {
        return isEstablished() ? media : Optional.empty();
    }

    Optional<InetSocketAddress> control() {
        return isEstablished() ? control : Optional.empty();
    }

    boolean mayOpen() {
        return opened < MOST_OPENED;
    }

    void open(AudioFormat chosen, OurMedia ours) {
        open(
                ChannelMedia.audio(chosen, Optional.empty(), Optional.of(ours.control()))
                        .pausing(ours.mayPause()));
    }

    void open(FaxRelay chosen) {
        open(ChannelMedia.fax(chosen));
    }

    private void open(ChannelMedia what) {
        opened++;
        last = last % LAST_NUMBER + 1;
        current = last;
        format = what.format();
        fax = what.fax();
        media = Optional.empty();
        control = Optional.empty();
        step(current, new Open(new OpenLogicalChannel(current, what, Optional.empty())));
    }

    void openedByFastStart(
            int number,
            AudioFormat chosen,
            Optional<InetSocketAddress> theirMedia,
            Optional<InetSocketAddress> theirControl) {
        current = number;
        last = Math.max(last, number);
        format = Optional.of(chosen);
        media = theirMedia;
        control = theirControl;
        step(current, new OpenedByFastStart());
    }

    /// Takes our direction of a channel that the peer opens both ways.
    ///
    /// - Returns: its number.
    int openedByPeer(OpenLogicalChannel m) {
        var what = m.reverse().orElseThrow();
        opened++;
        last = last % LAST_NUMBER + 1;
        current = last;
        theirs = m.number();
        format = what.format();
        fax = Optional.empty();
        media = what.media();
        control = what.control();
        step(current, new OpenedByPeer());
        return current;
    }

    /// The peer confirms a channel of both directions.
    Report confirmed(OpenLogicalChannelConfirm m) {
        return theirs != 0 && m.number() == theirs ? received(current, m) : Report.NOTHING;
    }

    /// The peer closed a channel of its own; ours goes with it where it is the other direction.
    void closedByPeer(int number) {
        if (theirs != 0 && theirs == number) {
            abandon();
        }
    }

    /// Stops sending and closes the channel in use. One that the peer opened it closes itself.
    void close() {
        if (theirs != 0) {
            effects.send(new RequestChannelClose(theirs));
            abandon();
        } else if (current != 0) {
            int closing = current;
            forget();
            step(closing, new Close(closing));
        }
    }

    private void abandon() {
        channels.remove(current);
        effects.timer(new Timer(Timer.Kind.T103, current), false);
        forget();
    }

    void forgetRefusals() {
        refused.clear();
    }

    Report acknowledged(OpenLogicalChannelAck ack) {
        if (ack.number() == current) {
            media = ack.media();
            control = ack.control();
        }
        return received(ack.number(), ack);
    }

    Report received(int number, H245Message message) {
        return step(number, new Received(message));
    }

    Report expired(int number) {
        if (theirs != 0 && number == current) {
            close(); // the peer never confirmed it
            return Report.GONE;
        }
        return step(number, new Expired(number));
    }

    private Report step(int number, Input input) {
        var state = channels.getOrDefault(number, new Released());
        if (state instanceof Released
                && !(input instanceof Open
                        || input instanceof OpenedByFastStart
                        || input instanceof OpenedByPeer)) {
            return Report.NOTHING; // a channel we never had, or no longer have
        }
        var step = OutgoingChannelMachine.step(state, input);
        if (step.next() instanceof Released) {
            channels.remove(number);
        } else {
            channels.put(number, step.next());
        }
        effects.timer(new Timer(Timer.Kind.T103, number), step.timer());
        step.sent().forEach(effects::send);
        if (number == current && step.next() instanceof Released) {
            if (step.report() == Report.REFUSED) {
                format.map(AudioFormat::codec).ifPresent(refused::add);
            }
            forget();
        }
        return step.report();
    }

    private void forget() {
        current = 0;
        theirs = 0;
        format = Optional.empty();
        fax = Optional.empty();
    }
}
