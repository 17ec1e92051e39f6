package org.dragoman.media.relay;

/// Where conversions are worked at.
interface Workplace {
    void countIn();

    void countOut();

    /// Takes one that is open; safe from any thread.
    void take(LiveConversion conversion);
}
