package org.dragoman.h323;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.asn1.per.Octets;
import org.dragoman.core.media.Codec;
import org.dragoman.h323.h225.UserInformation;
import org.dragoman.h323.h245.AudioFormat;
import org.dragoman.h323.h245.FastStart;
import org.dragoman.h323.q931.InformationElement.PartyNumber;
import org.dragoman.h323.q931.InformationElement.PartyNumber.Role;

/// What the Setup of a {@link RawPeer} says.
final class Setups {
    private Setups() {}

    static PartyNumber called(String digits) {
        return new PartyNumber(Role.CALLED, 0, 1, Optional.empty(), OptionalInt.empty(), digits);
    }

    /// A peer that speaks H.245 inside call signalling.
    static UserInformation.Builder tunnels() {
        return UserInformation.builder().h245Tunnelling(true);
    }

    /// Fast start with both laws of G.711.
    static List<Octets> proposals() {
        return FastStart.propose(
                        List.of(
                                new AudioFormat("g711Alaw64k", Codec.PCMA, 20),
                                new AudioFormat("g711Ulaw64k", Codec.PCMU, 20)),
                        new InetSocketAddress("127.0.0.1", 7_000),
                        new InetSocketAddress("127.0.0.1", 7_001))
                .stream()
                .map(RawPeer.H245::encodeChannel)
                .toList();
    }
}
