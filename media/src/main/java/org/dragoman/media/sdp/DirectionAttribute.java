package org.dragoman.media.sdp;

import java.util.Locale;
import java.util.Optional;
import org.dragoman.core.media.Direction;

/// The four direction attributes. Source: RFC 8866 §6.7.
final class DirectionAttribute {
    private DirectionAttribute() {}

    static Optional<Direction> direction(String attribute) {
        return switch (attribute.toLowerCase(Locale.ROOT)) {
            case "sendrecv" -> Optional.of(Direction.SEND_RECEIVE);
            case "sendonly" -> Optional.of(Direction.SEND_ONLY);
            case "recvonly" -> Optional.of(Direction.RECEIVE_ONLY);
            case "inactive" -> Optional.of(Direction.INACTIVE);
            default -> Optional.empty();
        };
    }

    static Attribute of(Direction direction) {
        return Attribute.flag(
                switch (direction) {
                    case SEND_RECEIVE -> "sendrecv";
                    case SEND_ONLY -> "sendonly";
                    case RECEIVE_ONLY -> "recvonly";
                    case INACTIVE -> "inactive";
                });
    }

    /// What is left when each party says what it is ready for, both seen from the same side.
    static Direction both(Direction one, Direction other) {
        boolean sends = one.sends() && other.sends();
        boolean receives = one.receives() && other.receives();
        if (sends) {
            return receives ? Direction.SEND_RECEIVE : Direction.SEND_ONLY;
        }
        return receives ? Direction.RECEIVE_ONLY : Direction.INACTIVE;
    }
}
