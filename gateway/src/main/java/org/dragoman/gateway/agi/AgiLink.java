package org.dragoman.gateway.agi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The way to a script and back, in lines. Reading waits, and is done by one thread; what is sent
/// is sent by another.
abstract class AgiLink implements AutoCloseable {
    private static final int LINE = 8_192; // bytes; Asterisk's own commands end at 2,048

    private final InputStream in;
    private final OutputStream out;

    AgiLink(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /// The next line; nothing when the script has no more to say.
    ///
    /// - Errors: IOException, also for a line that is too long.
    final Optional<String> readLine() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                return Optional.of(text(line));
            }
            if (line.size() >= LINE) {
                throw new IOException("a line is longer than " + LINE + " bytes");
            }
            line.write(b);
        }
        return Optional.of(line).filter(l -> l.size() > 0).map(AgiLink::text);
    }

    private static String text(ByteArrayOutputStream line) {
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    final void send(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /// Tells the script that the call is over, while it does something else.
    abstract void hangUp() throws IOException;

    /// Fails for nothing: what cannot be closed is gone.
    @Override
    public abstract void close();
}
