package org.dragoman.tests.bench.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.media.Codec;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.codec.SoundDecoder;
import org.dragoman.rtmp.amf.Amf;
import org.dragoman.rtmp.chunk.ChunkLimits;
import org.dragoman.rtmp.chunk.ChunkReader;
import org.dragoman.rtmp.chunk.ChunkWriter;
import org.dragoman.rtmp.message.Messages;
import org.dragoman.rtmp.message.RtmpMessage;
import org.dragoman.rtmp.message.RtmpMessage.Command;

/// Clients of siprtmp that play and say Speex, each in a call of its own. They say bursts and
/// listen for the beginning of the other side's; to decode Speex costs more than all the rest of
/// them, so one of {@link #LISTENS} does.
final class FlashBank implements AutoCloseable {
    private static final int LISTENS = 10;
    private static final int HANDSHAKE = 1 + 2 * 1_536;
    private static final int PLAYS_SPEEX = 0x800;
    private static final byte SPEEX_TAG = (byte) 0xb6;

    private final InetSocketAddress gateway;
    private final InetSocketAddress own;
    private final Bursts bursts = Bursts.of(Codec.of("SPEEX", 16_000));
    private final Selector selector = Selector.open();
    private final List<Client> clients = new CopyOnWriteArrayList<>();
    final AtomicLong heard = new AtomicLong();

    FlashBank(InetSocketAddress gateway, InetSocketAddress own) throws IOException, CodecFailed {
        this.gateway = gateway;
        this.own = own;
    }

    List<Client> clients() {
        return clients;
    }

    /// Logs a client in and calls; returns when the call is answered.
    void call(String account, String password, String number)
            throws IOException, PeerFault, CodecFailed {
        var client = new Client(clients.size() % LISTENS == 0);
        client.call(account, password, number);
        clients.add(client);
    }

    /// From now on, sound is all that comes.
    void listen() throws IOException {
        for (var client : clients) {
            client.channel.configureBlocking(false);
            client.channel.register(selector, SelectionKey.OP_READ, client);
        }
        Thread.ofPlatform().daemon().name("clients").start(this::read);
    }

    private void read() {
        var in = ByteBuffer.allocateDirect(1 << 16);
        Precedence.take();
        try {
            while (selector.isOpen()) {
                selector.select(
                        key -> {
                            var client = (Client) key.attachment();
                            client.read(in, key);
                        });
            }
        } catch (ClosedSelectorException ended) {
            // the bench is over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One connection.
    final class Client {
        final Onset onset = new Onset();
        private final SocketChannel channel = SocketChannel.open();
        private final ChunkReader reader = new ChunkReader(ChunkLimits.DEFAULT);
        private final ChunkWriter writer = new ChunkWriter();
        private final boolean listens;
        private final SoundDecoder decoder;
        private final short[] pcm = new short[SoundDecoder.MOST_SAMPLES];
        private String last = "";
        private int packet;

        private Client(boolean listens) throws IOException, CodecFailed {
            this.listens = listens;
            decoder = Codecs.ofThisMachine().decoder(Codec.of("SPEEX", 16_000));
        }

        boolean listens() {
            return listens;
        }

        private void call(String account, String password, String number)
                throws IOException, PeerFault {
            channel.bind(own);
            channel.connect(gateway);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            var hello = ByteBuffer.allocate(HANDSHAKE); // C2 may be anything
            hello.put(0, (byte) 3);
            channel.write(hello);
            var answer = ByteBuffer.allocate(HANDSHAKE);
            while (answer.hasRemaining()) {
                channel.read(answer);
            }
            var object = Amf.fields("app", "sip/" + account + "@x", "audioCodecs", PLAYS_SPEEX);
            send(Command.of("connect", 1, object, Amf.of(account), Amf.of(password)));
            await("_result");
            for (long stream = 1; stream <= 2; stream++) {
                send(Command.of("createStream", 1 + stream, Amf.Absent.NULL));
                await("_result");
            }
            send(Command.of("publish", 0, Amf.Absent.NULL, Amf.of("local")).on(1));
            send(Command.of("play", 0, Amf.Absent.NULL, Amf.of("remote")).on(2));
            send(Command.of("invite", 0, Amf.Absent.NULL, Amf.of(number)));
            await("accepted");
        }

        private void await(String name) throws IOException, PeerFault {
            var in = ByteBuffer.allocate(4_096);
            last = "";
            while (!last.equals(name)) {
                if (last.equals("_error") || last.equals("rejected")) {
                    throw new IOException("no call: " + last);
                }
                in.clear();
                if (channel.read(in) < 0) {
                    throw new IOException("the gateway closed a client");
                }
                reader.read(in.flip(), m -> Messages.read(m).forEach(this::take));
            }
        }

        private void send(RtmpMessage message) throws IOException {
            channel.write(writer.write(Messages.write(message)));
        }

        /// Says the next packet; answers whether a burst begins with it.
        boolean say() throws IOException {
            int index = packet % Bursts.PACKETS;
            byte[] coded = bursts.packets().get(index);
            byte[] tag = new byte[1 + coded.length];
            tag[0] = SPEEX_TAG;
            System.arraycopy(coded, 0, tag, 1, coded.length);
            send(new RtmpMessage.Audio(1, (long) Bursts.MILLIS * packet++, tag));
            return index == Bursts.BEGINS;
        }

        private void read(ByteBuffer in, SelectionKey key) {
            try {
                in.clear();
                if (channel.read(in) < 0) {
                    key.cancel();
                    return;
                }
                reader.read(in.flip(), m -> Messages.read(m).forEach(this::take));
            } catch (IOException | PeerFault e) {
                throw new IllegalStateException(e);
            }
        }

        private void take(RtmpMessage message) {
            if (message instanceof Command command) {
                last = command.name();
            } else if (message instanceof RtmpMessage.Audio(_, _, byte[] tag)) {
                heard.incrementAndGet();
                if (listens) {
                    onset.heard(isLoud(tag), System.nanoTime());
                }
            }
        }

        private boolean isLoud(byte[] tag) {
            try {
                int samples = decoder.decode(MemorySegment.ofArray(tag), 1, tag.length - 1, pcm);
                return Bursts.isLoud(pcm, samples);
            } catch (CodecFailed e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        for (var client : clients) {
            client.channel.close();
            client.decoder.close();
        }
    }
}
