package org.dragoman.tests.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/// The sound of a phone whose signalling is SIPp's: sends a tone, hears what comes, sends
/// and reads RFC 4733 digits. Sends to the address it was told, not to where packets come
/// from, so that a gateway that names the wrong port is found out.
public final class RtpPhone implements AutoCloseable {
    static final int DIGIT_PAYLOAD_TYPE = 101;

    private static final Duration PACKET = Duration.ofMillis(20);
    private static final int SAMPLES = 160; // of a packet
    private static final int PERIOD = 800; // samples of the tone that are kept
    private static final int HEARD_SAMPLES = 8_000 * 60; // a minute is kept
    private static final String DIGITS = "0123456789*#ABCD";
    private static final int DIGIT_PACKETS = 6;

    private final DatagramSocket socket;
    private final AtomicReference<Voice> voice;
    private final AtomicReference<Optional<InetSocketAddress>> remote =
            new AtomicReference<>(Optional.empty());
    private final short[] heard = new short[HEARD_SAMPLES];
    private final StringBuilder digits = new StringBuilder();
    private final Deque<Character> toSend = new ArrayDeque<>();
    private int heardSamples;
    private int packets;
    private int otherPackets;
    private long lastDigitTimestamp = -1;

    /// The tone it sends.
    ///
    /// - {@code period}: a tenth of a second, coded.
    private record Voice(Law law, int hertz, double dbm0, byte[] period) {
        static Voice of(Law law, int hertz, double dbm0) {
            return new Voice(law, hertz, dbm0, tone(law, hertz, dbm0));
        }
    }

    private RtpPhone(DatagramSocket socket, Voice voice) {
        this.socket = socket;
        this.voice = new AtomicReference<>(voice);
    }

    /// A phone that sends a tone (a multiple of 10 Hz) as soon as it knows where to.
    static RtpPhone open(String address, Law law, int hertz, double dbm0) {
        try {
            DatagramSocket socket =
                    new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
            RtpPhone phone = new RtpPhone(socket, Voice.of(law, hertz, dbm0));
            Thread.ofVirtual().name("phone-hears").start(phone::hear);
            Thread.ofPlatform().daemon().name("phone-speaks").start(phone::speak);
            return phone;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    /// Where the other side said it hears.
    void talkTo(InetSocketAddress address) {
        remote.set(Optional.of(address));
    }

    /// Sends its tone in this codec from now on: PCMU or PCMA.
    public void speak(String codec) {
        voice.updateAndGet(v -> Voice.of(Law.named(codec), v.hertz(), v.dbm0()));
    }

    /// What came so far.
    public synchronized Sound heard() {
        short[] copy = new short[heardSamples];
        System.arraycopy(heard, 0, copy, 0, heardSamples);
        return new Sound(copy);
    }

    /// Waits until it has heard a tone clearly.
    public void awaitTone(double hertz, Duration deadline) {
        Await.until(
                deadline,
                () -> "a tone of " + hertz + " Hz; heard " + heard().length(),
                () -> heard().isClearly(hertz));
    }

    /// RFC 4733 digits that came so far, each once.
    public synchronized String digits() {
        return digits.toString();
    }

    /// Packets of payload types that were never agreed.
    public synchronized int otherPackets() {
        return otherPackets;
    }

    public synchronized int packets() {
        return packets;
    }

    /// Sends digits as RFC 4733 events, instead of the tone while they last.
    public synchronized void sendDigits(String more) {
        more.chars().forEach(c -> toSend.add((char) c));
    }

    private void hear() {
        byte[] bytes = new byte[2_048];
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        try {
            while (true) {
                socket.receive(packet);
                take(ByteBuffer.wrap(bytes, 0, packet.getLength()));
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private synchronized void take(ByteBuffer rtp) {
        if (rtp.remaining() < 12) {
            otherPackets++;
            return;
        }
        packets++;
        int type = rtp.get(1) & 0x7F;
        long timestamp = rtp.getInt(4) & 0xFFFF_FFFFL;
        if (type == Law.MU.payloadType || type == Law.A.payloadType) {
            Law theirs = type == Law.MU.payloadType ? Law.MU : Law.A;
            for (int i = 12; i < rtp.limit() && heardSamples < HEARD_SAMPLES; i++) {
                heard[heardSamples++] = theirs.expand(rtp.get(i) & 0xFF);
            }
        } else if (type == DIGIT_PAYLOAD_TYPE && rtp.limit() >= 16) {
            int event = rtp.get(12) & 0xFF;
            if (timestamp != lastDigitTimestamp && event < DIGITS.length()) {
                lastDigitTimestamp = timestamp;
                digits.append(DIGITS.charAt(event));
            }
        } else {
            otherPackets++;
        }
    }

    private void speak() {
        long next = System.nanoTime();
        int sequence = 0;
        int timestamp = 0;
        int at = 0;
        int digitPackets = 0;
        try {
            while (!socket.isClosed()) {
                next += PACKET.toNanos();
                for (long wait = next - System.nanoTime();
                        wait > 0;
                        wait = next - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                Optional<InetSocketAddress> to = remote.get();
                if (to.isEmpty()) {
                    continue;
                }
                Optional<Character> digit = digit();
                if (digit.isPresent() && digitPackets < DIGIT_PACKETS + 2) {
                    int start = timestamp - digitPackets * SAMPLES;
                    send(to.get(), digitPacket(digit.get(), sequence++, start, digitPackets));
                    digitPackets++;
                } else {
                    send(to.get(), soundPacket(sequence++, timestamp, at));
                    if (digitPackets > 0 && ++digitPackets > 3 * DIGIT_PACKETS) {
                        digitPackets = 0; // the pause between two digits is over
                        digitSent();
                    }
                }
                at = (at + SAMPLES) % PERIOD;
                timestamp += SAMPLES;
            }
        } catch (IOException e) {
            if (!socket.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private synchronized Optional<Character> digit() {
        return Optional.ofNullable(toSend.peek());
    }

    private synchronized void digitSent() {
        toSend.poll();
    }

    private byte[] soundPacket(int sequence, int timestamp, int at) {
        var now = voice.get();
        ByteBuffer packet = header(now.law().payloadType, false, sequence, timestamp, SAMPLES);
        for (int i = 0; i < SAMPLES; i++) {
            packet.put(now.period()[(at + i) % PERIOD]);
        }
        return packet.array();
    }

    /// RFC 4733 §2.5: updates every packet, the end three times.
    private static byte[] digitPacket(char digit, int sequence, int start, int index) {
        ByteBuffer packet = header(DIGIT_PAYLOAD_TYPE, index == 0, sequence, start, 4);
        boolean end = index >= DIGIT_PACKETS - 1;
        int duration = Math.min(index + 1, DIGIT_PACKETS) * SAMPLES;
        packet.put((byte) DIGITS.indexOf(digit));
        packet.put((byte) ((end ? 0x80 : 0) | 10));
        packet.putShort((short) duration);
        return packet.array();
    }

    private static ByteBuffer header(
            int type, boolean marker, int sequence, int timestamp, int body) {
        ByteBuffer packet = ByteBuffer.allocate(12 + body);
        packet.put((byte) 0x80).put((byte) ((marker ? 0x80 : 0) | type));
        packet.putShort((short) sequence).putInt(timestamp).putInt(0x7E57_0001);
        return packet;
    }

    private void send(InetSocketAddress to, byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    /// A tenth of a second of the tone.
    private static byte[] tone(Law law, int hertz, double dbm0) {
        double amplitude = 32_767 * Math.pow(10, (dbm0 - 3.14) / 20);
        byte[] coded = new byte[PERIOD];
        for (int i = 0; i < coded.length; i++) {
            coded[i] = law.compress((int) (amplitude * Math.sin(2 * Math.PI * hertz * i / 8_000)));
        }
        return coded;
    }

    @Override
    public void close() {
        socket.close();
    }
}
