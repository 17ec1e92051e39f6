package org.dragoman.rtmp.net;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.rtmp.chunk.ChunkLimits;
import org.dragoman.rtmp.chunk.ChunkReader;
import org.dragoman.rtmp.message.Messages;
import org.dragoman.rtmp.message.RtmpMessage;

/// A {@link Link} without a network: what is sent on it is read again and given to whoever looks.
public final class PlayedLink {
    private PlayedLink() {}

    /// - {@code remote}: where the client is said to be.
    /// - {@code told}: takes what is sent, in order.
    /// - {@code closed}: told when the link is closed.
    public static Link of(
            InetSocketAddress remote,
            RandomGenerator random,
            InstantSource time,
            Consumer<RtmpMessage> told,
            Runnable closed) {
        return new Link(new Seen(remote, told, closed), random, time);
    }

    private static final class Seen implements Pipe {
        private final InetSocketAddress remote;
        private final Consumer<RtmpMessage> told;
        private final Runnable closed;
        private final ChunkReader reader = new ChunkReader(ChunkLimits.DEFAULT);

        Seen(InetSocketAddress remote, Consumer<RtmpMessage> told, Runnable closed) {
            this.remote = remote;
            this.told = told;
            this.closed = closed;
        }

        @Override
        public InetSocketAddress remote() {
            return remote;
        }

        @Override
        public void write(ByteBuffer bytes) {
            try {
                reader.read(bytes, message -> Messages.read(message).forEach(told));
            } catch (PeerFault bug) {
                throw new IllegalStateException("a message of ours that cannot be read", bug);
            }
        }

        @Override
        public long queuedBytes() {
            return 0;
        }

        @Override
        public void close() {
            closed.run();
        }
    }
}
