package org.dragoman.gateway.rest;

/// What a call asked of the dial plan: it can be asked again.
public record AskedView(
        @Meaning("The call.") String call,
        @Meaning("The peer it came from, or the number of the account that called.") String from,
        @Meaning("The number dialled; a + in front says that it is international.") String to,
        @Meaning("The number that called; empty where there was none.") String calling,
        @Meaning(value = "When it came in, in UTC.", format = "date-time") String at) {}
