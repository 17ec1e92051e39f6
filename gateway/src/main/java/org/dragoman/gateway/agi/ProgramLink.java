package org.dragoman.gateway.agi;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A program started for one call; it reads on its standard input and says what it wants on its
/// standard output. What it writes on standard error goes to the log.
final class ProgramLink extends AgiLink {
    private static final Logger LOGGER = LoggerFactory.getLogger(ProgramLink.class);
    private static final int COMPLAINTS = 50; // lines of one program; more is a flood
    private static final int COMPLAINT = 500; // characters
    private static final long SECONDS_TO_END = 2;

    /// What a program inherits of the gateway's environment; no secrets.
    private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG", "TZ");

    private final Process process;

    private ProgramLink(Process process, String name) {
        super(new BufferedInputStream(process.getInputStream()), process.getOutputStream());
        this.process = process;
        Thread.ofVirtual().name("agi-complaints-" + name).start(() -> complain(name));
    }

    /// - Errors: IOException where it cannot be started.
    static ProgramLink start(Path program, List<String> arguments, String name) throws IOException {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(INHERITED);
        return new ProgramLink(builder.start(), name);
    }

    private void complain(String name) {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            int count = 0;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (count++ < COMPLAINTS) {
                    LOGGER.atWarn()
                            .addKeyValue("event", "agi.stderr")
                            .addKeyValue("service", name)
                            .log(line.substring(0, Math.min(line.length(), COMPLAINT)));
                }
            }
        } catch (IOException closed) {
            LOGGER.atDebug().addKeyValue("event", "agi.stderr").log("closed", closed);
        }
    }

    /// As Asterisk does: a signal, which a script may ignore.
    @Override
    void hangUp() throws IOException {
        if (process.isAlive()) {
            // the JDK knows no signal but TERM and KILL; every shell has kill built in
            new ProcessBuilder("/bin/sh", "-c", "kill -HUP " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
