package org.dragoman.gateway.agi;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A script of the operator that leads calls.
///
/// - {@code url}: {@code agi://host:port/script} of a FastAGI server, or {@code agi:/path} of a
///   program.
/// - {@code patience}: for it to be there, and between its commands.
/// - {@code arguments}: what it finds in {@code agi_arg_1} and so on.
/// - {@code dialVariable}: where it leaves whom to dial, if it only says so and ends.
/// - {@code sounds}: what it can play, by the names it uses; the values are those of recordings.
public record AgiConfig(
        String name,
        URI url,
        Duration patience,
        List<String> arguments,
        Optional<String> dialVariable,
        Map<String, String> sounds) {
    static final int PORT = 4573; // of FastAGI

    public AgiConfig {
        arguments = List.copyOf(arguments);
        sounds = Map.copyOf(sounds);
    }

    /// Whether it is a program that is started here.
    boolean isProgram() {
        return url.getHost() == null;
    }
}
