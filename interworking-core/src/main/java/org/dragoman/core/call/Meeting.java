package org.dragoman.core.call;

import java.util.Optional;

/// What a call has to do with a three-way call.
///
/// - {@code own}: the leg of the party that is in both calls.
/// - {@code room}: where all hear one another; none while the other call is being asked.
record Meeting(Role role, LegId own, Optional<SharedRoom> room) {
    /// What the call does for it.
    enum Role {
        /// It has asked the other call.
        ASKS,
        /// Its two parties are in the room.
        HOSTS,
        /// The other side is in the room, and hears the common party there; this call's own leg of
        /// that party is idle.
        LENDS
    }

    static Meeting asking(LegId own) {
        return new Meeting(Role.ASKS, own, Optional.empty());
    }

    Meeting hosted(SharedRoom there) {
        return new Meeting(Role.HOSTS, own, Optional.of(there));
    }

    static Meeting lent(LegId own, SharedRoom there) {
        return new Meeting(Role.LENDS, own, Optional.of(there));
    }

    boolean isIn(SharedRoom there) {
        return room.filter(there::equals).isPresent();
    }
}
