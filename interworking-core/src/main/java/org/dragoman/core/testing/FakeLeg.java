package org.dragoman.core.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.LegId;

/// A leg without a protocol: it remembers its commands and says what the test makes it say.
///
/// A {@link Behaviour} may answer commands; {@link #OBEDIENT} only answers Release and Redirect.
public final class FakeLeg implements CallLeg {
    /// What the leg does on a command, besides remembering it. Runs on the call's loop.
    public interface Behaviour extends BiConsumer<FakeLeg, LegCommand> {}

    /// Ends when told to, as every leg must.
    public static final Behaviour OBEDIENT =
            (leg, command) -> {
                switch (command) {
                    case LegCommand.Release(var cause) -> leg.emitReleased(cause);
                    case LegCommand.Redirect(_, var cause) -> leg.emitReleased(cause);
                    default -> {}
                }
            };

    private final LegContext context;
    private final Behaviour behaviour;
    private final List<LegCommand> commands = new ArrayList<>();
    private volatile boolean released;

    public FakeLeg(LegContext context, Behaviour behaviour) {
        this.context = context;
        this.behaviour = behaviour;
    }

    @Override
    public LegId id() {
        return context.id();
    }

    @Override
    public void execute(LegCommand command) {
        synchronized (commands) {
            commands.add(command);
        }
        behaviour.accept(this, command);
    }

    public LegContext context() {
        return context;
    }

    /// Every command so far, oldest first.
    public List<LegCommand> commands() {
        synchronized (commands) {
            return List.copyOf(commands);
        }
    }

    /// Reports an event from any thread; it is emitted on the call's loop.
    public void say(LegEvent event) {
        context.loop().execute(() -> emit(event));
    }

    /// Reports an event; on the call's loop only. Nothing leaves a leg after Released.
    public void emit(LegEvent event) {
        if (released) {
            return;
        }
        released = event instanceof LegEvent.Released;
        context.emit(event);
    }

    public boolean isReleased() {
        return released;
    }

    private void emitReleased(Cause cause) {
        emit(new LegEvent.Released(id(), cause));
    }
}
