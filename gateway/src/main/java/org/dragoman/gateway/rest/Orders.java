package org.dragoman.gateway.rest;

import java.util.Optional;

/// What requests say in their bodies.
final class Orders {
    private static final String NUMBER = "a number or name of up to 64 characters";

    private Orders() {}

    /// To begin a call.
    record Begin(
            @Meaning("Who is called first.") @Allowed(value = Allowed.NUMBER, words = NUMBER)
                    String from,
            @Meaning("Who is called when the first has answered.")
                    @Allowed(value = Allowed.NUMBER, words = NUMBER)
                    String to,
            @Meaning("The number that both are shown; without it each is shown the other's.")
                    @Allowed(value = Allowed.NUMBER, words = NUMBER)
                    Optional<String> callerId) {}

    /// To show where a call would go.
    record Explain(
            @Meaning("The peer it would come from, or the number of the account that would call.")
                    @Allowed(value = Allowed.NUMBER, words = NUMBER)
                    String from,
            @Meaning("The number dialled; a + in front says that it is international.")
                    @Allowed(value = Allowed.NUMBER, words = NUMBER)
                    String to,
            @Meaning("The number that would call; for an account its own.")
                    @Allowed(value = Allowed.NUMBER, words = NUMBER)
                    Optional<String> calling,
            @Meaning("When; without it now.")
                    @Allowed(value = Allowed.TIME, words = "a time as 2026-11-22T09:30:00Z")
                    Optional<String> at) {}

    /// To find call records.
    record Records(
            @Meaning("Of calls that began then or later.")
                    @Allowed(value = Allowed.TIME, words = "a time as 2026-11-22T09:30:00Z")
                    Optional<String> since,
            @Meaning("Of calls that began before that.")
                    @Allowed(value = Allowed.TIME, words = "a time as 2026-11-22T09:30:00Z")
                    Optional<String> until,
            @Meaning("A peer: calls that came from it, or were tried there.")
                    @Allowed(value = "[A-Za-z0-9._-]{1,64}", words = "the name of a peer")
                    Optional<String> peer,
            @Meaning(
                            "A number, calling or called, as it came in or was sent on; the beginning"
                                    + " of one with a star behind it.")
                    @Allowed(value = Allowed.NUMBER, words = NUMBER)
                    Optional<String> number,
            @Meaning("Q.850: the cause for which the calls ended.")
                    @Allowed(value = "[1-9][0-9]?|1[01][0-9]|12[0-7]", words = "1 to 127")
                    Optional<String> cause,
            @Meaning("yes: only calls that nobody answered.")
                    @Allowed(value = "yes|no", words = "yes or no", otherwise = "no")
                    String failed,
            @Meaning("How many at most, 1 to 1000.")
                    @Allowed(value = "[1-9][0-9]{0,2}|1000", words = "1 to 1000", otherwise = "100")
                    String limit,
            @Meaning("What the page before calls `next`: the records behind that.")
                    @Allowed(
                            value = "[0-9T:.Z-]{24}-[0-9a-f]{12}",
                            words = "what a page calls next")
                    Optional<String> after) {}

    /// To wait until no call is left.
    record Wait(
            @Meaning("How many seconds at most, 0 to 8.")
                    @Allowed(value = "[0-8]", words = "0 to 8", otherwise = "0")
                    String seconds) {}

    /// To hold one side, or to end that.
    record Hold(
            @Meaning("Which side is held.")
                    @Allowed(value = Allowed.SIDE, words = "caller or callee", otherwise = "callee")
                    String party) {}

    /// To send digits.
    record Digits(
            @Meaning("1 to 32 of 0-9, A-D, * and #.")
                    @Allowed(value = "[0-9A-D*#]{1,32}", words = "1 to 32 of 0-9, A-D, * and #")
                    String digits,
            @Meaning("Which side gets them.")
                    @Allowed(value = Allowed.SIDE, words = "caller or callee", otherwise = "callee")
                    String party) {}

    /// To connect one side to somebody else.
    record Transfer(
            @Meaning("Whom it is connected to.") @Allowed(value = Allowed.NUMBER, words = NUMBER)
                    String to,
            @Meaning("Which side leaves the call when that went well.")
                    @Allowed(value = Allowed.SIDE, words = "caller or callee", otherwise = "caller")
                    String leaves) {}
}
