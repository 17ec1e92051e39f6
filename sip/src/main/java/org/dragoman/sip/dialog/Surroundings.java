package org.dragoman.sip.dialog;

import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.dragoman.core.call.LegId;
import org.dragoman.core.call.Party;
import org.dragoman.media.sdp.LocalAddress;
import org.dragoman.rules.Mappings;
import org.dragoman.sip.SipConfig;
import org.dragoman.sip.SipPeer;
import org.dragoman.sip.message.Replaces;

/// What a leg's machine knows of the world.
///
/// - {@code localHost}: our host as the peer knows it, with brackets where it is IPv6.
/// - {@code contact}: our own address URI.
/// - {@code secure}: nobody on the way reads the messages.
/// - {@code media}: the leg's media address; asking opens the port.
/// - {@code random}: for tags, Call-IDs (RFC 3261 §19.3) and the waits of §14.1; safe for use by
///   several threads.
/// - {@code caller}: who the peer has proven to be; what it says of itself does not count then.
/// - {@code dialogs}: the leg of another call of this peer that a dialog belongs to.
/// - {@code replaces}: the leg of another call whose place the INVITE is to take.
/// - {@code target}: what the peer calls itself, where its number alone does not say whom to call.
public record Surroundings(
        LegId leg,
        SipPeer peer,
        SipConfig config,
        Mappings mappings,
        String localHost,
        String contact,
        boolean secure,
        Supplier<LocalAddress> media,
        RandomGenerator random,
        Optional<Party> caller,
        Optional<String> target,
        Function<Replaces, Optional<LegId>> dialogs,
        Optional<LegId> replaces) {

    /// Of a configured peer.
    public Surroundings(
            LegId leg,
            SipPeer peer,
            SipConfig config,
            Mappings mappings,
            String localHost,
            String contact,
            boolean secure,
            Supplier<LocalAddress> media,
            RandomGenerator random) {
        this(
                leg,
                peer,
                config,
                mappings,
                localHost,
                contact,
                secure,
                media,
                random,
                Optional.empty(),
                Optional.empty(),
                _ -> Optional.empty(),
                Optional.empty());
    }

    String token() {
        return HexFormat.of().toHexDigits(random.nextLong());
    }
}
