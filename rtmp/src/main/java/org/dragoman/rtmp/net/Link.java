package org.dragoman.rtmp.net;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.rtmp.chunk.ChunkLimits;
import org.dragoman.rtmp.chunk.ChunkReader;
import org.dragoman.rtmp.chunk.ChunkWriter;
import org.dragoman.rtmp.chunk.Chunked;
import org.dragoman.rtmp.handshake.HandshakeMachine;
import org.dragoman.rtmp.message.Messages;
import org.dragoman.rtmp.message.RtmpMessage;
import org.dragoman.rtmp.message.RtmpMessage.UserControl;

/// A connection that speaks RTMP: handshake, chunks, acknowledgements and pings. What concerns
/// calls goes to its {@link Ear}. Bytes come in from one thread at a time; messages may be sent
/// from any, without waiting: whoever finds nobody writing writes for all.
public final class Link {
    private static final int SHORTEST_CHUNK = 128; // §5.4.1: as it is until somebody speaks
    private static final int LONGEST_CHUNK = 1 << 16;
    private static final long WINDOW_BYTES = 2_500_000; // as Flash Media Server has it

    /// More than this in the queue and a listener is behind: about a quarter of a second of
    /// G.711. The system's own buffer is kept small as well.
    static final long BEHIND_BYTES = 2_048;

    /// What the network has not taken in commands alone: a client that reads no more.
    private static final long STUCK_BYTES = 1 << 18;

    /// Who is told what the client says.
    public interface Ear {
        /// - Errors: a {@link PeerFault} ends the connection, whatever its scope.
        void took(RtmpMessage message) throws PeerFault;

        /// The connection is gone; told once.
        void closed();
    }

    private final Pipe pipe;
    private final InstantSource time;
    private final HandshakeMachine handshake;
    private final ChunkReader reader = new ChunkReader(ChunkLimits.DEFAULT);
    private final ChunkWriter writer = new ChunkWriter();
    private final Queue<RtmpMessage> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger writers = new AtomicInteger();
    private long received;
    private long acknowledged;
    private long window = WINDOW_BYTES;
    private int chunkBytes = SHORTEST_CHUNK; // that the client was told
    private volatile long pictureBytes; // of the last picture: it may wait before sound
    private volatile boolean closed;

    Link(Pipe pipe, RandomGenerator random, InstantSource time) {
        this.pipe = pipe;
        this.time = time;
        this.handshake = new HandshakeMachine(random);
    }

    public InetSocketAddress remote() {
        return pipe.remote();
    }

    /// Takes bytes of the client.
    void received(ByteBuffer in, Ear ear) throws PeerFault {
        received += in.remaining();
        if (!handshake.isDone()) {
            shakeHands(in);
        }
        if (handshake.isDone() && in.hasRemaining()) {
            reader.read(in, message -> took(message, ear));
        }
        if (received - acknowledged >= window) {
            acknowledged = received;
            send(new RtmpMessage.Acknowledgement(received & Chunked.TIMESTAMP_MASK));
        }
    }

    private void shakeHands(ByteBuffer in) throws PeerFault {
        while (in.hasRemaining() && !handshake.isDone()) {
            byte[] bytes = new byte[in.remaining()];
            in.get(in.position(), bytes);
            var step = handshake.take(bytes, (int) time.millis());
            in.position(in.position() + step.taken());
            if (step.reply().length > 0) {
                pipe.write(ByteBuffer.wrap(step.reply()));
            }
        }
    }

    private void took(Chunked chunked, Ear ear) throws PeerFault {
        for (RtmpMessage message : Messages.read(chunked)) {
            switch (message) {
                case RtmpMessage.WindowSize(long bytes) -> window = Math.max(1_024, bytes);
                case UserControl(int event, var values)
                        when event == UserControl.PING_REQUEST && !values.isEmpty() ->
                        send(UserControl.of(UserControl.PING_RESPONSE, values.getFirst()));
                case RtmpMessage.SetChunkSize(int bytes) -> cutLike(bytes);
                // obeyed by the chunk reader, or for information only (§5.4, §7.1.3)
                case RtmpMessage.Abort _,
                        RtmpMessage.Acknowledgement _,
                        RtmpMessage.PeerBandwidth _,
                        RtmpMessage.Skipped _ -> {}
                case RtmpMessage.UserControl _,
                        RtmpMessage.Audio _,
                        RtmpMessage.Video _,
                        RtmpMessage.Data _,
                        RtmpMessage.Command _ ->
                        ear.took(message);
            }
        }
    }

    /// What a server says of the connection before it answers to {@code connect} (§7.2.1.1).
    public void greet() {
        send(new RtmpMessage.WindowSize(WINDOW_BYTES));
        send(new RtmpMessage.PeerBandwidth(WINDOW_BYTES, 2));
        send(UserControl.of(UserControl.STREAM_BEGIN, 0));
    }

    /// Our chunks are as long as the client's.
    ///
    /// - Quirk: Red5's client takes the server's chunk size for its own too, without a word
    ///   (each side has its own, §5.4.1): its next long message would be misread. Nothing is
    ///   said, then, before the client has said it.
    private void cutLike(int bytes) {
        int mine = Math.clamp(bytes, SHORTEST_CHUNK, LONGEST_CHUNK);
        if (mine != chunkBytes) {
            chunkBytes = mine;
            send(new RtmpMessage.SetChunkSize(mine));
        }
    }

    /// Asks for a sign of life.
    void ping() {
        send(UserControl.of(UserControl.PING_REQUEST, time.millis() & Chunked.TIMESTAMP_MASK));
    }

    /// Sends a message; safe from any thread. A client that has long stopped reading is gone.
    public void send(RtmpMessage message) {
        if (closed) {
            return;
        }
        if (pipe.queuedBytes() > STUCK_BYTES + pictureBytes) {
            close();
            return;
        }
        waiting.add(message);
        if (writers.getAndIncrement() == 0) {
            int done = 1;
            do {
                writeAll();
                done = writers.addAndGet(-done);
            } while (done != 0);
        }
    }

    /// Sends sound, unless the client is behind: late sound is dropped, never queued (field bug
    /// R1).
    ///
    /// - Returns: whether it was sent.
    public boolean sendSound(RtmpMessage.Audio sound) {
        if (closed || pipe.queuedBytes() > BEHIND_BYTES + pictureBytes) {
            return false;
        }
        send(sound);
        return true;
    }

    /// Sends a picture, unless anything waits: who is behind loses pictures first, and sound
    /// only when the network does not take it behind one picture either.
    ///
    /// - Returns: whether it was sent.
    public boolean sendPicture(RtmpMessage.Video picture) {
        if (closed || pipe.queuedBytes() > BEHIND_BYTES) {
            return false;
        }
        pictureBytes = picture.tag().length;
        send(picture);
        return true;
    }

    private void writeAll() {
        for (var next = waiting.poll(); next != null; next = waiting.poll()) {
            pipe.write(writer.write(Messages.write(next)));
            if (next instanceof RtmpMessage.SetChunkSize(int bytes)) {
                writer.chunkSize(bytes);
            }
        }
    }

    /// Closes when all that was sent is out.
    public void close() {
        closed = true;
        pipe.close();
    }

    boolean isClosed() {
        return closed;
    }
}
