package org.dragoman.h323.h225;

import java.util.Arrays;
import java.util.Optional;
import org.dragoman.asn1.per.Octets;
import org.dragoman.h323.asn1.h225.H323UserInformation;

/// What one user says to the other, as octets: the protocol discriminator, then the information
/// (H.225.0, H323-UserInformation user-data).
final class UserData {
    private static final int LONGEST = 131; // octets of information

    private UserData() {}

    static Octets read(H323UserInformation.UserData data) {
        var information = data.userInformation().toByteArray();
        byte[] all = new byte[information.length + 1];
        all[0] = (byte) data.protocolDiscriminator();
        System.arraycopy(information, 0, all, 1, information.length);
        return Octets.of(all);
    }

    /// Nothing where it does not fit.
    static Optional<H323UserInformation.UserData> write(Octets octets) {
        byte[] all = octets.toByteArray();
        if (all.length < 2 || all.length > LONGEST + 1) {
            return Optional.empty();
        }
        return Optional.of(
                new H323UserInformation.UserData(
                        all[0] & 0xFF, Octets.of(Arrays.copyOfRange(all, 1, all.length))));
    }
}
