package org.dragoman.webrtc;

import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.Endpoint;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.LegId;

/// The endpoint of trunk {@link GuestPolicy#TRUNK}: guests call, and nobody calls them. Their own
/// legs are {@link WebRtcLeg}s.
public final class GuestEndpoint implements Endpoint {
    @Override
    public String protocol() {
        return "webrtc";
    }

    @Override
    public CallLeg makeLeg(LegContext context) {
        return new Nobody(context);
    }

    @Override
    public void close() {} // there is nothing to end

    private record Nobody(LegContext context) implements CallLeg {
        @Override
        public LegId id() {
            return context.id();
        }

        @Override
        public void execute(LegCommand command) {
            if (command instanceof LegCommand.Dial) {
                context.emit(new LegEvent.Released(id(), Cause.NO_ROUTE));
            }
        }
    }
}
