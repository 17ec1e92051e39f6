package org.dragoman.gateway.explain;

import java.util.List;
import java.util.Optional;
import org.dragoman.gateway.capture.Heard;

/// A captured message and what it is.
///
/// - {@code names}: the message, and those inside it.
/// - {@code fault}: why it cannot be played, where it cannot.
record Said(Heard heard, boolean byCaller, List<Named> names, Optional<String> fault) {
    Said {
        names = List.copyOf(names);
    }

    Said withFault(String why) {
        return new Said(heard, byCaller, names, Optional.of(why));
    }
}
