package org.dragoman.tests.bench.media;

import java.io.IOException;

/// What browsers call telephones through, in a process of its own.
interface BrowserGateway extends AutoCloseable {
    String name();

    long pid();

    /// Calls a telephone.
    ///
    /// - {@code number}: of a call each its own.
    /// - {@code offer}: the browser's description of its media.
    /// - Returns: the answer to it.
    String call(int number, String offer) throws IOException;

    @Override
    void close() throws IOException;
}
