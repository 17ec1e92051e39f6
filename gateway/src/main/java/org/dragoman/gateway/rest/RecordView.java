package org.dragoman.gateway.rest;

import java.util.List;
import java.util.Locale;

/// A call as it is billed. Its fields are also the columns of the database and of CSV, written
/// there with underscores: {@code callId} is {@code call_id}. What is not known is an empty text or
/// -1 in JSON, NULL in the database, and nothing in CSV.
public record RecordView(
        @Meaning("The call, as `dragoman call` names it.") String callId,
        @Meaning(value = "When it came in, or the gateway began it, in UTC.", format = "date-time")
                String offeredAt,
        @Meaning("The gateway that wrote this, by the name that `records: gateway` gives it.")
                String gateway,
        @Meaning("When that gateway started, in UTC: tells one run of it from the next.")
                String startedAt,
        @Meaning(
                        "open while both talk, ended, or interrupted: the gateway was killed, and the"
                                + " time of the last update counts as the end.")
                String state,
        @Meaning("When this was written last, in UTC.") String updatedAt,
        @Meaning("When the called party was alerted, in UTC.") String ringingAt,
        @Meaning("When it answered, in UTC.") String answeredAt,
        @Meaning("When the end of the call began, in UTC.") String endedAt,
        @Meaning("From the caller's request to the first sign of the called party, milliseconds.")
                long postDialMillis,
        @Meaning(
                        "From the answer to the end, or until now, by a clock that nobody sets; whole"
                                + " milliseconds, rounded down. 0 where nobody answered.")
                long billableMillis,
        @Meaning("The same in seconds; one that has begun counts whole.") long billableSeconds,
        @Meaning(
                        "Who ended it: caller, callee or gateway; restart of one that was"
                                + " interrupted.")
                String endedBy,
        @Meaning("Why it ended: Q.850 cause, 1 to 127.") int cause,
        @Meaning(
                        "How that is known: signalled by a peer as such, mapped from its own code by a"
                                + " table, or given by the gateway.")
                String causeSource,
        @Meaning("Where in the network it arose, in the words of Q.850.") String causeLocation,
        @Meaning("The peer's own code: SIP 486, H.225 destinationRejection.") String causeCode,
        @Meaning("The peer's own explanation.") String causeWords,
        @Meaning("The peer it came from, as configured; accounts for all that log in.")
                String inPeer,
        @Meaning("The caller's account, where it logged in.") String inAccount,
        @Meaning("What was spoken there: h323, sip, rtmp, webrtc.") String inProtocol,
        @Meaning("The address that its signalling came from.") String inAddress,
        @Meaning("The peer that answered, or was tried last.") String outPeer,
        @Meaning("The account that was called there.") String outAccount,
        @Meaning("What was spoken there.") String outProtocol,
        @Meaning("The address that its signalling came from.") String outAddress,
        @Meaning("Destinations that were tried, failovers included.") int attempts,
        @Meaning("The calling number as it came in.") String calling,
        @Meaning("The caller's name as it came in.") String callingName,
        @Meaning("Whether the called party may see it: allowed, restricted or not_available.")
                String callingPresentation,
        @Meaning("The called number as it came in, with all digits that were dialled later.")
                String called,
        @Meaning("Who sent the call on last, as it came in.") String redirecting,
        @Meaning(
                        "Why, in numbers of Q.931: 1 busy, 2 no reply, 15 always, 0 it is not said;"
                                + " -1 where nobody did.")
                int redirectingReason,
        @Meaning("The calling number as it was sent on, behind all rules.") String callingOut,
        @Meaning("The called number as it was sent on, behind all rules.") String calledOut,
        @Meaning("The rule of the dial plan that decided, or the account that was called.")
                String rule,
        @Meaning("What a minute costs at the peer that answered, by the rate table of that peer.")
                String rate,
        @Meaning("In which currency.") String currency,
        @Meaning(
                        "Rate times billable milliseconds, rounded to six digits behind the point,"
                                + " half up.")
                String cost,
        @Meaning("The other call that a transfer joined this one to; also that one has a record.")
                String joinedCall,
        @Meaning("How often a party was connected to somebody new.") int transfers,
        @Meaning("The file in which its sound was recorded, where it was.") String recording,
        @Meaning("Its legs: the caller's, then each that was tried, in their order.")
                List<RecordLegView> legs) {
    public RecordView {
        legs = List.copyOf(legs);
    }

    /// Where a record stands.
    public enum State {
        OPEN,
        ENDED,
        INTERRUPTED;

        /// The word for it in records.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
