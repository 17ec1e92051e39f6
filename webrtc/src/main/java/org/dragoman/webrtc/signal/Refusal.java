package org.dragoman.webrtc.signal;

/// A message of a page that cannot be taken, and what the page is told of it.
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    /// Codes of errors; a page decides by them, people read the text.
    public enum Code {
        /// No JSON, or no JSON object.
        NOT_JSON,
        /// The message has no type that is known.
        UNKNOWN_TYPE,
        /// A field is missing, wrong, or none that the message has.
        INVALID,
        /// Log in first; or: is logged in already.
        NOT_NOW,
        WRONG_CREDENTIALS,
        /// Too many wrong ones: nothing is listened to for a while.
        TOO_MANY_ATTEMPTS,
        /// The session is over; log in again.
        NO_SESSION,
        /// There is no such call.
        NO_CALL,
        /// The call is not in a state for that.
        WRONG_STATE,
        /// The session description cannot be taken.
        BAD_SDP,
        /// A guest may not do that, or not so often.
        NOT_ALLOWED,
        TOO_MANY
    }

    private final String ref;
    private final Code code;
    private final String field;

    public Refusal(String ref, Code code, String field, String text) {
        super(text, null, false, false);
        this.ref = ref;
        this.code = code;
        this.field = field;
    }

    public Code code() {
        return code;
    }

    public ServerMessage.Refused message() {
        return new ServerMessage.Refused(ref, word(code), field, getMessage());
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
