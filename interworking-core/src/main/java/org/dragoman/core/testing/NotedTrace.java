package org.dragoman.core.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.dragoman.core.call.LegId;
import org.dragoman.core.log.CallTrace;

/// A trace that keeps everything, for a test to look at.
public final class NotedTrace implements CallTrace {
    public record Message(LegId leg, Way way, String name, String detail) {}

    public record Decision(LegId leg, String what) {}

    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final List<Decision> decisions = new CopyOnWriteArrayList<>();

    @Override
    public void message(LegId leg, Way way, String name, String detail) {
        messages.add(new Message(leg, way, name, detail));
    }

    @Override
    public void decision(LegId leg, String what) {
        decisions.add(new Decision(leg, what));
    }

    public List<Message> messages() {
        return List.copyOf(messages);
    }

    public List<Decision> decisions() {
        return List.copyOf(decisions);
    }

    /// Names of the messages that went one way, in order.
    public List<String> names(Way way) {
        return messages.stream().filter(m -> m.way() == way).map(Message::name).toList();
    }
}
