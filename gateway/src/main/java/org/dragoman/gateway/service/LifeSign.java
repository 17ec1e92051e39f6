package org.dragoman.gateway.service;

import java.time.Duration;
import java.util.function.Supplier;

/// A part of the gateway that must answer, or calls are not served.
public interface LifeSign {
    /// What the log calls it.
    String name();

    /// For how long it has owed an answer; nothing where it owes none. Does not wait.
    Duration silence();

    /// One that knows by itself how long it stands still.
    static LifeSign of(String name, Supplier<Duration> silence) {
        return new LifeSign() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Duration silence() {
                return silence.get();
            }
        };
    }
}
