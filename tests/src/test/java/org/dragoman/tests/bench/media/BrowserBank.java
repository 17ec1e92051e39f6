package org.dragoman.tests.bench.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.dragoman.core.media.CertificateFingerprint;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.DtlsRole;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.codec.SoundDecoder;
import org.dragoman.media.rtp.Rtp;
import org.dragoman.webrtc.dtls.DtlsAssociation;
import org.dragoman.webrtc.dtls.DtlsIdentity;
import org.dragoman.webrtc.dtls.DtlsWorkers;

/// The browsers of all calls. To decode costs more than all the rest of them, so one of
/// {@link #LISTENS} measures what it hears.
final class BrowserBank implements AutoCloseable {
    private static final int LISTENS = 10;
    private static final int ROOM = 2_048;

    /// What browsers say, and how.
    ///
    /// - {@code units}: of the RTP clock in 20 ms.
    record Spoken(Codec codec, int type, String map, int units, Bursts bursts) {
        static Spoken opus() throws CodecFailed {
            var opus = new Codec("OPUS", 48_000, 2, Map.of());
            return new Spoken(opus, 111, "opus/48000/2", 960, Bursts.of(opus));
        }

        static Spoken pcmu() throws CodecFailed {
            return new Spoken(Codec.PCMU, 0, "PCMU/8000", 160, Bursts.of(Codec.PCMU));
        }
    }

    private final Spoken codec;
    private final InetAddress address;
    private final Arena arena = Arena.ofShared();
    private final SecureRandom random = new SecureRandom();
    private final DtlsIdentity identity =
            DtlsIdentity.make(random, InstantSource.system().instant());
    private final DtlsWorkers workers = new DtlsWorkers(identity);
    private final Selector selector = Selector.open();
    private final List<BrowserEnd> ends = new ArrayList<>();
    private final SoundDecoder decoder;
    private final short[] pcm = new short[SoundDecoder.MOST_SAMPLES];
    private final Thread reader;
    final AtomicLong heard = new AtomicLong();

    BrowserBank(InetAddress address, Spoken codec) throws IOException, CodecFailed {
        this.address = address;
        this.codec = codec;
        decoder = Codecs.ofThisMachine().decoder(codec.codec());
        reader = Thread.ofPlatform().daemon().name("browsers").start(this::read);
    }

    List<BrowserEnd> ends() {
        return ends;
    }

    Spoken codec() {
        return codec;
    }

    Arena arena() {
        return arena;
    }

    SecureRandom random() {
        return random;
    }

    DtlsIdentity identity() {
        return identity;
    }

    DtlsAssociation shake(
            DtlsRole role,
            CertificateFingerprint announced,
            Consumer<byte[]> outlet,
            DtlsAssociation.Listener listener) {
        byte[] name = Integer.toString(ends.size()).getBytes(StandardCharsets.US_ASCII);
        return new DtlsAssociation(
                identity, workers, role, List.of(announced), name, outlet, listener);
    }

    /// Makes one call more; returns when sound may flow.
    void call(BrowserGateway gateway) throws IOException {
        var end = new BrowserEnd(this, address, ends.size(), ends.size() % LISTENS == 0);
        end.channel().register(selector, SelectionKey.OP_READ, end);
        selector.wakeup();
        end.accept(gateway.call(ends.size(), end.offer()));
        ends.add(end);
    }

    private void read() {
        var memory = arena.allocate(ROOM, 8);
        var in = memory.asByteBuffer();
        try {
            while (selector.isOpen()) {
                selector.select(
                        key -> {
                            try {
                                var end = (BrowserEnd) key.attachment();
                                in.clear();
                                while (end.channel().receive(in) != null) {
                                    heard(end, end.take(memory, in.position()), memory);
                                    in.clear();
                                }
                            } catch (IOException ended) {
                                key.cancel();
                            }
                        });
            }
        } catch (ClosedSelectorException ended) {
            // the bench is over
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void heard(BrowserEnd end, int length, MemorySegment memory) {
        if (length <= Rtp.HEADER) {
            return;
        }
        heard.incrementAndGet();
        if (end.listens()) {
            try {
                int samples = decoder.decode(memory, Rtp.HEADER, length - Rtp.HEADER, pcm);
                end.onset.heard(Bursts.isLoud(pcm, samples), System.nanoTime());
            } catch (CodecFailed e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (var end : ends) {
            end.close();
        }
        decoder.close();
        workers.close();
        arena.close();
    }
}
