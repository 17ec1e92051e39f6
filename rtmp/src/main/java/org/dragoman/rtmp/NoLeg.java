package org.dragoman.rtmp;

import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.LegId;

/// A leg to a client that is busy or gone: over as soon as anything is asked of it.
final class NoLeg implements CallLeg {
    private final LegContext context;
    private final Cause cause;
    private boolean over;

    NoLeg(LegContext context, Cause cause) {
        this.context = context;
        this.cause = cause;
    }

    @Override
    public LegId id() {
        return context.id();
    }

    @Override
    public void execute(LegCommand command) {
        if (!over) {
            over = true;
            context.emit(new LegEvent.Released(id(), cause));
        }
    }
}
