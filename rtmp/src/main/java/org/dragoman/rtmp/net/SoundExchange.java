package org.dragoman.rtmp.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dragoman.media.relay.Promptness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the sound of all RTMP legs meets the media plane: one UDP socket on the loopback
/// interface. To the relay each leg is a peer like others, so that conversion, digits,
/// recording and figures are those of every leg (ADR 0022); whose a packet is, the media port
/// it comes from tells.
///
/// - Threads: {@link #send} from any; a thread of its own reads.
public final class SoundExchange implements Exchange {
    private static final Logger LOGGER = LoggerFactory.getLogger(SoundExchange.class);
    private static final int BUFFER_BYTES = 1 << 20; // of the socket, each way
    private static final int LONGEST = 2_048; // bytes of a packet

    /// Takes a packet that the media plane sends to a leg's peer. Must not block; the bytes are
    /// good until it returns.
    public interface Ear {
        void packet(byte[] packet, int length);
    }

    private final DatagramChannel channel;
    private final InetSocketAddress local;
    private final Map<InetSocketAddress, Ear> ears = new ConcurrentHashMap<>();
    private final Thread reader;

    private SoundExchange(DatagramChannel channel) throws IOException {
        this.channel = channel;
        this.local = (InetSocketAddress) channel.getLocalAddress();
        this.reader = Thread.ofPlatform().name("rtmp-sound").daemon().unstarted(this::read);
    }

    public static SoundExchange open() throws IOException {
        var channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER_BYTES);
        channel.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        var exchange = new SoundExchange(channel);
        exchange.reader.start();
        return exchange;
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public void listen(InetSocketAddress port, Ear ear) {
        ears.put(port, ear);
    }

    @Override
    public void forget(InetSocketAddress port, Ear ear) {
        ears.remove(port, ear);
    }

    @Override
    public void send(byte[] packet, InetSocketAddress port) {
        try {
            channel.send(ByteBuffer.wrap(packet), port);
        } catch (ClosedChannelException ended) {
            // the gateway ends
        } catch (IOException e) {
            LOGGER.atDebug()
                    .addKeyValue("event", "rtmp.sound_lost")
                    .addKeyValue("reason", e.getMessage())
                    .log("a packet was not sent");
        }
    }

    private void read() {
        var buffer = ByteBuffer.allocate(LONGEST);
        Promptness.take();
        while (channel.isOpen()) {
            try {
                buffer.clear();
                var from = (InetSocketAddress) channel.receive(buffer);
                var ear = ears.get(from);
                if (ear != null) {
                    ear.packet(buffer.array(), buffer.position());
                }
            } catch (AsynchronousCloseException ended) {
                return;
            } catch (IOException e) { // an ICMP error of a port that is gone
                LOGGER.atDebug()
                        .addKeyValue("event", "rtmp.sound_error")
                        .addKeyValue("reason", e.getMessage())
                        .log("nothing was received");
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
