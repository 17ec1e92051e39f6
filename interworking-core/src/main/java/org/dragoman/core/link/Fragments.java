package org.dragoman.core.link;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/// Puts the fragments of a message together (RFC 6455 §5.4). For one thread at a time.
public final class Fragments {
    private final int longest;
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream(0);

    /// A message is longer than is taken: the link is to be closed with
    /// {@link WebSocketLink#TOO_BIG}.
    public static final class TooBig extends Exception {
        private static final long serialVersionUID = 1;

        TooBig(int longest) {
            super("a message is longer than " + longest + " bytes");
        }
    }

    /// - {@code longest}: bytes of a whole message.
    public Fragments(int longest) {
        this.longest = longest;
    }

    /// - {@code last}: the message ends with this part.
    /// - Returns: the whole message, when this was its last part.
    public Optional<byte[]> add(byte[] part, boolean last) throws TooBig {
        if (part.length > longest - parts.size()) {
            parts.reset();
            throw new TooBig(longest);
        }
        if (last && parts.size() == 0) {
            return Optional.of(part);
        }
        parts.writeBytes(part);
        if (!last) {
            return Optional.empty();
        }
        var whole = parts.toByteArray();
        parts.reset();
        return Optional.of(whole);
    }
}
