package org.dragoman.rtmp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.rtmp.amf.Amf;
import org.dragoman.rtmp.chunk.ChunkLimits;
import org.dragoman.rtmp.chunk.ChunkReader;
import org.dragoman.rtmp.chunk.ChunkWriter;
import org.dragoman.rtmp.message.Messages;
import org.dragoman.rtmp.message.RtmpMessage;
import org.dragoman.rtmp.message.RtmpMessage.Command;

/// A client for tests: says what it is told to, and keeps what it hears.
final class TestClient implements AutoCloseable {
    private static final int HANDSHAKE = 1 + 2 * 1_536;

    private final Socket socket = new Socket();
    private final ChunkWriter writer = new ChunkWriter();
    private final LinkedBlockingQueue<Command> commands = new LinkedBlockingQueue<>();
    private final List<RtmpMessage.Audio> sounds = new ArrayList<>();
    final AtomicLong soundsHeard = new AtomicLong();
    private final Semaphore reading = new Semaphore(1);
    private double transaction;
    private volatile boolean ended;

    TestClient(int port) {
        try {
            socket.setReceiveBufferSize(4_096); // what a slow reader may leave to the system
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            var out = socket.getOutputStream();
            byte[] hello = new byte[HANDSHAKE]; // C2 may be anything
            hello[0] = 3;
            out.write(hello);
            socket.getInputStream().readNBytes(HANDSHAKE);
            Thread.ofPlatform().daemon().start(this::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        var reader = new ChunkReader(ChunkLimits.DEFAULT);
        byte[] bytes = new byte[4_096];
        try {
            for (int n = next(bytes); n > 0; n = next(bytes)) {
                reader.read(
                        ByteBuffer.wrap(bytes, 0, n), m -> Messages.read(m).forEach(this::take));
            }
        } catch (IOException | PeerFault e) {
            ended = true;
        }
        ended = true;
    }

    /// The program hangs: it takes nothing from the network.
    void stopReading() {
        reading.drainPermits();
    }

    void goOnReading() {
        reading.release();
    }

    private int next(byte[] bytes) throws IOException {
        reading.acquireUninterruptibly();
        reading.release();
        return socket.getInputStream().read(bytes);
    }

    private void take(RtmpMessage message) {
        if (message instanceof Command command) {
            commands.add(command);
        } else if (message instanceof RtmpMessage.Audio audio) {
            soundsHeard.incrementAndGet();
            synchronized (sounds) {
                sounds.add(audio);
            }
        }
    }

    List<RtmpMessage.Audio> sounds() {
        synchronized (sounds) {
            return List.copyOf(sounds);
        }
    }

    /// Whether the gateway has closed the connection.
    boolean isEnded() {
        return ended;
    }

    synchronized void send(RtmpMessage message) {
        try {
            var bytes = writer.write(Messages.write(message));
            socket.getOutputStream().write(bytes.array(), 0, bytes.remaining());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double call(String name, Amf... arguments) {
        send(Command.of(name, ++transaction, Amf.Absent.NULL, arguments));
        return transaction;
    }

    Command connect(String app, int audioCodecs, Amf... arguments) {
        var object = Amf.fields("app", app, "audioCodecs", audioCodecs, "tcUrl", "rtmp://x/" + app);
        send(Command.of("connect", ++transaction, object, arguments));
        return await(c -> c.name().equals("_result") || c.name().equals("_error"));
    }

    Command await(String name) {
        return await(c -> c.name().equals(name));
    }

    /// The next command that passes; others before it are dropped.
    Command await(Predicate<Command> wanted) {
        var passed = new ArrayList<String>();
        try {
            while (true) {
                var next = commands.poll(Edge.SOON.toMillis(), TimeUnit.MILLISECONDS);
                if (next == null) {
                    throw new AssertionError("did not come; but: " + passed);
                }
                if (wanted.test(next)) {
                    return next;
                }
                passed.add(next.toString());
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Everything that was said and not waited for.
    List<Command> said() {
        var all = new ArrayList<Command>();
        commands.drainTo(all);
        return all;
    }

    long createStream() {
        double wanted = call("createStream");
        var result = await(c -> c.name().equals("_result") && c.transaction() == wanted);
        return result.argument(0).flatMap(Amf::number).orElseThrow().longValue();
    }

    long publish(String name) {
        long stream = createStream();
        send(Command.of("publish", 0, Amf.Absent.NULL, Amf.of(name), Amf.of("live")).on(stream));
        status("NetStream.Publish.Start");
        return stream;
    }

    long play(String name) {
        long stream = createStream();
        send(Command.of("play", 0, Amf.Absent.NULL, Amf.of(name)).on(stream));
        status("NetStream.Play.Start");
        return stream;
    }

    Command status(String code) {
        return await(
                c ->
                        c.name().equals("onStatus")
                                && Amf.of(code)
                                        .equals(c.argument(0).orElseThrow().named().get("code")));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Breaks the connection without a word.
    void breakOff() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
