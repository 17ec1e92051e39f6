package org.dragoman.gateway.rest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dragoman.core.call.Side;

/// What REST may ask of the running gateway.
public interface GatewayControl {
    GatewayView gateway();

    /// Refuses new calls from now on, but for emergencies, or takes them again.
    DrainView drain(boolean on);

    /// How far the gateway is drained; when nothing would be cut any more, or after that long.
    DrainView draining(Duration atMost);

    /// Calls in progress, oldest first.
    List<CallView> calls();

    /// A call in progress, or one of the last that ended.
    Optional<CallView> call(String id);

    /// The messages of a call as they were on the wire, oldest first; nothing where they are not
    /// kept.
    Optional<List<WireView>> wire(String id);

    /// The accounts, and where each can be called now.
    List<AccountView> accounts();

    /// Begins a call between two parties: the first is called, then the second.
    ///
    /// - {@code shown}: the number that both are shown; without it each is shown the other's.
    /// - Returns: the call; nothing when the gateway takes no more.
    Optional<String> begin(String first, String second, Optional<String> shown);

    /// Reads the configuration again; all of it holds, or nothing.
    ReloadView reload();

    /// Where a call would go; nothing where there is neither such a peer nor such an account.
    Optional<RouteView> explain(RouteQuestion question);

    /// What the last calls that ended asked of the dial plan, newest first.
    List<AskedView> asked();

    /// Ends a call in progress; false where there is none of that name.
    boolean hangUp(String id);

    /// Records of calls, newest first.
    RecordPageView records(RecordQuestion question) throws RecordsAway;

    /// The record of a call.
    Optional<RecordView> recordOf(String id) throws RecordsAway;

    /// Begins to record a call in progress, or stops that; false where there is none of that
    /// name.
    boolean record(String id, boolean on);

    /// What became of an order to a call.
    enum Outcome {
        DONE,
        /// Nobody talks in the call now.
        NOBODY_TALKS,
        NO_SUCH_CALL
    }

    /// Puts a side of a call on hold, or takes it off.
    Outcome hold(String id, Side party, boolean on);

    /// Sends digits to a side of a call.
    Outcome sendDigits(String id, Side party, String digits);

    /// Connects one side of a call to somebody else.
    ///
    /// - {@code leaves}: the side that leaves when that went well.
    Outcome transfer(String id, Side leaves, String to);

    /// Tells of what happens to all calls; the follower must not block. Closing the result ends
    /// it.
    AutoCloseable follow(Consumer<EventView> follower);
}
