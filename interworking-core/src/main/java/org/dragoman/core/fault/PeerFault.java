package org.dragoman.core.fault;

/// Something a peer did wrong. Checked, so that whoever reads the network decides what the peer is
/// told; it never ends anything but what its {@link Scope} says.
public abstract sealed class PeerFault extends Exception {
    private static final long serialVersionUID = 1L;

    /// How much of the conversation is spoilt.
    public enum Scope {
        MESSAGE,
        CALL,
        CONNECTION
    }

    private final Scope scope;

    private PeerFault(Scope scope, String message) {
        super(message, null, false, false);
        this.scope = scope;
    }

    public Scope scope() {
        return scope;
    }

    /// Bytes that break the encoding: where (field, offset) and which rule, in the message.
    public static final class Malformed extends PeerFault {
        private static final long serialVersionUID = 1L;

        public Malformed(Scope scope, String message) {
            super(scope, message);
        }
    }

    /// A message that makes no sense in this state: which, where, and the clause, in the message.
    public static final class Unexpected extends PeerFault {
        private static final long serialVersionUID = 1L;

        public Unexpected(Scope scope, String message) {
            super(scope, message);
        }
    }

    /// A feature we do not have.
    public static final class Unsupported extends PeerFault {
        private static final long serialVersionUID = 1L;

        public Unsupported(Scope scope, String message) {
            super(scope, message);
        }
    }
}
