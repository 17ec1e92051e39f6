package org.dragoman.gateway.ladder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dragoman.gateway.ladder.Ladder.Message;
import org.dragoman.gateway.ladder.Ladder.Side;

/// Which messages of a row stand on one line: what came in beside what it became.
///
/// - {@code caller}, {@code callee}: what stands on either side of the gateway.
record Lines(Optional<Message> caller, Optional<Message> callee) {

    /// The first message received with the first one sent on the other side, then the next.
    static List<Lines> of(List<Message> messages) {
        var left = folded(messages);
        var lines = new ArrayList<Lines>();
        while (!left.isEmpty()) {
            var first = left.stream().filter(Message::received).findFirst();
            var entry = first.orElse(left.getFirst());
            left.remove(entry);
            var other =
                    left.stream()
                            .filter(e -> e.side() != entry.side() && !e.received())
                            .findFirst();
            other.ifPresent(left::remove);
            lines.add(
                    entry.side() == Side.CALLER
                            ? new Lines(Optional.of(entry), other)
                            : new Lines(other, Optional.of(entry)));
        }
        return lines;
    }

    /// A Facility that only carries H.245 messages (H.225.0 §7.1.6, tunnelling) adds nothing to
    /// them: they say that they came in it.
    private static List<Message> folded(List<Message> messages) {
        var kept = new ArrayList<Message>();
        for (var m : messages) {
            boolean carried =
                    isH245(m) && messages.stream().anyMatch(e -> isCarrier(e) && goWith(e, m));
            boolean carries =
                    isCarrier(m) && messages.stream().anyMatch(e -> isH245(e) && goWith(e, m));
            if (carried) {
                var detail = (m.detail() + "  in Facility").stripLeading();
                kept.add(new Message(m.side(), m.received(), m.name(), detail));
            } else if (!carries) {
                kept.add(m);
            }
        }
        return kept;
    }

    private static boolean isH245(Message message) {
        return message.name().startsWith("H.245 ");
    }

    private static boolean isCarrier(Message message) {
        return message.name().equals("Facility")
                && message.detail().startsWith("transportedInformation");
    }

    private static boolean goWith(Message one, Message other) {
        return one.side() == other.side() && one.received() == other.received();
    }
}
