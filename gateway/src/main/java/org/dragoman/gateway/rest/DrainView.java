package org.dragoman.gateway.rest;

/// Whether the gateway refuses new calls so that it can be restarted, and how far that is.
public record DrainView(
        @Meaning("Whether new calls are refused, but for emergencies.") boolean draining,
        @Meaning("Since when, in UTC; empty where it takes calls.") String since,
        @Meaning("Calls in progress that are waited for; 0: the gateway is drained.") int callsLeft,
        @Meaning("New calls refused since then.") long refused) {
    /// It takes calls.
    public static final DrainView OFF = new DrainView(false, "", 0, 0);

    /// Nothing would be cut if the gateway ended now.
    public boolean endsNoCall() {
        return draining && callsLeft == 0;
    }

    /// How it goes, for people.
    public String words() {
        return "since %s: %d calls left, %d refused".formatted(since, callsLeft, refused);
    }
}
