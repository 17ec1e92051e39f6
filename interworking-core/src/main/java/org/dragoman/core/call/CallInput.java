package org.dragoman.core.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.media.Sound;

/// What a call's machine is told.
sealed interface CallInput {
    /// A leg reported something.
    record Happened(LegEvent event, Instant at) implements CallInput {}

    /// A branch of a forked leg reported something; its fork makes of it what the call hears.
    record Branched(LegEvent event) implements CallInput {}

    /// The first sound of a leg's peer arrived.
    record Heard(LegId leg) implements CallInput {}

    /// A leg's peer has sent nothing for so long, though it should.
    record Silent(LegId leg, Duration length) implements CallInput {}

    /// The dial plan says to dial these, in order.
    record Routed(List<Target> targets, Set<Integer> failover) implements CallInput {
        public Routed {
            targets = List.copyOf(targets);
            failover = Set.copyOf(failover);
        }
    }

    /// The dial plan refuses the call.
    record NotRouted(Cause cause) implements CallInput {}

    /// The dial plan needs more digits.
    record DigitsNeeded() implements CallInput {}

    /// The gateway shall connect two parties, who are called one after the other.
    record Begin(CallOrder order) implements CallInput {}

    /// Somebody puts a side on hold, or takes it off, without the other side's doing.
    record HoldBy(Side held, boolean on) implements CallInput {}

    /// Somebody sends digits to a side.
    record SendDigits(Side to, String digits) implements CallInput {}

    /// An operator, or a party by way of an interface, wants the other side connected to somebody
    /// else.
    ///
    /// - {@code from}: the side that leaves the call; {@code replaces}: as in
    ///   {@link LegEvent.TransferRequested}.
    record SendOn(Side from, Party to, Optional<LegId> replaces) implements CallInput {}

    /// Another call wants the party that talks to this leg.
    record TakeOver(LegId leg, CallBridge.Wish wish, CallBridge bridge) implements CallInput {}

    /// Another call gave its party.
    record Joined(CallBridge.Given given, CallBridge.End end) implements CallInput {}

    /// Another call keeps its party, or is no more.
    record NotJoined(Cause cause) implements CallInput {}

    /// Another call wants the party that talks to this leg for a three-way call.
    record Lend(LegId leg, SharedRoom room) implements CallInput {}

    /// Another call's party is in the room.
    record Lent(SharedRoom room) implements CallInput {}

    /// Another call has nobody to lend, or is no more.
    record NotLent() implements CallInput {}

    /// The other call of a three-way call has left the room.
    record MeetingOver(SharedRoom room) implements CallInput {}

    /// The time of a wait is over; it counts only while the call still waits for that.
    record Expired(int serial) implements CallInput {}

    /// A script takes the lead of the call; it is one that waits for its route.
    record Led() implements CallInput {}

    /// The script leaves the call to itself.
    record Left() implements CallInput {}

    /// The script wants the caller answered.
    record ScriptAnswers() implements CallInput {}

    /// The script wants something played to the caller.
    record ScriptPlays(Sound sound) implements CallInput {}

    /// The script wants no more of it played.
    record ScriptStops() implements CallInput {}

    /// The script has waited long enough for the answer of whom it sent the call to.
    record ScriptRecalls() implements CallInput {}

    /// A sound that a leg's peer was played is over.
    record SoundOver(LegId leg) implements CallInput {}

    /// The gateway ends the call: an operator, a limit, a bug.
    record HangUp(Cause cause) implements CallInput {}

    /// A trunk to dial.
    record Target(String trunk, CallRequest request, TrunkPolicy policy) {}
}
