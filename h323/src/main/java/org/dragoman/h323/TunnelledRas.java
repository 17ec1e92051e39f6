package org.dragoman.h323;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dragoman.asn1.per.MalformedPdu;
import org.dragoman.asn1.per.Octets;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.h323.asn1.h225.Content;
import org.dragoman.h323.asn1.h225.EnumeratedParameter;
import org.dragoman.h323.asn1.h225.GenericIdentifier;
import org.dragoman.h323.asn1.h225.H323UserInformation;

/// RAS messages that travel inside call signalling, for endpoints behind firewalls.
///
/// - Source: H.460.17 §7 (generic data 17, parameter 1: a RasMessage).
final class TunnelledRas {
    private static final GenericIdentifier FEATURE = new GenericIdentifier.Standard(17);
    private static final GenericIdentifier MESSAGE = new GenericIdentifier.Standard(1);

    private TunnelledRas() {}

    /// - {@code content}: of the User-user information element.
    static List<byte[]> in(Octets content) throws PeerFault {
        try {
            var pdu = H323UserInformation.fromPer(content).h323UuPdu();
            return pdu.genericData().orElse(List.of()).stream()
                    .filter(g -> g.id().equals(FEATURE))
                    .flatMap(g -> g.parameters().orElse(List.of()).stream())
                    .filter(p -> p.id().equals(MESSAGE))
                    .map(EnumeratedParameter::content)
                    .flatMap(Optional::stream)
                    .flatMap(TunnelledRas::raw)
                    .toList();
        } catch (MalformedPdu bad) {
            throw new PeerFault.Malformed(
                    PeerFault.Scope.MESSAGE, String.valueOf(bad.getMessage()));
        }
    }

    private static Stream<byte[]> raw(Content content) {
        return content instanceof Content.Raw(var octets)
                ? Stream.of(octets.toByteArray())
                : Stream.empty();
    }
}
