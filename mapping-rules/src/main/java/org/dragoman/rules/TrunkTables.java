package org.dragoman.rules;

/// What one trunk has of its own.
///
/// - {@code own}: rows that go before those of all.
/// - {@code statedCause}: whether the Q.850 cause that a peer states ({@code Reason: Q.850}, RFC
///   3326; the Cause element, H.225.0) goes before its SIP status or H.225.0 reason.
public record TrunkTables(OwnTables own, boolean statedCause) {
    public static final TrunkTables DEFAULT = new TrunkTables(OwnTables.NONE, true);
}
