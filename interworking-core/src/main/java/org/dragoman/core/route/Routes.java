package org.dragoman.core.route;

/// Whoever decides where calls go. Asked on the call's loop; must not block.
public interface Routes {
    /// - {@code notes}: is told what was looked at and what decided.
    Routing route(RouteQuery query, RouteNotes notes);

    /// Whether calls to this number, as dialled, pass every limit.
    default boolean isEmergency(String dialled) {
        return false;
    }

    /// Whether there are such numbers.
    default boolean hasEmergency() {
        return false;
    }

    /// What holds for calls to a trunk, whoever sends them there.
    default TrunkTerms termsOf(String trunk) {
        return TrunkTerms.NONE;
    }

    /// Whether calls may be sent to a peer, a group or else something of that name.
    default boolean knows(String target) {
        return false;
    }

    default Routing route(RouteQuery query) {
        return route(query, RouteNotes.brief());
    }
}
