package org.dragoman.media.relay;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.media.MediaFlow;

/// What the operator says of the length of packets, by trunk.
///
/// - {@code wanted}: how long they are to be where the trunk's peer does not say.
/// - {@code asTheyCome}: trunks to which packets go as they come, whatever the peer says.
public record PacketTimes(Map<String, Duration> wanted, Set<String> asTheyCome) {
    public static final PacketTimes NONE = new PacketTimes(Map.of(), Set.of());

    public PacketTimes {
        wanted = Map.copyOf(wanted);
        asTheyCome = Set.copyOf(asTheyCome);
    }

    /// What is agreed with the peer of a trunk, and what the operator says of it.
    MediaFlow of(String trunk, MediaFlow flow) {
        if (flow.sending().isEmpty()) {
            return flow;
        }
        var sending = flow.sending().get();
        if (asTheyCome.contains(trunk)) {
            return flow.withSending(sending.ofAnyLength());
        }
        var length = Optional.ofNullable(wanted.get(trunk)).filter(_ -> !sending.isAsked());
        return length.map(l -> flow.withSending(sending.asked((int) l.toMillis()))).orElse(flow);
    }
}
