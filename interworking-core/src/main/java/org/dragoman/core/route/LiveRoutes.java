package org.dragoman.core.route;

/// The routes that hold now. They are changed all at once: a call sees the old ones or the new,
/// and is not disturbed by the change.
public final class LiveRoutes implements Routes {
    private volatile Routes now;

    public LiveRoutes(Routes first) {
        now = first;
    }

    /// From the next question on these hold.
    public void replace(Routes others) {
        now = others;
    }

    @Override
    public Routing route(RouteQuery query, RouteNotes notes) {
        return now.route(query, notes);
    }

    @Override
    public boolean isEmergency(String dialled) {
        return now.isEmergency(dialled);
    }

    @Override
    public boolean hasEmergency() {
        return now.hasEmergency();
    }

    @Override
    public boolean knows(String target) {
        return now.knows(target);
    }

    @Override
    public TrunkTerms termsOf(String trunk) {
        return now.termsOf(trunk);
    }
}
