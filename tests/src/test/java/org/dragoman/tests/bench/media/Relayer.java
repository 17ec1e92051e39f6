package org.dragoman.tests.bench.media;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.OptionalLong;

/// A relay under measurement, in a process of its own.
interface Relayer extends AutoCloseable {
    long pid();

    /// Where each leg of the load sends to, in the order of the legs.
    List<InetSocketAddress> targets();

    /// Bytes that the threads which carry packets have allocated for objects, where there is such
    /// a thing.
    OptionalLong allocated() throws IOException;

    @Override
    void close() throws IOException;
}
