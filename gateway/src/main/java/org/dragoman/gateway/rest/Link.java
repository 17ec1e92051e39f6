package org.dragoman.gateway.rest;

import java.util.Optional;
import org.dragoman.gateway.rest.RestClient.Unreachable;

/// How the command line reaches a gateway: what it asks is one of {@link RestApi}, whatever carries
/// it there.
interface Link extends AutoCloseable {
    /// What was answered.
    ///
    /// - {@code status}: as HTTP has them.
    /// - {@code body}: JSON; empty where the status says it all.
    record Answer(int status, byte[] body) {}

    /// Takes the data of one event, JSON; may ask more of the gateway.
    interface Listener {
        void take(byte[] event) throws Unreachable;
    }

    /// - {@code path}: as the table has it.
    /// - {@code body}: JSON.
    Answer ask(String method, String path, Optional<byte[]> body) throws Unreachable;

    /// Tells what happens to calls from now on, until the gateway ends.
    void follow(Listener listener) throws Unreachable;

    @Override
    void close();
}
