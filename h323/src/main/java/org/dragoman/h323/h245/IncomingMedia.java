package org.dragoman.h323.h245;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.h323.h245.H245Message.CloseLogicalChannel;
import org.dragoman.h323.h245.H245Message.CloseLogicalChannelAck;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannel;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannelAck;
import org.dragoman.h323.h245.H245Output.MediaChanged;

/// The channel the peer sends on; the one it opened last counts.
final class IncomingMedia {
    private final Effects effects;
    private int number;
    private Optional<AudioFormat> format = Optional.empty();
    private Optional<FaxRelay> fax = Optional.empty();
    private Optional<InetSocketAddress> control = Optional.empty();

    IncomingMedia(Effects effects) {
        this.effects = effects;
    }

    Optional<AudioFormat> format() {
        return format;
    }

    Optional<FaxRelay> fax() {
        return fax;
    }

    boolean isOpen() {
        return format.isPresent() || fax.isPresent();
    }

    /// Where the peer wants RTCP, as far as it said.
    Optional<InetSocketAddress> control() {
        return control;
    }

    void openedByFastStart(int theirNumber, AgreedMedia agreed) {
        number = theirNumber;
        format = agreed.receiving();
        control = agreed.control();
    }

    void open(OpenLogicalChannel m, OurMedia ours) {
        open(m, ours, OptionalInt.empty());
    }

    /// - {@code reverse}: our number of the other direction, where the channel has both.
    void open(OpenLogicalChannel m, OurMedia ours, OptionalInt reverse) {
        number = m.number();
        format = m.forward().format();
        fax = m.forward().fax();
        control = m.forward().control();
        effects.send(
                new OpenLogicalChannelAck(
                        number,
                        Optional.of(ours.media()),
                        Optional.of(ours.control()).filter(_ -> fax.isEmpty()), // UDPTL has none
                        m.forward().assignedSession(),
                        reverse));
        effects.tell(new MediaChanged());
    }

    void close(CloseLogicalChannel m) {
        effects.send(new CloseLogicalChannelAck(m.number()));
        if (m.number() == number && isOpen()) {
            format = Optional.empty();
            fax = Optional.empty();
            effects.tell(new MediaChanged());
        }
    }
}
