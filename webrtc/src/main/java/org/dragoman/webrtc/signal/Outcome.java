package org.dragoman.webrtc.signal;

import java.util.ArrayList;
import java.util.List;
import org.dragoman.core.call.LegEvent;
import org.dragoman.webrtc.signal.Refusal.Code;

/// What comes of one input of a call, while it is gathered.
final class Outcome {
    private final List<Output> outputs = new ArrayList<>();

    void add(Output output) {
        outputs.add(output);
    }

    void emit(LegEvent event) {
        add(new Output.Emit(event));
    }

    void send(ServerMessage message) {
        add(new Output.Send(message));
    }

    /// What the page asked for with this {@code ref} is done.
    void done(String ref) {
        if (!ref.isEmpty()) {
            send(new ServerMessage.Done(ref));
        }
    }

    void refuse(String ref, Code code, String field, String text) {
        send(new Refusal(ref, code, field, text).message());
    }

    /// All of it, once.
    List<Output> take() {
        var all = List.copyOf(outputs);
        outputs.clear();
        return all;
    }
}
