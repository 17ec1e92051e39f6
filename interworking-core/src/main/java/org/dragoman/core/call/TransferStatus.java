package org.dragoman.core.call;

/// How far a transfer is.
public enum TransferStatus {
    /// The new party is being called.
    TRYING,
    /// It is alerted.
    RINGING,
    /// The other side talks to it.
    DONE,
    /// It cannot be had; everything is as before.
    FAILED
}
