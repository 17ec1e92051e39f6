package org.dragoman.gateway.ladder;

import java.util.List;

/// What happened between two sides and the gateway in the middle, in the order of time. It knows
/// no protocol: messages are words.
///
/// - {@code caller}, {@code callee}: what stands above the two sides.
public record Ladder(String caller, String callee, List<Row> rows) {
    public Ladder {
        rows = List.copyOf(rows);
    }

    /// What one input did.
    ///
    /// - {@code messages}: what came in, and what became of it.
    /// - {@code decisions}: why, in words.
    public record Row(long atMicros, List<Message> messages, List<String> decisions) {
        public Row {
            messages = List.copyOf(messages);
            decisions = List.copyOf(decisions);
        }
    }

    /// Which of the two sides a message is on.
    public enum Side {
        CALLER,
        CALLEE
    }

    /// A message between one side and the gateway.
    ///
    /// - {@code received}: the side sent it to the gateway.
    /// - {@code detail}: what in it matters, or empty.
    public record Message(Side side, boolean received, String name, String detail) {
        /// Whether it goes from left to right.
        boolean goesRight() {
            return received == (side == Side.CALLER);
        }
    }
}
