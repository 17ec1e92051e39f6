package org.dragoman.h323.pdu;

import java.util.Arrays;
import java.util.Optional;

/// Finds the H.225.0 PDU inside a Q.931 message, by the lengths alone: the tests of the PDUs
/// need no more of Q.931 than that. Source: Q.931 §4.5.1, H.225.0 §7.2.2.
final class UserUserElement {
    private static final int USER_USER = 0x7e;
    private static final int X208_AND_X209 = 5; // protocol discriminator: ASN.1
    private static final int SINGLE_OCTET = 0x80;

    private UserUserElement() {}

    static Optional<byte[]> in(byte[] q931) {
        int at = 2 + (q931[1] & 0x0f) + 1; // discriminator, call reference, message type
        while (at < q931.length) {
            int element = q931[at] & 0xff;
            if (element == USER_USER) {
                // the one element with two octets of length (H.225.0 §7.2.2, User-user)
                int length = (q931[at + 1] & 0xff) << 8 | q931[at + 2] & 0xff;
                if (q931[at + 3] != X208_AND_X209) {
                    throw new IllegalArgumentException("not ASN.1 in the User-User element");
                }
                return Optional.of(Arrays.copyOfRange(q931, at + 4, at + 3 + length));
            }
            at += element >= SINGLE_OCTET ? 1 : 2 + (q931[at + 1] & 0xff);
        }
        return Optional.empty();
    }
}
