package org.dragoman.gateway.rest;

import java.util.List;

/// Where a call would go, and why.
public record RouteView(
        @Meaning("The number that calls.") String calling,
        @Meaning("The number that is called, as dialled.") String called,
        @Meaning("The trunk it would come in by.") String from,
        @Meaning(value = "When, in UTC.", format = "date-time") String at,
        @Meaning("Whether it is an emergency number, whose calls pass every limit.")
                boolean emergency,
        @Meaning("The rules that were looked at, in order.") List<Step> steps,
        @Meaning("The trunks of the rule that decided, those first that are tried, in order.")
                List<Candidate> candidates,
        @Meaning("sent, refused or more-digits.") String outcome,
        @Meaning("The rule that decided, or why none did.") String why,
        @Meaning("The Q.850 cause it is refused with; 0 where it is not.") int cause,
        @Meaning("The Q.850 causes on which the next trunk is tried.") List<Integer> failover,
        @Meaning("How long each trunk has for its first sign; empty where the rule says nothing.")
                String patience) {

    /// A rule that was looked at.
    public record Step(
            @Meaning("Its name.") String rule,
            @Meaning("File and line it is written in, or empty.") String place,
            @Meaning("Whether it takes the call: yes, no or with-more-digits.") String match,
            @Meaning("Its conditions, up to the first that does not hold.") List<Check> checks,
            @Meaning("What it makes of the numbers.") List<Change> changes,
            @Meaning("What becomes of the call; empty where the rule does not take it.")
                    String then) {}

    /// A condition of a rule.
    public record Check(
            @Meaning("What the rule wants.") String wanted,
            @Meaning("What the call has.") String found,
            @Meaning("yes, no or with-more-digits.") String match) {}

    /// What a rule makes of something.
    public record Change(
            @Meaning("Of what.") String what,
            @Meaning("As it came to the rule.") String before,
            @Meaning("As it goes on.") String after) {}

    /// A trunk that the call could go to.
    public record Candidate(
            @Meaning("Its name.") String trunk,
            @Meaning("The group it is tried as a member of, or empty.") String group,
            @Meaning("Whether it is tried.") boolean tried,
            @Meaning("The called number as it is sent there.") String number,
            @Meaning("The calling number as it is sent there.") String calling,
            @Meaning("What a minute costs, with the currency; empty if unknown.") String cost,
            @Meaning("File and line of that rate, or empty.") String rate,
            @Meaning("Calls with it now.") int calls,
            @Meaning("How many it may have at a time; 0 for any number.") int mostCalls,
            @Meaning("Calls sent to it within the last second.") int lastSecond,
            @Meaning("How many it may be sent within a second; 0 for any number.")
                    int callsPerSecond,
            @Meaning("How many of its last calls are remembered.") int remembered,
            @Meaning("Of those, percent that were answered.") int answeredPercent,
            @Meaning("Their mean time to the first sign, in milliseconds; -1 if unknown.")
                    long delayMillis,
            @Meaning("The mean opinion score of their sound; 0 if unknown.") double mos,
            @Meaning("Why it stands where it stands, or is not tried.") String why) {}
}
