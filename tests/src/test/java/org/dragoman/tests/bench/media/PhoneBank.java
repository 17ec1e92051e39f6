package org.dragoman.tests.bench.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.dragoman.core.media.Codec;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.codec.SoundDecoder;

/// Telephones that take every call: SIP on one port, the sound of all of them on another, in
/// G.711 µ-law. They say bursts and listen for the beginning of the other side's.
final class PhoneBank implements AutoCloseable {
    private static final int HEADER = 12; // RFC 3550 §5.1
    private static final int BUFFER = 8 << 20;

    private final DatagramSocket sip;
    private final DatagramChannel sound;
    private final InetSocketAddress media;
    private final Bursts bursts = Bursts.of(Codec.PCMU);
    private final List<Phone> phones = new CopyOnWriteArrayList<>();
    private final Map<InetSocketAddress, Phone> byPort = new ConcurrentHashMap<>();
    final AtomicLong heard = new AtomicLong();

    /// One call's side.
    final class Phone implements Talker {
        final Onset onset = new Onset();
        private final InetSocketAddress port;
        private final ByteBuffer packet = ByteBuffer.allocate(HEADER + 160);
        private int sequence;

        private Phone(InetSocketAddress port) {
            this.port = port;
        }

        @Override
        public boolean listens() {
            return true;
        }

        @Override
        public Onset onset() {
            return onset;
        }

        @Override
        public boolean begins() {
            return sequence % Bursts.PACKETS == Bursts.BEGINS;
        }

        @Override
        public boolean say() throws IOException {
            int index = sequence % Bursts.PACKETS;
            packet.clear();
            packet.put((byte) 0x80).put((byte) 0).putShort((short) sequence);
            packet.putInt(160 * sequence).putInt(port.getPort());
            packet.put(bursts.packets().get(index)).flip();
            sound.send(packet, port);
            sequence++;
            return index == Bursts.BEGINS;
        }
    }

    PhoneBank(InetAddress address) throws IOException, CodecFailed {
        sip = new DatagramSocket(new InetSocketAddress(address, SipPhones.PORT));
        sound = DatagramChannel.open();
        sound.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
        sound.bind(new InetSocketAddress(address, 0));
        media = (InetSocketAddress) sound.getLocalAddress();
        Thread.ofPlatform().daemon().name("sip").start(this::takeCalls);
        Thread.ofPlatform().daemon().name("phones").start(this::listen);
    }

    List<Phone> phones() {
        return phones;
    }

    private void takeCalls() {
        var packet = new DatagramPacket(new byte[8_192], 8_192);
        while (!sip.isClosed()) {
            try {
                packet.setLength(8_192);
                sip.receive(packet);
                String request =
                        new String(
                                packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
                if (request.startsWith("INVITE ") || request.startsWith("BYE ")) {
                    byte[] answer =
                            SipAnswer.to(request, media).getBytes(StandardCharsets.US_ASCII);
                    sip.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
                if (request.startsWith("INVITE ")) {
                    var port = Sdp.media(request, packet.getAddress());
                    byPort.computeIfAbsent(port, this::phone);
                }
            } catch (IOException e) {
                if (!sip.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private Phone phone(InetSocketAddress port) {
        var phone = new Phone(port);
        phones.add(phone);
        return phone;
    }

    private void listen() {
        var in = ByteBuffer.allocate(2_048);
        var memory = MemorySegment.ofArray(in.array());
        short[] pcm = new short[SoundDecoder.MOST_SAMPLES];
        Precedence.take();
        try (var decoder = Codecs.ofThisMachine().decoder(Codec.PCMU)) {
            while (sound.isOpen()) {
                in.clear();
                var phone = byPort.get((InetSocketAddress) sound.receive(in));
                if (phone != null && in.position() > HEADER) {
                    heard.incrementAndGet();
                    int samples = decoder.decode(memory, HEADER, in.position() - HEADER, pcm);
                    phone.onset.heard(Bursts.isLoud(pcm, samples), System.nanoTime());
                }
            }
        } catch (ClosedChannelException ended) {
            // the bench is over
        } catch (IOException | CodecFailed e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        sip.close();
        sound.close();
    }
}
