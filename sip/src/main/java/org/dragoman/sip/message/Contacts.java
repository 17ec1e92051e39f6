package org.dragoman.sip.message;

import java.util.Comparator;
import java.util.List;
import org.dragoman.core.call.Party;

/// Where a 3xx sends a call to.
///
/// - Source: RFC 3261 §8.1.3.4, §20.10.
public final class Contacts {
    private static final int MOST = 10;
    private static final double USUAL = 1; // where nothing is said: RFC 3261 leaves it open

    private Contacts() {}

    /// The parties, the one the peer likes best first; those of the same q in the peer's order.
    public static List<Party> of(SipResponse response) {
        return response.headers().list("Contact").stream()
                .map(NameAddress::parse)
                .sorted(Comparator.comparingDouble(Contacts::quality).reversed())
                .map(Numbers::party)
                .filter(p -> !p.equals(Party.UNKNOWN))
                .limit(MOST)
                .toList();
    }

    // qvalue, RFC 3261 §25.1: 0 to 1 with three digits at most; what is none counts as not said
    private static double quality(NameAddress contact) {
        return contact.parameters()
                .value("q")
                .filter(q -> q.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?"))
                .map(Double::parseDouble)
                .orElse(USUAL);
    }
}
