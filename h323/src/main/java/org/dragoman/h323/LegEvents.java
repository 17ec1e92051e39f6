package org.dragoman.h323;

import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.LegId;

/// Tells the call what happened; after Released nothing more.
final class LegEvents {
    private final LegContext context;
    private boolean released;

    LegEvents(LegContext context) {
        this.context = context;
    }

    LegId leg() {
        return context.id();
    }

    boolean isReleased() {
        return released;
    }

    void emit(LegEvent event) {
        if (!released) {
            released = event instanceof LegEvent.Released;
            context.emit(event);
        }
    }
}
