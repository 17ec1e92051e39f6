package org.dragoman.rtmp.net;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// What carries the bytes of a connection. Safe from any thread; never blocks.
interface Pipe {
    InetSocketAddress remote();

    void write(ByteBuffer bytes);

    /// Bytes that were written and that the network has not taken yet.
    long queuedBytes();

    /// Closes once all that was written is out, and in any case soon.
    void close();
}
