package org.dragoman.h323;

import java.util.Optional;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.Party;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.h323.h225.UserInformation;
import org.dragoman.h323.q931.Q931Message;

/// One of the two sides a leg can take in a call. What only the other side can be ordered to do
/// is passed over.
sealed interface Side permits CallingSide, CalledSide {
    void received(Q931Message message, UserInformation info);

    /// The signalling connection is gone.
    void lost();

    void end(Cause cause);

    boolean isTalking();

    Talk talk();

    LegMedia media();

    default void proceed() {}

    default void askForDigits() {}

    default void sendDialledDigits(String digits, boolean complete) {}

    default void progress(boolean inBand, Optional<MediaDescription> media, Optional<Cause> why) {}

    default void ring(boolean inBand, Optional<MediaDescription> media) {}

    default void answer(Optional<MediaDescription> media, Optional<Party> connected) {}
}
