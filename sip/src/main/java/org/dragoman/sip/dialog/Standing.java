package org.dragoman.sip.dialog;

/// How far the dialog of a leg is, as far as others who want to take its place must know.
///
/// - Source: RFC 3891 §3.
public enum Standing {
    /// We called, and nobody has answered.
    EARLY,
    /// The peer called, and was not answered.
    EARLY_OF_PEER,
    CONFIRMED,
    /// It ends, or has ended.
    OVER
}
