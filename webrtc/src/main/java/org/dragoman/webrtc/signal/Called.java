package org.dragoman.webrtc.signal;

import java.util.List;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.TelephoneNumber;

/// Who is meant by what a page wrote as the destination.
public final class Called {
    private Called() {}

    /// - {@code to}: as {@link MessageReader} takes it.
    public static Party party(String to) {
        if (to.startsWith("+")) {
            return Party.of(TelephoneNumber.international(to.substring(1)));
        }
        return TelephoneNumber.areDigits(to)
                ? Party.ofNumber(to)
                : Party.UNKNOWN
                        .withAliases(List.of(to))
                        .withPresentation(Party.Presentation.ALLOWED);
    }
}
