package org.dragoman.core.call;

/// An adapter as the call sees it: it makes legs towards a trunk. Legs of calls that come in reach
/// the core through {@link CallEntrance}.
public interface Endpoint extends AutoCloseable {
    /// Short lower-case name of the protocol: {@code h323}, {@code sip}.
    String protocol();

    /// Makes a leg towards the trunk named in the context. {@link LegCommand.Dial} follows.
    CallLeg makeLeg(LegContext context);

    /// Stops listening and dialling. Calls in progress are released by their own loops first.
    @Override
    void close();
}
