package org.dragoman.sip.dialog;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.dragoman.core.call.LegId;
import org.dragoman.media.sdp.LocalAddress;
import org.dragoman.rules.Mappings;
import org.dragoman.sip.SipConfig;
import org.dragoman.sip.SipPeer;

/// What a leg's machine knows of the world.
///
/// - {@code localHost}: our host as the peer knows it, with brackets where it is IPv6.
/// - {@code contact}: our own address URI.
/// - {@code media}: the leg's media address; asking opens the port.
/// - {@code random}: for tags, Call-IDs and the waits of RFC 3261 §14.1.
public record Surroundings(
        LegId leg,
        SipPeer peer,
        SipConfig config,
        Mappings mappings,
        String localHost,
        String contact,
        Supplier<LocalAddress> media,
        RandomGenerator random) {

    String token() {
        return Long.toUnsignedString(random.nextLong(), 36);
    }
}
