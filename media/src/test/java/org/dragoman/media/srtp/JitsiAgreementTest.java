package org.dragoman.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.dragoman.core.media.SrtpKeys;
import org.dragoman.core.media.SrtpSuite;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.utils.ByteArrayBuffer;
import org.jitsi.utils.logging2.LoggerImpl;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Random packets, a million in all four suites together, in both directions between ours and
/// jitsi-srtp, an implementation that WebRTC calls run on. Each suite has its share of the time.
class JitsiAgreementTest {
    private static final int PACKETS = 125_000; // each way, for each of four suites
    private static final Duration MOST = Duration.ofSeconds(5); // for each suite
    private static final int LEAST = 20_000; // on the slowest machine
    private static final int LONGEST = 1_400; // bytes of payload

    private final Workbench bench = new Workbench();
    private final Random random = new Random(4_568);

    @BeforeAll
    static void withoutMeasuringCiphersFirst() {
        Aes.setFactoryClassName("org.jitsi.srtp.crypto.Aes$SunJCECipherFactory");
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void both_understand_each_other(SrtpSuite suite) throws Exception {
        var keys = SrtpPair.keys(suite, 3_711);
        int ssrc = random.nextInt();
        var ours = new SrtpPair(keys);
        var theirSender = context(keys, ssrc, true);
        var theirReceiver = context(keys, ssrc, false);
        int sequence = 60_000; // rolls over early
        long end = System.nanoTime() + MOST.toNanos();
        int done = 0;
        while (done < PACKETS && (done < LEAST || System.nanoTime() < end)) {
            byte[] clear = packet(sequence, ssrc);
            weSend(ours, theirReceiver, clear);
            theySend(ours, theirSender, clear);
            sequence += 1 + (random.nextInt(50) == 0 ? random.nextInt(40) : 0);
            done++;
        }
        assertThat(done).isGreaterThanOrEqualTo(LEAST);
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void both_understand_each_others_reports(SrtpSuite suite) throws Exception {
        var keys = SrtpPair.keys(suite, 3_711);
        int ssrc = random.nextInt();
        var ours = new SrtpPair(keys);
        var theirSender = reports(keys, ssrc);
        var theirReceiver = reports(keys, ssrc);
        for (int i = 0; i < 10_000; i++) {
            byte[] clear = report(ssrc);
            ours.put(clear);
            int sealed =
                    ours.sender.sealRtcp(ours.bench, ours.memory, 0, clear.length, SrtpPair.ROOM);
            var packet = new Packet(ours.bytes(sealed));
            assertThat(theirReceiver.reverseTransformPacket(packet)).isEqualTo(SrtpErrorStatus.OK);
            assertThat(packet.bytes()).isEqualTo(clear);

            var theirs = new Packet(clear);
            assertThat(theirSender.transformPacket(theirs)).isEqualTo(SrtpErrorStatus.OK);
            ours.put(theirs.bytes());
            int length = ours.receiver.openRtcp(bench, ours.memory, 0, theirs.getLength());
            assertThat(length).isEqualTo(clear.length);
            assertThat(ours.bytes(length)).isEqualTo(clear);
        }
    }

    private void weSend(SrtpPair ours, SrtpCryptoContext theirs, byte[] clear) throws Exception {
        ours.put(clear);
        int sealed = ours.sender.sealRtp(bench, ours.memory, 0, clear.length, SrtpPair.ROOM);
        var packet = new Packet(ours.bytes(sealed));
        var status = theirs.reverseTransformPacket(packet, false);
        if (status != SrtpErrorStatus.OK || !Arrays.equals(packet.bytes(), clear)) {
            throw new AssertionError("they do not understand us: " + status);
        }
    }

    private void theySend(SrtpPair ours, SrtpCryptoContext theirs, byte[] clear) throws Exception {
        var packet = new Packet(clear);
        if (theirs.transformPacket(packet) != SrtpErrorStatus.OK) {
            throw new AssertionError("they do not seal");
        }
        byte[] sealed = packet.bytes();
        ours.put(sealed);
        int length = ours.receiver.openRtp(bench, ours.memory, 0, sealed.length);
        if (length != clear.length || !Arrays.equals(ours.bytes(length), clear)) {
            throw new AssertionError("we do not understand them: " + length);
        }
    }

    /// With contributing sources and a header extension now and then.
    private byte[] packet(int sequence, int ssrc) {
        int sources = random.nextInt(4) == 0 ? random.nextInt(16) : 0;
        int extension = random.nextInt(4) == 0 ? 4 + 4 * random.nextInt(5) : 0;
        int header = 12 + 4 * sources + extension;
        var packet = new byte[header + random.nextInt(random.nextInt(8) == 0 ? LONGEST : 170)];
        random.nextBytes(packet);
        packet[0] = (byte) (0x80 | (extension > 0 ? 0x10 : 0) | sources);
        packet[2] = (byte) (sequence >> 8);
        packet[3] = (byte) sequence;
        for (int i = 0; i < 4; i++) {
            packet[8 + i] = (byte) (ssrc >>> 24 - 8 * i);
        }
        if (extension > 0) {
            packet[12 + 4 * sources + 2] = 0;
            packet[12 + 4 * sources + 3] = (byte) (extension / 4 - 1);
        }
        return packet;
    }

    private byte[] report(int ssrc) {
        var report = new byte[28 + 4 * random.nextInt(40)];
        random.nextBytes(report);
        report[0] = (byte) 0x80;
        report[1] = (byte) 200;
        report[2] = 0;
        report[3] = (byte) (report.length / 4 - 1);
        for (int i = 0; i < 4; i++) {
            report[4 + i] = (byte) (ssrc >>> 24 - 8 * i);
        }
        return report;
    }

    private static SrtpCryptoContext context(SrtpKeys keys, int ssrc, boolean sender)
            throws Exception {
        return factory(keys, sender).deriveContext(ssrc, 0);
    }

    private static SrtcpCryptoContext reports(SrtpKeys keys, int ssrc) throws Exception {
        return factory(keys, true).deriveControlContext(ssrc);
    }

    private static SrtpContextFactory factory(SrtpKeys keys, boolean sender) {
        int rtpTag = keys.suite() == SrtpSuite.AES_CM_128_HMAC_SHA1_32 ? 4 : 10;
        return new SrtpContextFactory(
                sender,
                keys.masterKey(),
                keys.masterSalt(),
                policy(keys.suite(), rtpTag),
                policy(keys.suite(), 10),
                new LoggerImpl(JitsiAgreementTest.class.getName()));
    }

    private static SrtpPolicy policy(SrtpSuite suite, int tagBytes) {
        return suite.isAead()
                ? new SrtpPolicy(
                        SrtpPolicy.AESGCM_ENCRYPTION,
                        suite.keyBytes(),
                        SrtpPolicy.NULL_AUTHENTICATION,
                        0,
                        16,
                        suite.saltBytes())
                : new SrtpPolicy(
                        SrtpPolicy.AESCM_ENCRYPTION,
                        suite.keyBytes(),
                        SrtpPolicy.HMACSHA1_AUTHENTICATION,
                        20,
                        tagBytes,
                        suite.saltBytes());
    }

    private static final class Packet implements ByteArrayBuffer {
        private byte[] buffer;
        private int length;

        Packet(byte[] content) {
            buffer = Arrays.copyOf(content, content.length + 64);
            length = content.length;
        }

        byte[] bytes() {
            return Arrays.copyOf(buffer, length);
        }

        @Override
        public byte[] getBuffer() {
            return buffer;
        }

        @Override
        public int getOffset() {
            return 0;
        }

        @Override
        public int getLength() {
            return length;
        }

        @Override
        public void setLength(int other) {
            length = other;
        }

        @Override
        public void setOffset(int other) {
            throw new UnsupportedOperationException("packets begin at 0");
        }

        @Override
        public boolean isInvalid() {
            return false;
        }

        @Override
        public void readRegionToBuff(int from, int count, byte[] to) {
            System.arraycopy(buffer, from, to, 0, count);
        }

        @Override
        public void grow(int by) {
            if (length + by > buffer.length) {
                buffer = Arrays.copyOf(buffer, length + by);
            }
        }

        @Override
        public void append(byte[] data, int count) {
            grow(count);
            System.arraycopy(data, 0, buffer, length, count);
            length += count;
        }

        @Override
        public void shrink(int by) {
            length -= by;
        }
    }
}
