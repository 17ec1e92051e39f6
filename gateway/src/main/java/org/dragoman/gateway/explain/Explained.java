package org.dragoman.gateway.explain;

import java.util.List;

/// What is told of a capture.
///
/// - {@code others}: messages of no call.
/// - {@code notes}: what of the file could not be read.
public record Explained(List<Call> calls, List<Other> others, List<String> notes) {
    /// - {@code number}: 1 and up, in the order of the capture.
    /// - {@code protocol}: that was captured; {@code becomes}: the other one.
    /// - {@code from}, {@code to}: numbers or names, empty where they are unknown.
    /// - {@code caller}, {@code called}: where the two parties were.
    /// - {@code started}: when its first message came, in UTC.
    /// - {@code outcome}: how it ended for our gateway, in words.
    /// - {@code related}: calls of the same capture that seem to be the same one, on the other side
    ///   of a gateway in between.
    public record Call(
            int number,
            String protocol,
            String becomes,
            String from,
            String to,
            String caller,
            String called,
            String started,
            String outcome,
            List<Related> related,
            List<Message> messages) {
        Call with(List<Related> others) {
            return new Call(
                    number, protocol, becomes, from, to, caller, called, started, outcome, others,
                    messages);
        }
    }

    /// Another call that seems to belong to this one.
    ///
    /// - {@code call}: its number.
    /// - {@code goesOn}: this call goes on as that one; else it comes from there.
    public record Related(int call, boolean goesOn, String why) {}

    /// A captured message.
    ///
    /// - {@code atMicros}: since the call began.
    /// - {@code is}: what it is, and what was inside it.
    /// - {@code becomes}: what our gateway sends on the other side because of it.
    /// - {@code why}: tables' rows and rules that decided, and what stood in the way.
    public record Message(
            long atMicros,
            boolean byCaller,
            List<Named> is,
            List<Named> becomes,
            List<String> why) {}

    /// A message of no call.
    public record Other(String at, String from, String to, Named is) {}
}
