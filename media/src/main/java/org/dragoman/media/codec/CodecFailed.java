package org.dragoman.media.codec;

/// A codec could not do its work. Checked, so that whoever owns the stream decides what becomes of
/// the call; the scope says how much is spoilt.
public final class CodecFailed extends Exception {
    private static final long serialVersionUID = 1L;

    /// How much is spoilt.
    public enum Scope {
        /// This packet is not of the codec: play concealment, and go on with the next one.
        PACKET,
        /// The codec is of no more use, or could not be opened: the call ends with cause 47.
        CALL
    }

    private final Scope scope;

    public CodecFailed(Scope scope, String message) {
        super(message, null, false, false);
        this.scope = scope;
    }

    public Scope scope() {
        return scope;
    }

    /// Shorthand for a packet that breaks the codec's format.
    public static CodecFailed packet(String message) {
        return new CodecFailed(Scope.PACKET, message);
    }

    /// Shorthand for a codec that cannot go on.
    public static CodecFailed call(String message) {
        return new CodecFailed(Scope.CALL, message);
    }
}
