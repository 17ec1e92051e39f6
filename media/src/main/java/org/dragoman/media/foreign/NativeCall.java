package org.dragoman.media.foreign;

/// What all calls of native functions have in common: by their signature they may throw anything,
/// and none ever does.
public final class NativeCall {
    private NativeCall() {}

    /// What a call is said to have thrown.
    public static AssertionError impossible(Throwable e) {
        return new AssertionError("a native call does not throw", e);
    }
}
