package org.dragoman.core.call;

/// A call between two parties that the gateway itself begins (call back): the first one is called,
/// and when it has answered the second one.
///
/// - {@code first}, {@code second}: whom to call; they go through the dial plan.
/// - {@code shownToFirst}, {@code shownToSecond}: who each is told that it is called by.
public record CallOrder(Party first, Party second, Party shownToFirst, Party shownToSecond) {
    /// The trunk that such calls come from, as the dial plan sees it.
    public static final String INGRESS = "api";

    /// Each is shown the other.
    public static CallOrder between(Party first, Party second) {
        return new CallOrder(first, second, second, first);
    }
}
