package org.dragoman.gateway.rest;

/// Something that happened to a call.
public record EventView(
        @Meaning("started, ringing, answered, held, resumed, transferred or ended.") String event,
        @Meaning("The call's name.") String call,
        @Meaning(value = "When it happened, in UTC.", format = "date-time") String at,
        @Meaning("Number, alias or URI of the caller.") String from,
        @Meaning("Number, alias or URI that was called.") String to,
        @Meaning("Q.850 cause of the end; 0 while the call lives.") int cause,
        @Meaning("Who ended it: caller, callee or gateway; empty while it lives.")
                String endedBy) {}
