package org.dragoman.h323;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.h323.h245.AgreedMedia;
import org.dragoman.h323.h245.AudioFormat;
import org.dragoman.h323.h245.CodecCapabilities;

/// What H.245 has agreed, in the words of the neutral call and of the media port.
record AgreedWords(CodecCapabilities codecs) {
    /// The codecs in use, as the other leg is told; nothing while there are none.
    Optional<MediaDescription> description(AgreedMedia agreed) {
        if (agreed.fax().isPresent()) {
            return agreed.fax().map(MediaDescription::of);
        }
        var used = new ArrayList<Codec>();
        agreed.sending().map(AudioFormat::codec).ifPresent(used::add);
        agreed.receiving()
                .map(AudioFormat::codec)
                .filter(c -> used.stream().noneMatch(c::matches))
                .ifPresent(used::add);
        return used.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new MediaDescription(used, Direction.SEND_RECEIVE, true, Optional.empty()));
    }

    /// The names of the codecs in use, or of fax.
    Set<String> names(AgreedMedia agreed) {
        var names = new HashSet<String>();
        agreed.sending().map(f -> f.codec().name()).ifPresent(names::add);
        agreed.receiving().map(f -> f.codec().name()).ifPresent(names::add);
        agreed.fax().ifPresent(_ -> names.add("T.38"));
        return names;
    }

    /// - {@code eventsTaken}: payload type on which we take RFC 4733 events.
    MediaFlow flow(AgreedMedia agreed, OptionalInt eventsTaken) {
        if (agreed.fax().isPresent()) {
            return MediaFlow.of(agreed.fax().get(), agreed.media());
        }
        // H.225.0 §6.2.1: the capability says the most that a packet may hold
        var sending =
                agreed.sending().flatMap(f -> payload(f).map(p -> p.atMost(f.packetMillis())));
        var receiving = agreed.receiving().flatMap(this::payload).map(List::of).orElse(List.of());
        return new MediaFlow(
                agreed.media(),
                agreed.control(),
                sending,
                receiving,
                agreed.telephoneEvents(),
                eventsTaken,
                direction(sending.isPresent(), !receiving.isEmpty()));
    }

    private static Direction direction(boolean sends, boolean receives) {
        if (sends) {
            return receives ? Direction.SEND_RECEIVE : Direction.SEND_ONLY;
        }
        return receives ? Direction.RECEIVE_ONLY : Direction.INACTIVE;
    }

    private Optional<PayloadFormat> payload(AudioFormat format) {
        var type = codecs.payloadType(format.codec());
        return type.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new PayloadFormat(format.codec(), type.getAsInt(), format.packetMillis()));
    }
}
