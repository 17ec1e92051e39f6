package org.dragoman.media.relay;

import org.dragoman.media.bridge.Workbench;
import org.dragoman.media.codec.CodecFailed;

/// What a {@link ConversionWorker} gives turns to.
interface WorkerTask {
    /// Whether nobody wants it any more; it is closed then.
    boolean isEnded();

    /// Does what is due.
    void work(long nanos, Workbench bench) throws CodecFailed;

    /// When all had their turn: tells loops, if there is news.
    void tell();

    /// It cannot go on; the call it belongs to must end.
    void fail(String why);

    void close();
}
