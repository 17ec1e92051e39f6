package org.dragoman.media.srtp;

/// What senders and receivers return instead of a length when a packet must be dropped.
public final class Verdict {
    /// No packet of this kind, or too short to have a tag, or longer than the room for it.
    public static final int MALFORMED = -1;

    /// The tag is wrong: another key, or somebody changed the packet.
    public static final int FORGED = -2;

    /// Seen before, or too late to tell (RFC 3711 §3.3.2).
    public static final int REPLAYED = -3;

    /// The key has protected as many packets as it may (RFC 3711 §9.2).
    public static final int EXHAUSTED = -4;

    private Verdict() {}
}
