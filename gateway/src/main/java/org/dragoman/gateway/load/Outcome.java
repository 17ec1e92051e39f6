package org.dragoman.gateway.load;

import org.dragoman.core.call.Cause;

/// How one call went for its caller. Times in nanoseconds since it was dialled; 0 where it did not
/// come so far.
///
/// - {@code ringing}: of the first ringing, or of the answer where there was none before.
/// - {@code answered}: of the answer.
/// - {@code ended}: of the end.
public record Outcome(boolean wasAnswered, Cause cause, long ringing, long answered, long ended) {}
