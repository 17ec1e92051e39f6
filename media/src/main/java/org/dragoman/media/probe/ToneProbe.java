package org.dragoman.media.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.dragoman.core.media.Codec;

/// One end of a call for tests and the demonstration: sends a tone in G.711 and measures the tone
/// that arrives.
///
/// - Shape: RTP (RFC 3550), packets of 20 ms, mono, 8 000 samples/s.
/// - Errors: {@link IOException} when the address cannot be bound; what is not RTP is ignored.
public final class ToneProbe implements AutoCloseable {
    private static final int PACKET_MILLIS = 20;
    private static final int LARGEST_PACKET = 2_048; // bytes

    private final DatagramChannel channel;
    private final ScheduledExecutorService pace =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("tone-probe-send").factory());
    private final ToneListener listener = new ToneListener();
    private final AtomicLong unsent = new AtomicLong();
    private Optional<ScheduledFuture<?>> sending = Optional.empty();

    public ToneProbe(InetSocketAddress bind) throws IOException {
        channel = DatagramChannel.open().bind(bind);
        Thread.ofPlatform().daemon().name("tone-probe-receive").start(this::receive);
    }

    /// Where the probe is bound and receives.
    public InetSocketAddress localAddress() {
        try {
            return (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends a tone until {@link #stop}, instead of any it sent before. The packets that arrive
    /// are taken for the same codec, except for the static payload types 0 and 8 (RFC 3551 §6).
    ///
    /// - {@code codec}: PCMU or PCMA.
    /// - {@code levelDbm0}: level of the sine, at most 3.14.
    public synchronized void start(
            InetSocketAddress remote,
            Codec codec,
            int payloadType,
            double frequencyHz,
            double levelDbm0) {
        var law = Law.of(codec);
        listener.expect(payloadType, law);
        stop();
        var stream = new ToneStream(law, payloadType, frequencyHz, levelDbm0);
        sending =
                Optional.of(
                        pace.scheduleAtFixedRate(
                                () -> send(stream, remote),
                                0,
                                PACKET_MILLIS,
                                TimeUnit.MILLISECONDS));
    }

    /// Sends no more; goes on listening.
    public synchronized void stop() {
        sending.ifPresent(task -> task.cancel(false));
        sending = Optional.empty();
    }

    /// Packets the system would not send, because the peer or the probe is away.
    public long unsent() {
        return unsent.get();
    }

    public Heard heard() {
        return listener.heard();
    }

    @Override
    public void close() throws IOException {
        pace.shutdownNow();
        channel.close();
    }

    private void send(ToneStream stream, InetSocketAddress remote) {
        try {
            channel.send(stream.next(), remote);
        } catch (IOException e) {
            unsent.incrementAndGet();
        }
    }

    private void receive() {
        var packet = ByteBuffer.allocateDirect(LARGEST_PACKET);
        while (channel.isOpen()) {
            try {
                packet.clear();
                channel.receive(packet);
                listener.take(packet.flip());
            } catch (ClosedChannelException e) {
                return; // closed by us
            } catch (IOException e) {
                listener.countUnreadable();
            }
        }
    }
}
